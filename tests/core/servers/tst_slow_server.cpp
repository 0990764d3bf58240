#include "raw_client.h"

#include "net/endpoint.h"
#include "net/event_loop.h"
#include "servers/built_in_server.h"

#include <QTest>

#include <deque>
#include <string>

using namespace escala;
using namespace escala::tests;
using namespace std::chrono_literals;

namespace {

const std::string kGet = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
constexpr int kLimit = 30'000;

servers::ServerPlan planWith(std::chrono::nanoseconds delay, std::optional<std::uint32_t> workers, std::uint32_t queue,
                             unsigned threads)
{
    servers::ServerPlan plan;
    plan.page.delay = delay;
    plan.workforce = {workers, queue};
    plan.threads = threads;
    return plan;
}

/// A client that has asked and not read its answer.
struct Asking {
    explicit Asking(const std::string &url)
        : client(url)
    {
        client.send(kGet);
    }
    RawClient client;
};

}

class TestSlowServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesItsTime();
    void holdsNoThread();
    void limitsWorkers_data();
    void limitsWorkers();
    void queueMovesUp_data();
    void queueMovesUp();
    void clientThatLeavesFreesItsPlace_data();
    void clientThatLeavesFreesItsPlace();
    void refusalsNeedNoWorker();
    void listensOnIpv6();
    void listensOnEveryAddressOfAName();
    void saysThatAPortIsTaken();
    void refusesAForeignAddress();
    void drains();
    void endsWhileRequestsWait();
};

void TestSlowServer::takesItsTime()
{
    const auto server = servers::BuiltInServer::start(planWith(30ms, {}, 0, 1)).value();
    const auto start = net::Clock::now();
    QCOMPARE(getOnce(server->url(), "/").value_or(Answer()).status, 200u);
    QVERIFY(net::Clock::now() - start >= 30ms);
}

void TestSlowServer::holdsNoThread()
{
    const auto server = servers::BuiltInServer::start(planWith(1h, {}, 0, 1)).value();
    std::deque<Asking> asking;
    for (int i = 0; i < 200; ++i)
        asking.emplace_back(server->url());
    QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "in_service"), 200, kLimit);
    QCOMPARE(getOnce(server->url(), "/other").value_or(Answer()).status, 404u);
}

void TestSlowServer::limitsWorkers_data()
{
    QTest::addColumn<unsigned>("threads");
    QTest::newRow("one loop") << 1u;
    QTest::newRow("three loops") << 3u;
}

void TestSlowServer::limitsWorkers()
{
    QFETCH(unsigned, threads);
    const auto server = servers::BuiltInServer::start(planWith(1h, 2, 3, threads)).value();
    std::deque<Asking> asking;
    for (int i = 0; i < 5; ++i)
        asking.emplace_back(server->url());
    QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "queued"), 3, kLimit);
    QCOMPARE(stat(server->adminUrl(), "in_service"), 2);
    const auto refused = getOnce(server->url(), "/");
    QVERIFY(refused);
    QCOMPARE(refused->status, 503u);
    QCOMPARE(refused->field("retry-after"), std::string("3600"));
    QCOMPARE(stat(server->adminUrl(), "responses_by_status.503"), 1);
}

void TestSlowServer::queueMovesUp_data()
{
    limitsWorkers_data();
}

void TestSlowServer::queueMovesUp()
{
    QFETCH(unsigned, threads);
    const auto server = servers::BuiltInServer::start(planWith(2ms, 2, 100, threads)).value();
    std::deque<Asking> asking;
    for (int i = 0; i < 30; ++i)
        asking.emplace_back(server->url());
    for (auto &each : asking)
        QCOMPARE(each.client.answer().value_or(Answer()).status, 200u);
    QCOMPARE(stat(server->adminUrl(), "responses"), 30);
    QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "in_service"), 0, kLimit);
    QCOMPARE(stat(server->adminUrl(), "queued"), 0);
}

void TestSlowServer::clientThatLeavesFreesItsPlace_data()
{
    limitsWorkers_data();
}

