#include "load/load_engine.h"
#include "server_program.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <sys/resource.h>

#include <csignal>
#include <mutex>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using escala::load::LoadEngine;
using escala::load::LoadPlan;
using escala::metrics::SnapshotPtr;

namespace {

/// The latest that an engine told.
class Latest {
public:
    LoadEngine::SnapshotSink sink()
    {
        return [this](const SnapshotPtr &snapshot) {
            const std::scoped_lock lock(m_mutex);
            m_snapshot = snapshot;
        };
    }
    SnapshotPtr get()
    {
        const std::scoped_lock lock(m_mutex);
        return m_snapshot;
    }

private:
    std::mutex m_mutex;
    SnapshotPtr m_snapshot;
};

double seconds(std::chrono::duration<double> time)
{
    return time.count();
}

bool isNear(double value, double wanted, double tolerance)
{
    if (std::abs(value - wanted) <= tolerance)
        return true;
    qWarning() << value << "is not" << wanted << "within" << tolerance;
    return false;
}

}

/// The engine against the real escala-server, in what only many connections or much time can show.
class TestEngineAndServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void moreThanTenThousandUsers();
    void stoppedServer_data();
    void stoppedServer();
};

void TestEngineAndServer::moreThanTenThousandUsers()
{
    rlimit limit{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &limit), 0);
    const auto users = static_cast<std::uint32_t>(std::min<rlim_t>(12'000, limit.rlim_max - 300));
    ServerProgram server;
    QVERIFY(server.start({u"slow"_s, u"--port"_s, u"0"_s, u"--delay"_s, u"300ms"_s}));
    LoadPlan plan;
    plan.users = users;
    plan.requests = 2 * users;
    plan.threads = 2;
    Latest latest;
    LoadEngine engine;
    const auto started = engine.start(plan, {escala::http::parseUrl(server.url.toStdString()).value()}, latest.sink());
    QVERIFY2(started, started ? "" : started.error().message.c_str());
    engine.wait();
    const auto &summary = latest.get()->targets.front().summary;
    QVERIFY(summary.ledger.balances());
    QCOMPARE(summary.ledger.ok, std::uint64_t{2} * users);
    QVERIFY(summary.connectionsOpened <= users);
    const auto stats = QJsonDocument::fromJson(outputOf(u"curl"_s, {u"-s"_s, server.admin + u"stats"_s}).toUtf8());
    QCOMPARE(stats[u"requests"].toInteger(), qint64(2) * users);
}

void TestEngineAndServer::stoppedServer_data()
{
    QTest::addColumn<unsigned>("connections");
    QTest::addColumn<bool>("serviceShowsIt");
    QTest::newRow("a connection for each request: service time shows the stall too") << 5000U << true;
    QTest::newRow("20 connections shared: only the waiting shows it") << 20U << false;
}

// A server that is stopped for about 6 s in a run of 10 s at 500/s, and goes on at once. A request that was due t
// before it went on has waited t: the percentiles follow from how long it was stopped.
void TestEngineAndServer::stoppedServer()
{
    QFETCH(const unsigned, connections);
    QFETCH(const bool, serviceShowsIt);
    ServerProgram server;
    QVERIFY(server.start({u"cached"_s, u"--port"_s, u"0"_s, u"--delay"_s, u"1ms"_s}));
    LoadPlan plan;
    plan.model = escala::load::Model::Open;
    plan.rate = 500;
    plan.duration = 10s;
    plan.threads = 1;
    plan.connections = connections;
    plan.responseTimeout = 20s;
    plan.drainLimit = 20s;
    Latest latest;
    LoadEngine engine;
    QVERIFY(engine.start(plan, {escala::http::parseUrl(server.url.toStdString()).value()}, latest.sink()));
    QTRY_VERIFY_WITH_TIMEOUT(latest.get() && latest.get()->elapsed > 2s, 30'000);
    QElapsedTimer stopped;
    QCOMPARE(::kill(static_cast<pid_t>(server.pid), SIGSTOP), 0);
    stopped.start();
    QTRY_VERIFY_WITH_TIMEOUT(stopped.elapsed() >= 6000, 30'000);
    QCOMPARE(::kill(static_cast<pid_t>(server.pid), SIGCONT), 0);
    const double stall = 1e-3 * static_cast<double>(stopped.elapsed());
    engine.wait();

    const auto &summary = latest.get()->targets.front().summary;
    QCOMPARE(summary.ledger.scheduled, 5000UL);
    QCOMPARE(summary.ledger.ok, 5000UL);
    const double tolerance = std::max(0.02 * stall, 0.1);
    QVERIFY(isNear(seconds(summary.response.p50), stall - 5, tolerance));
    QVERIFY(isNear(seconds(summary.response.p90), stall - 1, tolerance));
    QVERIFY(isNear(seconds(summary.response.p99), stall - 0.1, tolerance));
    if (serviceShowsIt) {
        QVERIFY(isNear(seconds(summary.service.p99), stall - 0.1, tolerance));
    } else {
        QVERIFY2(summary.service.p99 < 50ms, qPrintable(QString::number(seconds(summary.service.p99))));
        QVERIFY(isNear(seconds(summary.wait.p99), stall - 0.1, tolerance));
    }
}

QTEST_GUILESS_MAIN(TestEngineAndServer)
#include "tst_engine_and_server.moc"
