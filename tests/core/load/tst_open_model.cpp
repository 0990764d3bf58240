#include "engine_run.h"
#include "script_server.h"

#include <QTest>

#include <condition_variable>

using namespace std::chrono_literals;
using escala::load::ArrivalLaw;
using escala::load::LoadPlan;
using escala::load::Model;
using escala::load::Order;
using escala::load::parseStages;
using escala::metrics::TargetSnapshot;
using escala::metrics::Verdict;

namespace {

LoadPlan openPlan(double rate, std::chrono::nanoseconds duration)
{
    LoadPlan plan;
    plan.model = Model::Open;
    plan.rate = rate;
    plan.duration = duration;
    plan.threads = 1;
    plan.drainLimit = 10s;
    return plan;
}

double seconds(std::chrono::duration<double> time)
{
    return time.count();
}

/// A server that answers nothing until it is let go.
class HeldServer {
public:
    HeldServer()
        : m_server([this](ScriptConnection &connection) {
            while (!connection.request().empty()) {
                std::unique_lock lock(m_mutex);
                m_changed.wait(lock, [this] { return m_free; });
                lock.unlock();
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhola\n");
            }
        })
    {
    }
    ~HeldServer() { letGo(); }
    HeldServer(const HeldServer &) = delete;
    HeldServer &operator=(const HeldServer &) = delete;

    void letGo()
    {
        const std::scoped_lock lock(m_mutex);
        m_free = true;
        m_changed.notify_all();
    }
    [[nodiscard]] const ScriptServer &server() const { return m_server; }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_free = false;
    ScriptServer m_server; ///< First to go: its threads use the above.
};

}

/// Arrivals by a schedule, whatever the server does.
class TestOpenModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countIsExact_data();
    void countIsExact();
    void countLimits();
    void identityHolds();
    void waitsForASharedConnection();
    void dropsPastTheCap();
    void whatIsNotSentStillHurts();
    void refusedTargetFailsAtTheOfferedRate();
    void warmupIsApart();
    void inTurnsBothGetTheSame();
    void stopBalances();
    void usersByStages();
    void thinkTimeLimitsTheRate();
    void levelChangesWhileItRuns();
    void usersChangeWhileTheyRun();
    void conditionEndsTheRun();
};

void TestOpenModel::countIsExact_data()
{
    QTest::addColumn<unsigned>("threads");
    QTest::addColumn<unsigned>("connections");
    QTest::addColumn<bool>("keepAlive");
    QTest::addColumn<QString>("stages");
    QTest::addColumn<quint64>("count");
    QTest::newRow("one thread") << 1U << 1000U << true << "hold 1000 1s" << quint64(1000);
    QTest::newRow("three threads") << 3U << 1000U << true << "hold 1000 1s" << quint64(1000);
    QTest::newRow("one connection") << 3U << 1U << true << "hold 500 1s" << quint64(500);
    QTest::newRow("a connection a request") << 2U << 1000U << false << "hold 300 1s" << quint64(300);
    QTest::newRow("stages") << 2U << 1000U << true << "ramp 0..400 1s, hold 400 500ms, spike 2000 100ms"
                            << quint64(600);
}

void TestOpenModel::countIsExact()
{
    QFETCH(const unsigned, threads);
    QFETCH(const unsigned, connections);
    QFETCH(const bool, keepAlive);
    QFETCH(const QString, stages);
    QFETCH(const quint64, count);
    const ScriptServer server(ScriptServer::answeringOk());
    LoadPlan plan = openPlan(0, 1s);
    plan.duration.reset();
    plan.stages = parseStages(stages.toStdString()).value();
    plan.threads = threads;
    plan.connections = connections;
    plan.keepAlive = keepAlive;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
    const auto last = run.finish();
    QVERIFY(run.alwaysBalanced());
    const auto &summary = last->targets.front().summary;
    QCOMPARE(quint64(summary.ledger.scheduled), count);
    QCOMPARE(quint64(summary.ledger.ok), count);
    QCOMPARE(quint64(server.requests()), count);
    QVERIFY(summary.connectionsOpened <= (keepAlive ? connections : count));
    quint64 offered = 0;
    for (const auto &point : last->targets.front().seconds)
        offered += point.offered;
    QCOMPARE(offered, count);
}

void TestOpenModel::countLimits()
{
    const ScriptServer server(ScriptServer::answeringOk());
    LoadPlan plan = openPlan(2000, 100s);
    plan.requests = 301;
    plan.threads = 2;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
    QCOMPARE(run.finish()->targets.front().summary.ledger.ok, 301UL);
    QCOMPARE(server.requests(), 301UL);
}

// response = lag + wait + service for every request, so for the sums too (which histograms keep exactly).
void TestOpenModel::identityHolds()
{
    const ScriptServer server(ScriptServer::answeringOk());
    LoadPlan plan = openPlan(3000, 1s);
    plan.arrivals = ArrivalLaw::Poisson;
    plan.connections = 3;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
    const auto last = run.finish();
    const auto &total = *last->targets.front().total;
    QCOMPARE(total.response.count(), total.lag.count());
    QCOMPARE(total.response.count(), total.wait.count());
    const double apart = seconds(total.response.mean()) - seconds(total.lag.mean()) - seconds(total.wait.mean())
        - seconds(total.service.mean());
    QVERIFY2(std::abs(apart) < 1e-9, qPrintable(QString::number(apart)));
}

