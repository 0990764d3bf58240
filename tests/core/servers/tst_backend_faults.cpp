#include "fault_fixture.h"

#include <QTest>

#include <string>

using namespace escala;
using namespace escala::tests;
using namespace std::chrono_literals;

namespace {

Answer put(const servers::BuiltInServer &server, const std::string &faults)
{
    return getOnce(server.adminUrl(), "/faults",
                   "Content-Length: " + std::to_string(faults.size()) + "\r\n\r\n" + faults, "PUT")
        .value_or(Answer());
}

const std::string kCut = R"({"cut_backend": true})";

}

/// A backend that is cut off, and faults of requests with bodies and answers in pieces.
class TestBackendFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cachedServerIsCut();
    void cachedServerIsCutInWork();
    void proxyIsCut();
    void proxyIsCutInWork();
    void proxyIsCutInABody();
    void proxyIsCutInTheLine();
    void cachingProxyIsCut();
    void balancerIsCut();
    void bodiesWait();
    void bodiesOfErrors();
    void resetsAnswersInPieces_data();
    void resetsAnswersInPieces();
    void dripsAnswersInPieces();
};

// What is in memory is served; what is not can't be had.
void TestBackendFaults::cachedServerIsCut()
{
    const FaultyServer server("cached");
    QCOMPARE(getOnce(server.url(), "/").value_or(Answer()).status, 200u);
    QCOMPARE(server.put(kCut).status, 200u);
    const auto hit = getOnce(server.url(), "/").value_or(Answer());
    QCOMPARE(hit.status, 200u);
    QCOMPARE(hit.field("x-cache"), std::string("HIT"));
    QCOMPARE(getOnce(server.url(), "/?other").value_or(Answer()).status, 502u);
    QCOMPARE(server.clear().status, 200u);
    QCOMPARE(getOnce(server.url(), "/?other").value_or(Answer()).status, 200u);
}

void TestBackendFaults::cachedServerIsCutInWork()
{
    const FaultyServer server("cached", 1, 300ms);
    auto client = server.client();
    client.send(kGet);
    while (server.stat("in_service") == 0) { }
    QCOMPARE(server.put(kCut).status, 200u);
    QCOMPARE(client.answer().value_or(Answer()).status, 502u);
    QCOMPARE(server.clear().status, 200u);
    QCOMPARE(getOnce(server.url(), "/").value_or(Answer()).status, 200u);
}

void TestBackendFaults::proxyIsCut()
{
    const FaultyServer server("proxy", 2);
    auto client = server.client();
    client.send(kGet);
    QCOMPARE(client.answer().value_or(Answer()).status, 200u);
    QCOMPARE(server.put(kCut).status, 200u);
    for (int i = 0; i < 3; ++i) {
        client.send(kGet);
        const auto answer = client.answer().value_or(Answer());
        QCOMPARE(answer.status, 502u);
        QCOMPARE(answer.field("proxy-status"), std::string("escala; error=connection_refused"));
    }
    QCOMPARE(server.stat("origin_failures"), 3);
    while (server.stat("origin_connections_open") > 0) { } // the kept one ends too
    QCOMPARE(server.clear().status, 200u);
    client.send(kGet);
    QCOMPARE(client.answer().value_or(Answer()).status, 200u);
}

void TestBackendFaults::proxyIsCutInWork()
{
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send(kGet);
    auto origin = proxy.origin.accept();
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    QCOMPARE(put(*proxy.server, kCut).status, 200u);
    QCOMPARE(client.answer().value_or(Answer()).status, 502u);
    QVERIFY(origin.atEnd());
}

void TestBackendFaults::proxyIsCutInABody()
{
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send(kGet);
    auto origin = proxy.origin.accept();
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    origin.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhal");
    QVERIFY(client.upTo("hal").ends_with("hal"));
    QCOMPARE(put(*proxy.server, kCut).status, 200u);
    QCOMPARE(client.rest(), std::string());
    QVERIFY(client.wasReset());
}

void TestBackendFaults::proxyIsCutInTheLine()
{
    ProxyFixture proxy([](servers::ServerPlan &plan) { plan.proxy->origin.connections = 1; });
    auto first = proxy.client();
    first.send(kGet);
    auto origin = proxy.origin.accept();
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    auto second = proxy.client();
    second.send(kGet);
    while (proxy.stat("origin_queued") == 0) { }
    QCOMPARE(put(*proxy.server, kCut).status, 200u);
    QCOMPARE(first.answer().value_or(Answer()).status, 502u);
    QCOMPARE(second.answer().value_or(Answer()).status, 502u);
    QCOMPARE(proxy.stat("origin_queued"), 0);
}

void TestBackendFaults::cachingProxyIsCut()
{
    ProxyFixture proxy([](servers::ServerPlan &plan) { plan.proxyCache.emplace(); });
    auto client = proxy.client();
    client.send(kGet);
    auto origin = proxy.origin.accept();
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    origin.send("HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nContent-Length: 2\r\n\r\nok");
    QCOMPARE(client.answer().value_or(Answer()).body, std::string("ok"));
    QCOMPARE(put(*proxy.server, kCut).status, 200u);
    client.send(kGet);
    QCOMPARE(client.answer().value_or(Answer()).body, std::string("ok"));
    client.send("GET /other HTTP/1.1\r\nHost: a\r\n\r\n");
    QCOMPARE(client.answer().value_or(Answer()).status, 502u);
}

