#include "proxy_fixture.h"

#include <QTest>

#include <string>

using namespace escala;
using namespace escala::tests;
using namespace std::chrono_literals;

/// Origins that are gone, slow or busy, and the connections that are kept to them.
class TestProxyFailures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsConnections();
    void newConnectionAfterAClosedOne_data();
    void newConnectionAfterAClosedOne();
    void sendsAgainOnlyWhatIsSafe_data();
    void sendsAgainOnlyWhatIsSafe();
    void sendsAgainOnce();
    void dropsAConnectionThatSpeaksUnasked();
    void closesIdleOnes();
    void refused();
    void unknownName();
    void noHead();
    void trickledHead();
    void bodyStops();
    void waitingLine();
    void waitsTooLong();
    void clientGoes();
    void clientGoesWhileWaiting();
    void drains();
};

void TestProxyFailures::keepsConnections()
{
    ProxyFixture proxy;
    std::vector<RawClient> origins;
    for (int i = 0; i < 5; ++i) {
        auto client = proxy.client(); // each its own
        client.send(kGet);
        if (i == 0)
            origins.push_back(proxy.origin.accept());
        QVERIFY(!origins[0].upTo(kHeadEnd).empty());
        origins[0].send(kOk);
        QCOMPARE(client.answer().value().status, 200u);
    }
    QCOMPARE(proxy.stat("origin_requests"), 5);
    QCOMPARE(proxy.stat("origin_connections_opened"), 1);
    QCOMPARE(proxy.stat("origin_connections_open"), 1);
}