// With one connection and a server that holds its first answer, everything else waits: service stays short.
void TestOpenModel::waitsForASharedConnection()
{
    HeldServer held;
    LoadPlan plan = openPlan(200, 1s);
    plan.connections = 1;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(held.server().port())}), std::string());
    QTRY_VERIFY_WITH_TIMEOUT(!run.snapshots().empty() && run.snapshots().back()->elapsed > 800ms, 30'000);
    held.letGo();
    const auto last = run.finish();
    const auto &summary = last->targets.front().summary;
    QCOMPARE(summary.ledger.ok, 200UL);
    QCOMPARE(summary.connectionsOpened, 1UL);
    QVERIFY2(summary.wait.p50 > 200ms, qPrintable(QString::number(seconds(summary.wait.p50))));
    QVERIFY2(summary.response.p50 >= summary.wait.p50, qPrintable(QString::number(seconds(summary.response.p50))));
    QVERIFY2(summary.service.p50 < summary.wait.p50 / 2, qPrintable(QString::number(seconds(summary.service.p50))));
}

void TestOpenModel::dropsPastTheCap()
{
    HeldServer held;
    LoadPlan plan = openPlan(500, 1s);
    plan.maxInFlight = 7;
    plan.drainLimit = 0s;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(held.server().port())}), std::string());
    const auto last = run.finish();
    QVERIFY(run.alwaysBalanced());
    const auto &summary = last->targets.front().summary;
    QCOMPARE(summary.ledger.scheduled, 500UL);
    QCOMPARE(summary.ledger.dropped, 493UL);
    QCOMPARE(summary.ledger.sent + summary.ledger.unsent, 7UL);
    QCOMPARE(summary.errors[static_cast<std::size_t>(escala::metrics::ErrorKind::Dropped)], 493UL);
    QCOMPARE(summary.failed(), 0UL);
    QVERIFY(last->generator.verdict != Verdict::Valid);
    QVERIFY(std::ranges::any_of(last->generator.reasons, [](const auto &reason) {
        return reason.kind == escala::metrics::VerdictReason::Kind::Drops;
    }));
}

// Nobody was answered: the view with what was not sent has all 500, the last percentile near the whole second.
void TestOpenModel::whatIsNotSentStillHurts()
{
    HeldServer held;
    LoadPlan plan = openPlan(500, 1s);
    plan.maxInFlight = 10;
    plan.drainLimit = 0s;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(held.server().port())}), std::string());
    const auto &summary = run.finish()->targets.front().summary;
    QCOMPARE(summary.response.count, 0UL);
    QCOMPARE(summary.includingUnsent.count, 500UL);
    QVERIFY2(summary.includingUnsent.p50 > 300ms, qPrintable(QString::number(seconds(summary.includingUnsent.p50))));
}

void TestOpenModel::refusedTargetFailsAtTheOfferedRate()
{
    const ClosedPort closed;
    LoadPlan plan = openPlan(400, 1s);
    plan.connections = 2;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(closed.port())}), std::string());
    const auto &summary = run.finish()->targets.front().summary;
    QCOMPARE(summary.ledger.scheduled, 400UL);
    QCOMPARE(summary.ledger.transportError, 400UL);
    QCOMPARE(summary.errors[static_cast<std::size_t>(escala::metrics::ErrorKind::Refused)], 400UL);
}

void TestOpenModel::warmupIsApart()
{
    const ScriptServer server(ScriptServer::answeringOk());
    LoadPlan plan = openPlan(500, 1s);
    plan.warmup = 300ms;
    plan.coldRequest = true;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
    const auto &target = run.finish()->targets.front();
    QCOMPARE(target.summary.ledger.scheduled, 500UL);
    QVERIFY(target.warmupRequests > 1);
    QCOMPARE(server.requests(), 500UL + target.warmupRequests);
}

void TestOpenModel::inTurnsBothGetTheSame()
{
    const ScriptServer first(ScriptServer::answeringOk());
    const ScriptServer second(ScriptServer::answeringOk());
    LoadPlan plan = openPlan(300, 1500ms);
    plan.order = Order::Interleaved;
    plan.arrivals = ArrivalLaw::Poisson;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(first.port()), localUrl(second.port())}), std::string());
    const auto last = run.finish();
    QVERIFY(last->targets[0].summary.ledger.scheduled > 300);
    QCOMPARE(last->targets[0].summary.ledger.scheduled, last->targets[1].summary.ledger.scheduled);
    QCOMPARE(first.requests(), second.requests());
}

