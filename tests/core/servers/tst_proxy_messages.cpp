#include "proxy_fixture.h"

#include <QTest>

#include <string>

using namespace escala;
using namespace escala::tests;
using namespace std::string_literals;

namespace {

std::string get(const std::string &fields)
{
    return "GET /a?b HTTP/1.1\r\nHost: front\r\n" + fields + "\r\n";
}

}

/// What a proxy makes of requests and answers that are as they should be, and which of them never reach the other side.
class TestProxyMessages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void passesTheRequestOn_data();
    void passesTheRequestOn();
    void leavesOut_data();
    void leavesOut();
    void passesTheAnswerOn();
    void keepsTheHostWhenAsked();
    void putsThePathBefore();
    void answersItself_data();
    void answersItself();
    void forwardsOneLess();
    void refusesRequests_data();
    void refusesRequests();
    void refusesAnswers_data();
    void refusesAnswers();
    void passesInterimAnswersOn();
    void sparesOldClientsInterimAnswers();
    void expectationReachesTheOrigin();
    void refusedExpectation();
    void pipelines();
    void otherAddresses();
};

void TestProxyMessages::passesTheRequestOn_data()
{
    QTest::addColumn<std::string>("request");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const char *name, const std::string &request, const std::string &expected) {
        QTest::newRow(name) << request << expected;
    };
    row("target", get({}), "GET /a?b HTTP/1.1\r\n");
    row("absolute target", "GET http://front/x HTTP/1.1\r\nHost: other\r\n\r\n", "GET /x HTTP/1.1\r\n");
    row("empty line before", "\r\n" + get({}), "GET /a?b HTTP/1.1\r\n");
    row("method", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", "BREW / HTTP/1.1\r\n");
    row("HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.1\r\n");
    row("whole server", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS * HTTP/1.1\r\n");
    row("field", get("X-Any: thing\r\n"), "\r\nX-Any: thing\r\n");
    row("repeated field", get("X: 1\r\nX: 2\r\n"), "\r\nX: 1\r\nX: 2\r\n");
    row("cookie", get("Cookie: a=b\r\n"), "\r\nCookie: a=b\r\n");
    row("Via", get({}), "\r\nVia: 1.1 escala\r\n");
    row("Via of HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", "\r\nVia: 1.0 escala\r\n");
    row("client", get({}), "\r\nX-Forwarded-For: 127.0.0.1\r\n");
    row("chain of clients", get("X-Forwarded-For: 192.0.2.1\r\n"), "\r\nX-Forwarded-For: 192.0.2.1, 127.0.0.1\r\n");
    row("host that was asked", get({}), "\r\nX-Forwarded-Host: front\r\n");
    row("scheme", get("X-Forwarded-Proto: https\r\n"), "\r\nX-Forwarded-Proto: http\r\n");
    row("Forwarded", get("Forwarded: for=x\r\n"), "\r\nForwarded: for=x, for=127.0.0.1;proto=http;host=\"front\"\r\n");
    row("length 0", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", "\r\nContent-Length: 0\r\n");
}

void TestProxyMessages::passesTheRequestOn()
{
    QFETCH(std::string, request);
    QFETCH(std::string, expected);
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send(request);
    auto origin = proxy.origin.accept();
    const auto head = origin.upTo(kHeadEnd);
    QVERIFY2(head.contains(expected), head.c_str());
    auto host = proxy.origin.url().substr(7);
    host.pop_back();
    QVERIFY2(head.contains("\r\nHost: " + host + "\r\n"), head.c_str());
    origin.send(kOk);
    QCOMPARE(client.answer().value().body, std::string("ok"));
    QCOMPARE(proxy.stat("origin_requests"), 1);
}

void TestProxyMessages::leavesOut_data()
{
    QTest::addColumn<std::string>("field");
    for (const char *field :
         {"Connection: close", "Keep-Alive: timeout=5", "Proxy-Connection: keep-alive", "TE: trailers", "Trailer: X",
          "Upgrade: websocket", "HTTP2-Settings: x", "Proxy-Authorization: Basic x", "X-Named: secret"})
        QTest::newRow(field) << std::string(field);
}

void TestProxyMessages::leavesOut()
{
    QFETCH(std::string, field);
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send(get("Connection: x-named, upgrade\r\n" + field + "\r\n"));
    auto origin = proxy.origin.accept();
    const auto head = origin.upTo(kHeadEnd);
    QVERIFY2(!head.contains(field.substr(0, field.find(':')) + ":"), head.c_str());
    origin.send("HTTP/1.1 200 OK\r\nConnection: X-Named\r\n" + field + "\r\nContent-Length: 2\r\n\r\nok");
    const auto answer = client.upTo("ok");
    QVERIFY2(answer.starts_with("HTTP/1.1 200 OK\r\n"), answer.c_str());
    QVERIFY2(field == "Connection: close" || !answer.contains(field), answer.c_str());
}

void TestProxyMessages::passesTheAnswerOn()
{
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send(kGet);
    auto origin = proxy.origin.accept();
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    origin.send(
        "HTTP/1.1 299 Quite Fine\r\nServer: o\r\nX : blank before the colon\r\nSet-Cookie: a\r\nSet-Cookie: b\r\n"
        "Via: 1.1 other\r\nContent-Length: 2\r\n\r\nok");
    const auto answer = client.upTo("\r\n\r\nok");
    QVERIFY2(answer.starts_with("HTTP/1.1 299 Quite Fine\r\nServer: o\r\nX: blank before the colon\r\nSet-Cookie: a\r\n"
                                "Set-Cookie: b\r\nVia: 1.1 other\r\nDate: "),
             answer.c_str());
    QVERIFY2(answer.ends_with("Via: 1.1 escala\r\nContent-Length: 2\r\n\r\nok"), answer.c_str());
}

void TestProxyMessages::keepsTheHostWhenAsked()
{
    ProxyFixture proxy([](servers::ServerPlan &plan) { plan.proxy->keepsHost = true; });
    auto client = proxy.client();
    client.send(get({}));
    const auto head = proxy.origin.accept().upTo(kHeadEnd);
    QVERIFY2(head.contains("\r\nHost: front\r\n"), head.c_str());
}

void TestProxyMessages::putsThePathBefore()
{
    ProxyFixture proxy([](servers::ServerPlan &plan) { plan.proxy->origin.url.target = "/app/"; });
    auto client = proxy.client();
    client.send(get({}));
    const auto head = proxy.origin.accept().upTo(kHeadEnd);
    QVERIFY2(head.starts_with("GET /app/a?b HTTP/1.1\r\n"), head.c_str());
}

void TestProxyMessages::answersItself_data()
{
    QTest::addColumn<std::string>("request");
    QTest::addColumn<unsigned>("status");
    QTest::addColumn<std::string>("body");
    QTest::newRow("tunnel") << std::string("CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n") << 405u << std::string();
    QTest::newRow("TRACE with a body") << std::string("TRACE / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx")
                                       << 400u << std::string();
    QTest::newRow("TRACE that goes no further")
        << std::string("TRACE /x HTTP/1.1\r\nHost: a\r\nMax-Forwards: 0\r\nCookie: c\r\n\r\n") << 200u
        << std::string("TRACE /x HTTP/1.1\r\nHost: a\r\nMax-Forwards: 0\r\n\r\n");
    QTest::newRow("OPTIONS that go no further")
        << std::string("OPTIONS * HTTP/1.1\r\nHost: a\r\nMax-Forwards: 0\r\n\r\n") << 200u << std::string();
    QTest::newRow("circle of proxies")
        << "GET / HTTP/1.1\r\nHost: a\r\nVia: 1.1 escala, 1.1 escala, 1.1 escala, 1.1 escala\r\n"
           "Via: 1.1 escala, 1.1 escala, 1.1 escala, 1.1 escala\r\n\r\n"
            + std::string()
        << 508u << std::string();
}

void TestProxyMessages::answersItself()
{
    QFETCH(std::string, request);
    QFETCH(std::string, body);
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send(request);
    const auto answer = client.answer();
    QVERIFY(answer);
    QTEST(answer->status, "status");
    if (!body.empty())
        QCOMPARE(answer->body, body);
    QCOMPARE(proxy.stat("origin_requests"), 0);
    QVERIFY(proxy.origin.isIdle());
}

void TestProxyMessages::forwardsOneLess()
{
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send("TRACE / HTTP/1.1\r\nHost: a\r\nMax-Forwards: 7\r\n\r\n");
    const auto head = proxy.origin.accept().upTo(kHeadEnd);
    QVERIFY2(head.contains("\r\nMax-Forwards: 6\r\n"), head.c_str());
}

void TestProxyMessages::refusesRequests_data()
{
    QTest::addColumn<std::string>("request");
    QTest::addColumn<unsigned>("status");
    const auto row = [](const char *name, const std::string &request, unsigned status) {
        QTest::newRow(name) << request << status;
    };
    const std::string post = "POST / HTTP/1.1\r\nHost: a\r\n";
    row("two lengths that agree", post + "Content-Length: 1\r\nContent-Length: 1\r\n\r\nx", 400);
    row("two lengths that differ", post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nx", 400);
    row("list of lengths", post + "Content-Length: 1, 1\r\n\r\nx", 400);
    row("signed length", post + "Content-Length: +1\r\n\r\nx", 400);
    row("length and coding", post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
    row("coding after chunked", post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", 400);
    row("chunked twice", post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
    row("coding in disguise",
        post
            + "Transfer-Encoding: \x0b"
              "chunked\r\n\r\n0\r\n\r\n",
        400);
    row("unknown coding", post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501);
    row("blank before the colon", post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400);
    row("coding with HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
    row("bare LF", "GET / HTTP/1.1\nHost: a\n\n", 400);
    row("bare LF between fields", "GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n", 400);
    row("bare CR in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n", 400);
    row("NUL in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n"s, 400);
    row("obs-fold", "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n", 400);
    row("blank before the first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400);
    row("two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400);
    row("bad Host", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400);
    row("Host with user information", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", 400);
    row("bad authority", "GET http://a@b/ HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("blank in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("oversized field", "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n", 431);
    row("unknown expectation", "GET / HTTP/1.1\r\nHost: a\r\nExpect: more\r\n\r\n", 417);
}

void TestProxyMessages::refusesRequests()
{
    QFETCH(std::string, request);
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send(request);
    const auto answer = client.answer();
    QVERIFY(answer);
    QTEST(answer->status, "status");
    QVERIFY(client.atEnd());
    QCOMPARE(proxy.stat("origin_requests"), 0);
}

void TestProxyMessages::refusesAnswers_data()
{
    QTest::addColumn<std::string>("answer");
    const auto row = [](const char *name, const std::string &answer) { QTest::newRow(name) << answer; };
    const std::string ok = "HTTP/1.1 200 OK\r\n";
    row("no HTTP", "hello\r\n\r\n");
    row("HTTP/2", "HTTP/2.0 200 OK\r\n\r\n");
    row("status of two digits", "HTTP/1.1 20 OK\r\n\r\n");
    row("switched protocols", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n");
    row("two lengths", ok + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nok");
    row("signed length", ok + "Content-Length: -2\r\n\r\nok");
    row("length and coding", ok + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    row("unknown coding", ok + "Transfer-Encoding: gzip\r\n\r\n");
    row("chunked twice", ok + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n");
    row("bare LF", "HTTP/1.1 200 OK\nContent-Length: 2\n\nok");
    row("bare CR in a value", ok + "X: a\rb\r\nContent-Length: 2\r\n\r\nok");
    row("obs-fold", ok + "X: a\r\n b\r\nContent-Length: 2\r\n\r\nok");
    row("no colon", ok + "X\r\nContent-Length: 2\r\n\r\nok");
    row("oversized field", ok + "X: " + std::string(70'000, 'x') + "\r\n\r\n");
    row("broken chunk at once", ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\n");
}

void TestProxyMessages::refusesAnswers()
{
    QFETCH(std::string, answer);
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send(kGet);
    auto origin = proxy.origin.accept();
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    origin.send(answer);
    if (answer.ends_with("zz\r\n")) {
        QVERIFY(!client.rest().contains("\r\n0\r\n"));
        QVERIFY(client.wasReset());
    } else {
        const auto got = client.answer();
        QVERIFY(got);
        QCOMPARE(got->status, 502u);
        QVERIFY(!got->field("proxy-status").empty());
    }
    QVERIFY(origin.rest().empty());
    QCOMPARE(proxy.stat("origin_failures"), 1);
}

void TestProxyMessages::passesInterimAnswersOn()
{
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send(kGet);
    auto origin = proxy.origin.accept();
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    origin.send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nConnection: x\r\nX: 1\r\n\r\n");
    QCOMPARE(client.upTo(kHeadEnd), std::string("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nVia: 1.1 escala\r\n\r\n"));
    origin.send("HTTP/1.1 103 Early Hints\r\n\r\n" + kOk);
    QVERIFY(client.upTo(kHeadEnd).starts_with("HTTP/1.1 103 "));
    QCOMPARE(client.answer().value().body, std::string("ok"));
}

void TestProxyMessages::sparesOldClientsInterimAnswers()
{
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send("GET / HTTP/1.0\r\n\r\n");
    auto origin = proxy.origin.accept();
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    origin.send("HTTP/1.1 103 Early Hints\r\n\r\n" + kOk);
    QCOMPARE(client.answer().value().status, 200u);
}

void TestProxyMessages::expectationReachesTheOrigin()
{
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
    auto origin = proxy.origin.accept();
    QVERIFY(origin.upTo(kHeadEnd).contains("\r\nExpect: 100-continue\r\n"));
    origin.send("HTTP/1.1 100 Continue\r\n\r\n");
    QVERIFY(client.upTo(kHeadEnd).starts_with("HTTP/1.1 100 Continue\r\n"));
    client.send("body");
    QCOMPARE(origin.bytes(4), std::string("body"));
    origin.send(kOk);
    QCOMPARE(client.answer().value().body, std::string("ok"));
}

void TestProxyMessages::refusedExpectation()
{
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
    auto origin = proxy.origin.accept();
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    origin.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 2\r\n\r\nno");
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 413u);
    QCOMPARE(answer->field("connection"), std::string("close"));
    QVERIFY(client.atEnd());
    QVERIFY(origin.rest().empty()); // what would come next on it is not known
}

void TestProxyMessages::pipelines()
{
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send("POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\none" + get({}) + get({}));
    auto origin = proxy.origin.accept();
    QVERIFY(origin.upTo("one").starts_with("POST /1 "));
    for (int i = 0; i < 3; ++i) {
        origin.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + std::to_string(i));
        QCOMPARE(client.answer().value().body, std::to_string(i));
        if (i < 2)
            QVERIFY(origin.upTo(kHeadEnd).starts_with("GET /a?b "));
    }
    QCOMPARE(proxy.stat("origin_connections_opened"), 1);
    QCOMPARE(proxy.stat("requests"), 3);
    QCOMPARE(proxy.stat("responses"), 3);
}

void TestProxyMessages::otherAddresses()
{
    ScriptedOrigin six("::1");
    const auto overSix = servers::BuiltInServer::start(proxyPlan(six.url())).value();
    RawClient first(overSix->url());
    first.send(kGet);
    auto origin = six.accept();
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    origin.send(kOk);
    QCOMPARE(first.answer().value().status, 200u);

    ScriptedOrigin local("unix:origin.sock");
    auto plan = proxyPlan("http://app.example/");
    plan.proxy->origin.unixSocket = "origin.sock";
    const auto overUnix = servers::BuiltInServer::start(plan).value();
    RawClient second(overUnix->url());
    second.send(kGet);
    auto unixOrigin = local.accept();
    QVERIFY(unixOrigin.upTo(kHeadEnd).contains("\r\nHost: app.example\r\n"));
    unixOrigin.send(kOk);
    QCOMPARE(second.answer().value().status, 200u);
}

QTEST_GUILESS_MAIN(TestProxyMessages)
#include "tst_proxy_messages.moc"