void TestSlowServer::clientThatLeavesFreesItsPlace()
{
    QFETCH(unsigned, threads);
    const auto server = servers::BuiltInServer::start(planWith(1h, 1, 1, threads)).value();
    Asking served(server->url());
    QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "in_service"), 1, kLimit);
    Asking waiting(server->url());
    QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "queued"), 1, kLimit);
    waiting.client.close();
    QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "queued"), 0, kLimit);
    Asking next(server->url());
    QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "queued"), 1, kLimit);
    served.client.close();
    QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "queued"), 0, kLimit);
    QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "connections_open"), 1, kLimit);
    QCOMPARE(stat(server->adminUrl(), "in_service"), 1);
    next.client.close();
    QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "in_service"), 0, kLimit);
    QCOMPARE(stat(server->adminUrl(), "responses"), 0);
}

void TestSlowServer::refusalsNeedNoWorker()
{
    const auto server = servers::BuiltInServer::start(planWith(1h, 1, 0, 1)).value();
    Asking served(server->url());
    QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "in_service"), 1, kLimit);
    QCOMPARE(getOnce(server->url(), "/other").value_or(Answer()).status, 404u);
    QCOMPARE(getOnce(server->url(), "/", {}, "PUT").value_or(Answer()).status, 405u);
    QCOMPARE(getOnce(server->url(), "/").value_or(Answer()).status, 503u);
}

void TestSlowServer::listensOnIpv6()
{
    auto plan = planWith(0s, {}, 0, 1);
    plan.host = "::1";
    const auto server = servers::BuiltInServer::start(plan).value();
    QVERIFY(server->url().starts_with("http://[::1]:"));
    QCOMPARE(getOnce(server->url(), "/").value_or(Answer()).status, 200u);
}

void TestSlowServer::listensOnEveryAddressOfAName()
{
    auto plan = planWith(0s, {}, 0, 1);
    plan.host = "localhost";
    const auto server = servers::BuiltInServer::start(plan).value();
    const auto port = server->url().substr(server->url().rfind(':'));
    const auto addresses = net::resolve("localhost", 0).value();
    for (const auto &each : addresses) {
        const auto text = each.text();
        QCOMPARE(getOnce("http://" + text.substr(0, text.rfind(':')) + port, "/").value_or(Answer()).status, 200u);
    }
}

void TestSlowServer::saysThatAPortIsTaken()
{
    auto plan = planWith(0s, {}, 0, 1);
    const auto first = servers::BuiltInServer::start(plan).value();
    const auto &url = first->url();
    plan.port = static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
    for (plan.threads = 1; plan.threads < 4; ++plan.threads) {
        const auto second = servers::BuiltInServer::start(plan);
        QVERIFY(!second);
        const auto expected = "port " + std::to_string(plan.port) + " is already in use";
        QVERIFY2(second.error().starts_with(expected), second.error().c_str());
    }
}

void TestSlowServer::refusesAForeignAddress()
{
    auto plan = planWith(0s, {}, 0, 1);
    plan.host = "192.0.2.1"; // TEST-NET-1: nobody's
    const auto server = servers::BuiltInServer::start(plan);
    QVERIFY(!server);
    QVERIFY2(server.error().contains("no address of this machine"), server.error().c_str());
}

void TestSlowServer::drains()
{
    // Long enough for the drain to come before the answer, also where everything takes its time.
    const auto server = servers::BuiltInServer::start(planWith(1s, {}, 0, 2)).value();
    RawClient idle(server->url());
    Asking asking(server->url());
    QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "requests"), 1, kLimit);
    server->drain();
    const auto last = asking.client.answer();
    QVERIFY(last);
    QCOMPARE(last->status, 200u);
    QCOMPARE(last->field("connection"), std::string("close"));
    QVERIFY(asking.client.atEnd());
    QVERIFY(idle.atEnd());
    QTRY_VERIFY_WITH_TIMEOUT(!RawClient(server->url()).isConnected(), kLimit);
    QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "connections_open"), 0, kLimit);
}

void TestSlowServer::endsWhileRequestsWait()
{
    for (const unsigned threads : {1u, 3u}) {
        std::deque<Asking> asking;
        const auto server = servers::BuiltInServer::start(planWith(1h, 3, 3, threads)).value();
        for (int i = 0; i < 6; ++i)
            asking.emplace_back(server->url());
        QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "queued"), 3, kLimit);
    }
}

QTEST_GUILESS_MAIN(TestSlowServer)
#include "tst_slow_server.moc"