void TestOpenModel::stopBalances()
{
    HeldServer held;
    LoadPlan plan = openPlan(1000, 100s);
    plan.connections = 5;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(held.server().port())}), std::string());
    QTRY_VERIFY_WITH_TIMEOUT(held.server().requests() == 5, 30'000);
    run.engine().stop();
    const auto &ledger = run.finish()->targets.front().summary.ledger;
    QVERIFY(ledger.balances());
    QCOMPARE(ledger.waiting, 0UL);
    QCOMPARE(ledger.inFlight, 0UL);
    QCOMPARE(ledger.aborted, 5UL);
    QCOMPARE(ledger.unsent, ledger.scheduled - 5);
}

void TestOpenModel::usersByStages()
{
    HeldServer held; // every user sends one request and waits: requests read are users
    LoadPlan plan = smallPlan();
    plan.requests.reset();
    plan.stages = parseStages("hold 3 300ms, ramp 3..9 300ms, hold 0 200ms").value();
    plan.threads = 2;
    plan.drainLimit = 0s;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(held.server().port())}), std::string());
    const auto last = run.finish();
    QCOMPARE(last->targets.front().summary.ledger.sent, 9UL);
    QCOMPARE(held.server().connections(), 9UL);
}

void TestOpenModel::thinkTimeLimitsTheRate()
{
    const ScriptServer server(ScriptServer::answeringOk());
    LoadPlan plan = smallPlan();
    plan.requests.reset();
    plan.duration = 1s;
    plan.users = 4;
    plan.think.from = 100ms;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
    const auto &ledger = run.finish()->targets.front().summary.ledger;
    QCOMPARE(ledger.ok, server.requests());
    QVERIFY2(ledger.ok >= 4 && ledger.ok <= 40, qPrintable(QString::number(ledger.ok)));
    QCOMPARE(ledger.unsent, 0UL);
}

// Paused, then by the plan again: nothing is due in the pause, and marks tell of both.
void TestOpenModel::levelChangesWhileItRuns()
{
    const ScriptServer server(ScriptServer::answeringOk());
    LoadPlan plan = openPlan(100, 100s);
    plan.threads = 2;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
    const auto marks = [&run] { return run.snapshots().empty() ? 0UL : run.snapshots().back()->marks.size(); };
    const auto sent = [&run] { return run.snapshots().back()->targets.front().summary.ledger.sent; };
    QTRY_VERIFY_WITH_TIMEOUT(server.requests() > 10, 30'000);
    run.engine().setLevel(0.0);
    QTRY_COMPARE_WITH_TIMEOUT(marks(), 1UL, 30'000);
    const auto seen = run.snapshots().size();
    QTRY_VERIFY_WITH_TIMEOUT(run.snapshots().size() > seen + 3, 30'000);
    const auto paused = sent();
    QTRY_VERIFY_WITH_TIMEOUT(run.snapshots().size() > seen + 8, 30'000);
    QCOMPARE(sent(), paused);
    run.engine().setLevel(2000.0);
    QTRY_VERIFY_WITH_TIMEOUT(sent() > paused + 500, 30'000);
    run.engine().setLevel(std::nullopt);
    QTRY_COMPARE_WITH_TIMEOUT(marks(), 3UL, 30'000);
    const auto planned = sent();
    QTRY_VERIFY_WITH_TIMEOUT(sent() > planned + 20, 30'000);
    run.engine().stop();
    const auto last = run.finish();
    QVERIFY(run.alwaysBalanced());
    QCOMPARE(last->targets.front().summary.ledger.sent, server.requests());
    using Kind = escala::metrics::Mark::Kind;
    QVERIFY(last->marks[0].kind == Kind::Paused);
    QVERIFY(last->marks[1].kind == Kind::Level && last->marks[1].level == 2000);
    QVERIFY(last->marks[2].kind == Kind::Planned);
}

void TestOpenModel::usersChangeWhileTheyRun()
{
    HeldServer held; // requests read are users
    LoadPlan plan = smallPlan();
    plan.requests.reset();
    plan.duration = 100s;
    plan.users = 3;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(held.server().port())}), std::string());
    QTRY_COMPARE_WITH_TIMEOUT(held.server().requests(), 3UL, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(!run.snapshots().empty(), 30'000);
    run.engine().setLevel(11.0);
    QTRY_COMPARE_WITH_TIMEOUT(held.server().requests(), 11UL, 30'000);
    run.engine().stop();
    QCOMPARE(run.finish()->targets.front().summary.ledger.aborted, 11UL);
}

void TestOpenModel::conditionEndsTheRun()
{
    const ScriptServer server(ScriptServer::answering("HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n"));
    LoadPlan plan = openPlan(200, 100s);
    plan.endWhen = {escala::load::parseEndCondition("p99>30s").value(),
                    escala::load::parseEndCondition("errors>50% for 500ms").value()};
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
    const auto last = run.finish();
    QVERIFY(last->endedBy);
    QCOMPARE(last->endedBy->condition, std::string("errors>50% for 500ms"));
    QVERIFY(last->targets.front().summary.ledger.httpError >= 80);
    QVERIFY(last->elapsed < 60s);
}

QTEST_GUILESS_MAIN(TestOpenModel)
#include "tst_open_model.moc"
