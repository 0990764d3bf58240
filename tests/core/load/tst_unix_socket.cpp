#include "engine_run.h"
#include "net/endpoint.h"
#include "net/socket.h"

#include <QTemporaryDir>
#include <QTest>

using namespace std::chrono_literals;
using escala::load::LoadPlan;
using escala::metrics::ErrorKind;

/// Where there is no server that answers; tst_escalactl_connections has one.
class TestUnixSocket : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isRefusedWhereNobodyListens();
    void timesOutWhereTheQueueStaysFull();

private:
    QTemporaryDir m_folder;
};

void TestUnixSocket::isRefusedWhereNobodyListens()
{
    LoadPlan plan = smallPlan(4);
    plan.connection.unixSocket = m_folder.filePath(QStringLiteral("nobody.sock")).toStdString();
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(80)}), std::string());
    const auto last = run.finish();
    const auto &summary = last->targets.front().summary;
    QCOMPARE(summary.errors[static_cast<std::size_t>(ErrorKind::Refused)], 4UL);
    QVERIFY(run.alwaysBalanced());
}

// A connect to a full queue fails at once, unlike that of TCP; it is tried again until its time is over.
void TestUnixSocket::timesOutWhereTheQueueStaysFull()
{
    const std::string path = m_folder.filePath(QStringLiteral("full.sock")).toStdString();
    const auto endpoint = escala::net::unixEndpoint(path).value();
    const auto listener = escala::net::listenOn(endpoint, 0);
    QVERIFY(listener.has_value());
    const auto first = escala::net::startConnect(endpoint);
    QVERIFY(first.has_value());
    LoadPlan plan = smallPlan(4);
    plan.connection.unixSocket = path;
    plan.connectTimeout = 50ms;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(80)}), std::string());
    const auto last = run.finish();
    const auto &summary = last->targets.front().summary;
    QCOMPARE(summary.errors[static_cast<std::size_t>(ErrorKind::Timeout)], 4UL);
    QCOMPARE(summary.connectionsOpened, 0UL);
    QVERIFY(run.alwaysBalanced());
}

QTEST_GUILESS_MAIN(TestUnixSocket)
#include "tst_unix_socket.moc"
