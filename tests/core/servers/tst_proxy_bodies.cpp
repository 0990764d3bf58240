#include "proxy_fixture.h"

#include <QTest>

#include <optional>
#include <string>

using namespace escala;
using namespace escala::tests;

namespace {

constexpr std::uint64_t kMiB = 1024 * 1024;
constexpr std::uint64_t kLarge = 1024 * kMiB;

}

/// Bodies in both directions: how they end, and how much of them is held.
class TestProxyBodies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void withoutBody_data();
    void withoutBody();
    void truncated_data();
    void truncated();
    void requests_data();
    void requests();
    void brokenChunkOfTheClient();
    void answerBeforeTheBodyIsSent();
    void slowClientSlowsTheOrigin();
    void slowOriginSlowsTheClient();
    void tooLarge();
};

void TestProxyBodies::answers_data()
{
    QTest::addColumn<std::string>("version");
    QTest::addColumn<std::string>("answer");
    QTest::addColumn<bool>("ends"); ///< The origin closes.
    QTest::addColumn<std::string>("framing");
    QTest::addColumn<std::string>("body");
    const auto row = [](const char *name, const char *version, const std::string &answer, bool ends,
                        const std::string &framing, const std::string &body) {
        QTest::newRow(name) << std::string(version) << "HTTP/1.1 200 OK\r\n" + answer << ends << framing << body;
    };
    const std::string chunked = "Transfer-Encoding: chunked\r\n";
    const std::string chunks = "3;ext=1\r\nabc\r\n2\r\nde\r\n0\r\n";
    row("length", "1.1", "Content-Length: 5\r\n\r\nabcde", false, "Content-Length: 5\r\n\r\n", "abcde");
    row("empty", "1.1", "Content-Length: 0\r\n\r\n", false, "Content-Length: 0\r\n\r\n", "");
    row("chunks", "1.1", chunked + "\r\n" + chunks + "\r\n", false, chunked + "\r\n",
        "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
    row("trailers are dropped", "1.1", chunked + "Trailer: X\r\n\r\n" + chunks + "X: y\r\n\r\n", false,
        chunked + "\r\n", "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
    row("until the end", "1.1", "\r\nabcde", true, chunked + "\r\n", "5\r\nabcde\r\n0\r\n\r\n");
    row("length towards HTTP/1.0", "1.0", "Content-Length: 5\r\n\r\nabcde", false,
        "Content-Length: 5\r\nConnection: close\r\n\r\n", "abcde");
    row("chunks towards HTTP/1.0", "1.0", chunked + "\r\n" + chunks + "\r\n", false, "Connection: close\r\n\r\n",
        "abcde");
    row("until the end towards HTTP/1.0", "1.0", "\r\nabcde", true, "Connection: close\r\n\r\n", "abcde");
}

void TestProxyBodies::answers()
{
    QFETCH(std::string, version);
    QFETCH(std::string, answer);
    QFETCH(bool, ends);
    QFETCH(std::string, framing);
    QFETCH(std::string, body);
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send("GET / HTTP/" + version + "\r\nHost: a\r\n\r\n");
    auto origin = proxy.origin.accept();
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    for (const char byte : answer)
        origin.send({&byte, 1});
    if (ends)
        origin.close();
    const auto head = client.upTo(kHeadEnd);
    QVERIFY2(head.ends_with(framing), head.c_str());
    std::string got;
    if (version == "1.0") {
        got = client.rest();
        QVERIFY(!client.wasReset());
    } else {
        got = body.ends_with("0\r\n\r\n") ? client.upTo("0\r\n\r\n") : client.bytes(body.size());
    }
    if (framing.starts_with("Transfer")) { // how it is cut is no matter
        std::erase_if(got, [](char c) { return c < 'a'; });
        std::erase_if(body, [](char c) { return c < 'a'; });
    }
    QCOMPARE(got, body);
    QCOMPARE(proxy.stat("responses"), 1);
}

void TestProxyBodies::withoutBody_data()
{
    QTest::addColumn<std::string>("method");
    QTest::addColumn<std::string>("answer");
    QTest::addColumn<std::string>("length");
    QTest::newRow("HEAD") << std::string("HEAD") << std::string("200 OK\r\nContent-Length: 5\r\n") << std::string("5");
    QTest::newRow("HEAD of chunks") << std::string("HEAD") << std::string("200 OK\r\nTransfer-Encoding: chunked\r\n")
                                    << std::string();
    QTest::newRow("204") << std::string("GET") << std::string("204 No Content\r\n") << std::string();
    QTest::newRow("304") << std::string("GET") << std::string("304 Not Modified\r\nContent-Length: 5\r\n")
                         << std::string("5");
}

void TestProxyBodies::withoutBody()
{
    QFETCH(std::string, method);
    QFETCH(std::string, answer);
    QFETCH(std::string, length);
    ProxyFixture proxy;
    auto client = proxy.client();
    for (int i = 0; i < 2; ++i)
        client.send(method + " / HTTP/1.1\r\nHost: a\r\n\r\n");
    auto origin = proxy.origin.accept();
    for (int i = 0; i < 2; ++i) {
        QVERIFY(!origin.upTo(kHeadEnd).empty());
        origin.send("HTTP/1.1 " + answer + "\r\n");
        const auto got = client.answer(true);
        QVERIFY(got);
        QCOMPARE(got->field("content-length"), length);
        QVERIFY(got->field("transfer-encoding").empty());
    }
}

void TestProxyBodies::truncated_data()
{
    QTest::addColumn<std::string>("version");
    QTest::addColumn<std::string>("answer");
    for (const char *version : {"1.1", "1.0"}) {
        const auto row = [version](const char *name, const char *rest) {
            QTest::addRow("%s, HTTP/%s", name, version) << std::string(version) << std::string(rest);
        };
        row("length", "Content-Length: 6\r\n\r\nabcde");
        row("in a chunk", "Transfer-Encoding: chunked\r\n\r\n6\r\nabcde");
        row("between chunks", "Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n");
        row("in the trailers", "Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\nX: y\r\n");
    }
}

void TestProxyBodies::truncated()
{
    QFETCH(std::string, version);
    QFETCH(std::string, answer);
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send("GET / HTTP/" + version + "\r\nHost: a\r\n\r\n");
    {
        auto origin = proxy.origin.accept();
        QVERIFY(!origin.upTo(kHeadEnd).empty());
        origin.send("HTTP/1.1 200 OK\r\n" + answer);
        QVERIFY(client.upTo("abcde").ends_with("abcde"));
    }
    QVERIFY(!client.rest().contains("0\r\n\r\n"));
    QVERIFY(client.wasReset());
    QCOMPARE(proxy.stat("responses"), 0);
    QCOMPARE(proxy.stat("origin_failures"), 1);
}

void TestProxyBodies::requests_data()
{
    QTest::addColumn<std::string>("request");
    QTest::addColumn<std::string>("body");
    QTest::newRow("length") << std::string("Content-Length: 5\r\n\r\nabcde") << std::string("\r\n\r\nabcde");
    QTest::newRow("chunks") << std::string("Transfer-Encoding: chunked\r\n\r\n5;x=\"y\"\r\nabcde\r\n0\r\n\r\n")
                            << std::string("\r\n\r\n5\r\nabcde\r\n0\r\n\r\n");
    QTest::newRow("trailers are dropped")
        << std::string("Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\nX: y\r\n\r\n")
        << std::string("\r\n\r\n5\r\nabcde\r\n0\r\n\r\n");
}

void TestProxyBodies::requests()
{
    QFETCH(std::string, request);
    QFETCH(std::string, body);
    ProxyFixture proxy;
    auto client = proxy.client();
    std::optional<RawClient> origin;
    for (int i = 0; i < 2; ++i) { // over a new connection, then over the same
        client.send("PUT / HTTP/1.1\r\nHost: a\r\n" + request);
        if (!origin)
            origin = proxy.origin.accept();
        const auto got = origin->upTo(body);
        QVERIFY2(got.ends_with(body), got.c_str());
        origin->send(kOk);
        QCOMPARE(client.answer().value().body, std::string("ok"));
    }
    QCOMPARE(proxy.stat("origin_connections_opened"), 1);
}

void TestProxyBodies::brokenChunkOfTheClient()
{
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n");
    auto origin = proxy.origin.accept();
    QVERIFY(origin.upTo("abcde\r\n").ends_with("abcde\r\n"));
    client.send("zz\r\n");
    QCOMPARE(client.answer().value().status, 400u);
    QVERIFY(client.atEnd());
    QVERIFY(origin.rest().empty()); // no end of a body that had none
}

void TestProxyBodies::answerBeforeTheBodyIsSent()
{
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc");
    auto origin = proxy.origin.accept();
    QVERIFY(origin.upTo("abc").ends_with("abc"));
    origin.send("HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno");
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 401u);
    QCOMPARE(answer->field("connection"), std::string("close"));
}

void TestProxyBodies::slowClientSlowsTheOrigin()
{
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    auto origin = proxy.origin.accept();
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    origin.send("HTTP/1.1 200 OK\r\n\r\n");
    const auto taken = origin.sendUntilBlocked(kLarge);
    QVERIFY2(taken < 64 * kMiB, std::to_string(taken).c_str());
    origin.close();
    QVERIFY(!client.upTo(kHeadEnd).empty());
    QVERIFY(client.countRest() > taken);
}

void TestProxyBodies::slowOriginSlowsTheClient()
{
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " + std::to_string(kLarge)
                + "\r\n\r\n");
    auto origin = proxy.origin.accept();
    const auto taken = client.sendUntilBlocked(kLarge);
    QVERIFY2(taken < 64 * kMiB, std::to_string(taken).c_str());
    client.close();
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    QVERIFY(origin.countRest() <= taken);
}

void TestProxyBodies::tooLarge()
{
    ProxyFixture proxy([](servers::ServerPlan &plan) { plan.limits.body = 10; });
    auto client = proxy.client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n");
    QCOMPARE(client.answer().value().status, 413u);
    QCOMPARE(proxy.stat("origin_requests"), 0);
}

QTEST_GUILESS_MAIN(TestProxyBodies)
#include "tst_proxy_bodies.moc"