// Every replica is: a request that is sent again fares no better, and the balancer finds back at once.
void TestBackendFaults::balancerIsCut()
{
    const FaultyServer server("balancer", 2);
    QCOMPARE(getOnce(server.url(), "/").value_or(Answer()).status, 200u);
    QCOMPARE(server.put(kCut).status, 200u);
    for (int i = 0; i < 3; ++i) {
        const auto answer = getOnce(server.url(), "/").value_or(Answer());
        QCOMPARE(answer.status, 502u);
        QVERIFY(answer.field("proxy-status").contains("error=connection_refused"));
    }
    QVERIFY(server.stat("origin_failures") >= 3);
    QCOMPARE(server.clear().status, 200u);
    for (int i = 0; i < 4; ++i)
        QCOMPARE(getOnce(server.url(), "/").value_or(Answer()).status, 200u);
}

// The body stays with the client until the request has waited.
void TestBackendFaults::bodiesWait()
{
    ProxyFixture proxy;
    QCOMPARE(put(*proxy.server, R"({"latency": {"fixed": "50ms"}})").status, 200u);
    auto client = proxy.client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nxyz" + kGet);
    auto origin = proxy.origin.accept();
    QVERIFY(!origin.upTo("\r\n\r\nxyz").empty());
    origin.send(kOk);
    QCOMPARE(client.answer().value_or(Answer()).status, 200u);
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    origin.send(kOk);
    QCOMPARE(client.answer().value_or(Answer()).status, 200u);
    QCOMPARE(proxy.stat("requests"), 2);
}

// The connection goes on after them.
void TestBackendFaults::bodiesOfErrors()
{
    ProxyFixture proxy;
    QCOMPARE(put(*proxy.server, R"({"error_share": 1})").status, 200u);
    auto client = proxy.client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nxyz" + kGet);
    QCOMPARE(client.answer().value_or(Answer()).status, 503u);
    QCOMPARE(client.answer().value_or(Answer()).status, 503u);
    client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    QCOMPARE(client.answer().value_or(Answer()).status, 100u);
    client.send("xyz");
    QCOMPARE(client.answer().value_or(Answer()).status, 503u);
    QCOMPARE(proxy.stat("requests"), 3);
    QCOMPARE(proxy.stat("responses"), 3);
    QVERIFY(proxy.origin.isIdle());
}

void TestBackendFaults::resetsAnswersInPieces_data()
{
    QTest::addColumn<std::string>("answer");
    QTest::addColumn<std::string>("received");
    QTest::newRow("with a length") << std::string("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabcdef")
                                   << std::string("abc");
    QTest::newRow("of one byte") << std::string("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na") << std::string();
    QTest::newRow("in chunks") << std::string(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nabcdef\r\n0\r\n\r\n")
                               << std::string("3\r\nabc\r\n");
    QTest::newRow("in no chunks") << std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                                  << std::string();
    QTest::newRow("until the end") << std::string("HTTP/1.1 200 OK\r\n\r\nabcdef") << std::string("3\r\nabc\r\n");
}

void TestBackendFaults::resetsAnswersInPieces()
{
    QFETCH(std::string, answer);
    ProxyFixture proxy;
    QCOMPARE(put(*proxy.server, R"({"reset_share": 1})").status, 200u);
    auto client = proxy.client();
    client.send(kGet);
    {
        auto origin = proxy.origin.accept();
        QVERIFY(!origin.upTo(kHeadEnd).empty());
        origin.send(answer);
    }
    QVERIFY(client.upTo(kHeadEnd).starts_with("HTTP/1.1 200 OK\r\n"));
    const auto received = client.rest();
    QTEST(received, "received");
    QVERIFY(client.wasReset());
    QCOMPARE(proxy.stat("responses"), 0);
}

void TestBackendFaults::dripsAnswersInPieces()
{
    ProxyFixture proxy;
    QCOMPARE(put(*proxy.server, R"({"drip_bytes_per_s": 1000000})").status, 200u);
    auto client = proxy.client();
    client.send(kGet);
    auto origin = proxy.origin.accept();
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    origin.send("HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n");
    const std::string piece(1000, 'y');
    for (int i = 0; i < 300; ++i)
        origin.send(piece);
    QVERIFY(!client.upTo(kHeadEnd).empty());
    const auto start = std::chrono::steady_clock::now();
    QCOMPARE(client.bytes(300'000), std::string(300'000, 'y'));
    QVERIFY(std::chrono::steady_clock::now() - start >= 250ms);
    QCOMPARE(proxy.stat("responses"), 1);
}

QTEST_GUILESS_MAIN(TestBackendFaults)
#include "tst_backend_faults.moc"