void TestProxyFailures::newConnectionAfterAClosedOne_data()
{
    QTest::addColumn<std::string>("answer");
    QTest::newRow("said so") << std::string("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
    QTest::newRow("HTTP/1.0") << std::string("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok");
    QTest::newRow("just closed") << kOk;
}

void TestProxyFailures::newConnectionAfterAClosedOne()
{
    QFETCH(std::string, answer);
    ProxyFixture proxy;
    for (int i = 0; i < 3; ++i) {
        auto client = proxy.client();
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx");
        auto origin = proxy.origin.accept();
        QVERIFY(!origin.upTo("\r\n\r\nx").empty());
        origin.send(answer);
        QCOMPARE(client.answer().value().body, std::string("ok"));
        origin.close();
        QTRY_COMPARE_WITH_TIMEOUT(proxy.stat("origin_connections_open"), 0, 30'000);
    }
    QCOMPARE(proxy.stat("origin_failures"), 0);
}

void TestProxyFailures::sendsAgainOnlyWhatIsSafe_data()
{
    QTest::addColumn<std::string>("request");
    QTest::addColumn<std::string>("before"); ///< What the origin says before it closes.
    QTest::addColumn<bool>("again");
    const std::string host = " / HTTP/1.1\r\nHost: a\r\n";
    QTest::newRow("GET") << "GET" + host + "\r\n" << std::string() << true;
    QTest::newRow("DELETE") << "DELETE" + host + "\r\n" << std::string() << true;
    QTest::newRow("POST") << "POST" + host + "\r\n" << std::string() << false;
    QTest::newRow("PUT with a body") << "PUT" + host + "Content-Length: 1\r\n\r\nx" << std::string() << false;
    QTest::newRow("GET after half a head") << "GET" + host + "\r\n" << std::string("HTTP/1.1 200") << false;
}

void TestProxyFailures::sendsAgainOnlyWhatIsSafe()
{
    QFETCH(std::string, request);
    QFETCH(std::string, before);
    QFETCH(bool, again);
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send(kGet);
    auto origin = proxy.origin.accept();
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    origin.send(kOk);
    QCOMPARE(client.answer().value().status, 200u);
    client.send(request);
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    origin.send(before);
    origin.close();
    if (again) {
        auto second = proxy.origin.accept();
        QVERIFY(!second.upTo(kHeadEnd).empty());
        second.send(kOk);
    }
    QCOMPARE(client.answer().value().status, again ? 200u : 502u);
    QCOMPARE(proxy.stat("origin_retries"), again ? 1 : 0);
    QVERIFY(proxy.origin.isIdle());
}

void TestProxyFailures::sendsAgainOnce()
{
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send(kGet);
    auto origin = proxy.origin.accept();
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    origin.send(kOk);
    QCOMPARE(client.answer().value().status, 200u);
    client.send(kGet);
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    origin.close();
    auto second = proxy.origin.accept();
    QVERIFY(!second.upTo(kHeadEnd).empty());
    second.close();
    QCOMPARE(client.answer().value().status, 502u);
    QVERIFY(proxy.origin.isIdle());
}

void TestProxyFailures::dropsAConnectionThatSpeaksUnasked()
{
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send(kGet);
    auto origin = proxy.origin.accept();
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    origin.send(kOk + "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison");
    QCOMPARE(client.answer().value().body, std::string("ok"));
    client.send(kGet);
    auto second = proxy.origin.accept();
    QVERIFY(!second.upTo(kHeadEnd).empty());
    second.send(kOk);
    QCOMPARE(client.answer().value().body, std::string("ok"));
}

void TestProxyFailures::closesIdleOnes()
{
    ProxyFixture proxy([](servers::ServerPlan &plan) { plan.proxy->origin.idleTimeout = 100ms; });
    auto client = proxy.client();
    client.send(kGet);
    auto origin = proxy.origin.accept();
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    origin.send(kOk);
    QCOMPARE(client.answer().value().status, 200u);
    QVERIFY(origin.atEnd());
    QCOMPARE(proxy.stat("origin_connections_open"), 0);
}

void TestProxyFailures::refused()
{
    ProxyFixture proxy;
    proxy.origin.close();
    for (int i = 0; i < 3; ++i) {
        const auto answer = getOnce(proxy.server->url(), "/");
        QVERIFY(answer);
        QCOMPARE(answer->status, 502u);
        QCOMPARE(answer->field("proxy-status"), std::string("escala; error=connection_refused"));
        QVERIFY(answer->body.contains("takes no connection"));
    }
    QCOMPARE(proxy.stat("origin_failures"), 3);
    QCOMPARE(proxy.stat("responses_by_status.502"), 3);
}

void TestProxyFailures::unknownName()
{
    auto plan = proxyPlan("http://nowhere.invalid/");
    plan.proxy->origin.connectTimeout = 1s;
    const auto server = servers::BuiltInServer::start(plan).value();
    const auto answer = getOnce(server->url(), "/");
    QVERIFY(answer);
    QVERIFY(answer->status == 502 || answer->status == 503); // no such name, or nobody to ask in time
}

void TestProxyFailures::noHead()
{
    ProxyFixture proxy([](servers::ServerPlan &plan) { plan.proxy->origin.headTimeout = 100ms; });
    auto client = proxy.client();
    client.send(kGet);
    auto origin = proxy.origin.accept();
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 504u);
    QCOMPARE(answer->field("proxy-status"), std::string("escala; error=http_response_timeout"));
}

void TestProxyFailures::trickledHead()
{
    ProxyFixture proxy([](servers::ServerPlan &plan) { plan.proxy->origin.headTimeout = 300ms; });
    auto client = proxy.client();
    client.send(kGet);
    auto origin = proxy.origin.accept();
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    origin.send("HTTP/1.1 200 OK\r\n");
    while (proxy.stat("origin_failures") == 0) // each byte comes soon enough, the end does not
        origin.send("X");
    QCOMPARE(client.answer().value().status, 504u);
}

void TestProxyFailures::bodyStops()
{
    ProxyFixture proxy([](servers::ServerPlan &plan) { plan.proxy->origin.betweenBytes = 100ms; });
    auto client = proxy.client();
    client.send(kGet);
    auto origin = proxy.origin.accept();
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    origin.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc");
    QVERIFY(client.rest().ends_with("abc"));
    QVERIFY(client.wasReset());
}

void TestProxyFailures::waitingLine()
{
    ProxyFixture proxy([](servers::ServerPlan &plan) {
        plan.proxy->origin.connections = 1;
        plan.proxy->origin.queue = 1;
    });
    auto first = proxy.client();
    first.send(kGet);
    auto origin = proxy.origin.accept();
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    auto second = proxy.client();
    second.send(kGet);
    QTRY_COMPARE_WITH_TIMEOUT(proxy.stat("origin_queued"), 1, 30'000);
    const auto third = getOnce(proxy.server->url(), "/");
    QVERIFY(third);
    QCOMPARE(third->status, 503u);
    QCOMPARE(third->field("retry-after"), std::string("1"));
    origin.send(kOk);
    QCOMPARE(first.answer().value().status, 200u);
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    origin.send(kOk);
    QCOMPARE(second.answer().value().status, 200u);
    QCOMPARE(proxy.stat("origin_connections_opened"), 1);
    QCOMPARE(proxy.stat("origin_queued"), 0);
}

void TestProxyFailures::waitsTooLong()
{
    ProxyFixture proxy([](servers::ServerPlan &plan) {
        plan.proxy->origin.connections = 1;
        plan.proxy->origin.connectTimeout = 100ms;
    });
    auto first = proxy.client();
    first.send(kGet);
    auto origin = proxy.origin.accept();
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    const auto second = getOnce(proxy.server->url(), "/");
    QVERIFY(second);
    QCOMPARE(second->status, 503u);
    origin.send(kOk);
    QCOMPARE(first.answer().value().status, 200u);
}

void TestProxyFailures::clientGoes()
{
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send(kGet);
    auto origin = proxy.origin.accept();
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    client.close();
    QVERIFY(origin.rest().empty());
    QTRY_COMPARE_WITH_TIMEOUT(proxy.stat("origin_connections_open"), 0, 30'000);
    QCOMPARE(proxy.stat("origin_failures"), 0);
}

void TestProxyFailures::clientGoesWhileWaiting()
{
    ProxyFixture proxy([](servers::ServerPlan &plan) { plan.proxy->origin.connections = 1; });
    auto first = proxy.client();
    first.send(kGet);
    auto origin = proxy.origin.accept();
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    auto second = proxy.client();
    second.send(kGet);
    QTRY_COMPARE_WITH_TIMEOUT(proxy.stat("origin_queued"), 1, 30'000);
    second.close();
    QTRY_COMPARE_WITH_TIMEOUT(proxy.stat("origin_queued"), 0, 30'000);
    origin.send(kOk);
    QCOMPARE(first.answer().value().status, 200u);
}

void TestProxyFailures::drains()
{
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbo");
    auto origin = proxy.origin.accept();
    QVERIFY(origin.upTo("bo").ends_with("bo"));
    proxy.server->drain();
    client.send("dy");
    QCOMPARE(origin.bytes(2), std::string("dy"));
    origin.send(kOk);
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->field("connection"), std::string("close"));
    QVERIFY(client.atEnd());
}

QTEST_GUILESS_MAIN(TestProxyFailures)
#include "tst_proxy_failures.moc"
