#include "proxy_fixture.h"

#include <QTest>

#include <string>

using namespace escala;
using namespace escala::tests;

namespace {

void withCache(servers::ServerPlan &plan)
{
    plan.proxyCache.emplace();
}

std::string ok(const std::string &fields, const std::string &body)
{
    return "HTTP/1.1 200 OK\r\n" + fields + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// What everybody asks for.
const std::string kVictim = "GET /a HTTP/1.1\r\nHost: front\r\n\r\n";

}

/// One client tries to have another one served what it made up: by what is no part of the cache's key, by requests and
/// answers that two parties read differently, by answers that were for it alone.
class TestProxyPoisoning : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void unkeyedFieldsDoNotReachTheOrigin_data();
    void unkeyedFieldsDoNotReachTheOrigin();
    void answersForOneRequestAreNotStored_data();
    void answersForOneRequestAreNotStored();
    void fieldsOfTheHopDoNotSelect();
    void keysAreApart_data();
    void keysAreApart();
    void absoluteTargetsHaveTheirOwnHost();
    void nothingEndsALineOnTheWay_data();
    void nothingEndsALineOnTheWay();
    void whatFollowsAnAnswerIsNobodysAnswer();
    void whatFollowsARequestIsAnotherRequest();
    void smuggledRequestsAreRefused_data();
    void smuggledRequestsAreRefused();
};

void TestProxyPoisoning::unkeyedFieldsDoNotReachTheOrigin_data()
{
    QTest::addColumn<std::string>("name");
    for (const char *name :
         {"X-Forwarded-Host", "X-Forwarded-Server", "X-Forwarded-Scheme", "X-Forwarded-Port", "X-Forwarded-Prefix",
          "X-Host", "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override", "Forwarded", "X-FORWARDED-HOST",
          "X-Forwarded-Proto", "Front-End-Https", "X-Backend-Host"})
        QTest::newRow(name) << std::string(name);
}

void TestProxyPoisoning::unkeyedFieldsDoNotReachTheOrigin()
{
    QFETCH(std::string, name);
    ProxyFixture proxy(withCache);
    auto attacker = proxy.client();
    attacker.send("GET /a HTTP/1.1\r\nHost: front\r\n" + name + ": evil.example\r\n\r\n");
    auto origin = proxy.origin.accept();
    const auto head = origin.upTo(kHeadEnd);
    QVERIFY2(!head.contains("evil.example"), head.c_str());
    // An origin that puts all it is told into its page.
    origin.send(ok("Cache-Control: max-age=60\r\n", head));
    static_cast<void>(attacker.answer());
    auto victim = proxy.client();
    victim.send(kVictim);
    const auto answer = victim.answer().value();
    QVERIFY(answer.field("cache-status").starts_with("escala; hit"));
    QVERIFY2(!answer.body.contains("evil.example"), answer.body.c_str());
}

void TestProxyPoisoning::answersForOneRequestAreNotStored_data()
{
    QTest::addColumn<std::string>("request");
    QTest::addColumn<std::string>("status");
    const std::string get = "GET /a HTTP/1.1\r\nHost: front\r\n";
    QTest::newRow("GET with a body") << get + "Content-Length: 4\r\n\r\nevil" << std::string("200 OK");
    QTest::newRow("GET with chunks") << get + "Transfer-Encoding: chunked\r\n\r\n4\r\nevil\r\n0\r\n\r\n"
                                     << std::string("200 OK");
    QTest::newRow("failed condition") << get + "If-Match: \"no\"\r\n\r\n" << std::string("412 Precondition Failed");
    QTest::newRow("range beyond the end") << get + "Range: bytes=9999-\r\n\r\n"
                                          << std::string("416 Range Not Satisfiable");
    QTest::newRow("part") << get + "Range: bytes=0-1\r\n\r\n" << std::string("206 Partial Content");
    QTest::newRow("fields too large for the origin") << get + "X-Oversized: " + std::string(12'000, 'x') + "\r\n\r\n"
                                                     << std::string("431 Request Header Fields Too Large");
    QTest::newRow("with credentials") << get + "Authorization: Basic x\r\n\r\n" << std::string("200 OK");
    QTest::newRow("HEAD") << "HEAD /a HTTP/1.1\r\nHost: front\r\n\r\n" + std::string() << std::string("200 OK");
    QTest::newRow("POST") << "POST /a HTTP/1.1\r\nHost: front\r\nContent-Length: 4\r\n\r\nevil" + std::string()
                          << std::string("200 OK");
}

void TestProxyPoisoning::answersForOneRequestAreNotStored()
{
    QFETCH(std::string, request);
    QFETCH(std::string, status);
    ProxyFixture proxy(withCache);
    auto attacker = proxy.client();
    attacker.send(request);
    auto origin = proxy.origin.accept();
    static_cast<void>(origin.upTo(kHeadEnd));
    const bool isHead = request.starts_with("HEAD");
    origin.send("HTTP/1.1 " + status
                + "\r\nCache-Control: max-age=600\r\nContent-Length: 4\r\nConnection: close\r\n\r\n"
                + (isHead ? "" : "evil"));
    static_cast<void>(attacker.answer(isHead));
    auto victim = proxy.client();
    victim.send(kVictim);
    auto again = proxy.origin.accept();
    static_cast<void>(again.upTo(kHeadEnd));
    again.send(ok("Cache-Control: max-age=600\r\n", "good"));
    QCOMPARE(victim.answer().value().body, std::string("good"));
}

/// What Connection names stays at this hop: the origin answers without it, and so what it answers is not for those who
/// have it.
void TestProxyPoisoning::fieldsOfTheHopDoNotSelect()
{
    ProxyFixture proxy(withCache);
    auto attacker = proxy.client();
    attacker.send("GET /a HTTP/1.1\r\nHost: front\r\nAccept-Language: es\r\nConnection: keep-alive, accept-language\r\n"
                  "\r\n");
    auto origin = proxy.origin.accept();
    QVERIFY(!origin.upTo(kHeadEnd).contains("Accept-Language"));
    origin.send(ok("Cache-Control: max-age=600\r\nVary: Accept-Language\r\n", "hello"));
    QCOMPARE(attacker.answer().value().body, std::string("hello"));
    auto victim = proxy.client();
    victim.send("GET /a HTTP/1.1\r\nHost: front\r\nAccept-Language: es\r\n\r\n");
    QVERIFY(origin.upTo(kHeadEnd).contains("\r\nAccept-Language: es\r\n"));
    origin.send(ok("Cache-Control: max-age=600\r\nVary: Accept-Language\r\n", "hola"));
    QCOMPARE(victim.answer().value().body, std::string("hola"));
    attacker.send(kVictim);
    QCOMPARE(attacker.answer().value().body, std::string("hello"));
}

void TestProxyPoisoning::keysAreApart_data()
{
    QTest::addColumn<std::string>("target");
    QTest::addColumn<std::string>("host");
    QTest::newRow("another host") << std::string("/a") << std::string("evil");
    QTest::newRow("another port") << std::string("/a") << std::string("front:81");
    QTest::newRow("a longer host") << std::string("/a") << std::string("front.evil");
    QTest::newRow("an empty query") << std::string("/a?") << std::string("front");
    QTest::newRow("a query") << std::string("/a?x=1") << std::string("front");
    QTest::newRow("an encoded query") << std::string("/a%3Fx") << std::string("front");
    QTest::newRow("two slashes") << std::string("//a") << std::string("front");
    QTest::newRow("a path that comes back") << std::string("/b/../a") << std::string("front");
    QTest::newRow("an encoded letter") << std::string("/%61") << std::string("front");
    QTest::newRow("a slash at the end") << std::string("/a/") << std::string("front");
    QTest::newRow("another case") << std::string("/A") << std::string("front");
    QTest::newRow("a parameter") << std::string("/a;x") << std::string("front");
    QTest::newRow("the whole URL as a path") << std::string("/http://front/a") << std::string("front");
}

void TestProxyPoisoning::keysAreApart()
{
    QFETCH(std::string, target);
    QFETCH(std::string, host);
    ProxyFixture proxy(withCache);
    auto attacker = proxy.client();
    attacker.send("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    auto origin = proxy.origin.accept();
    QVERIFY(origin.upTo(kHeadEnd).starts_with("GET " + target + " HTTP/1.1\r\n"));
    origin.send(ok("Cache-Control: max-age=600\r\n", "evil"));
    QCOMPARE(attacker.answer().value().body, std::string("evil"));
    auto victim = proxy.client();
    victim.send(kVictim);
    static_cast<void>(origin.upTo(kHeadEnd));
    origin.send(ok("Cache-Control: max-age=600\r\n", "good"));
    QCOMPARE(victim.answer().value().body, std::string("good"));
}

/// RFC 9112 3.2.2: the Host beside one says nothing, neither to the origin nor to the cache.
void TestProxyPoisoning::absoluteTargetsHaveTheirOwnHost()
{
    ProxyFixture proxy(withCache);
    auto attacker = proxy.client();
    attacker.send("GET http://evil/a HTTP/1.1\r\nHost: front\r\n\r\n");
    auto origin = proxy.origin.accept();
    QVERIFY(origin.upTo(kHeadEnd).contains("\r\nX-Forwarded-Host: evil\r\n"));
    origin.send(ok("Cache-Control: max-age=600\r\n", "evil"));
    QCOMPARE(attacker.answer().value().body, std::string("evil"));
    attacker.send("GET http://front/a HTTP/1.1\r\nHost: evil\r\n\r\n");
    QVERIFY(origin.upTo(kHeadEnd).contains("\r\nX-Forwarded-Host: front\r\n"));
    origin.send(ok("Cache-Control: max-age=600\r\n", "good"));
    QCOMPARE(attacker.answer().value().body, std::string("good"));
    auto victim = proxy.client();
    victim.send(kVictim);
    QCOMPARE(victim.answer().value().body, std::string("good"));
}

void TestProxyPoisoning::nothingEndsALineOnTheWay_data()
{
    QTest::addColumn<std::string>("request");
    QTest::addColumn<std::string>("line"); // as it goes on
    const auto target = [](const char *text) {
        const std::string start = std::string("GET ") + text + " HTTP/1.1\r\n";
        QTest::newRow(text) << start + "Host: front\r\n\r\n" << start;
    };
    target("/%0d%0aX-Evil:%20yes");
    target("/%0D%0ASet-Cookie:a");
    target("/?a=%0a%0dX-Evil:yes");
    target("/%E5%98%8A%E5%98%8DX-Evil:yes"); // becomes CR and LF where it is cut to bytes
    target("/%00");
    const auto field = [](const char *text) {
        QTest::newRow(text) << std::string("GET / HTTP/1.1\r\nHost: front\r\n") + text + "\r\n\r\n"
                            << std::string("\r\n") + text + "\r\n";
    };
    field("X-Any: %0d%0aX-Evil: yes");
    field("X-Any: \\r\\nX-Evil: yes");
    field("Cookie: a=\xe5\x98\x8a\xe5\x98\x8dX-Evil: yes");
}

void TestProxyPoisoning::nothingEndsALineOnTheWay()
{
    QFETCH(std::string, request);
    QFETCH(std::string, line);
    ProxyFixture proxy(withCache);
    auto client = proxy.client();
    client.send(request);
    auto origin = proxy.origin.accept();
    const auto head = origin.upTo(kHeadEnd);
    QVERIFY2(head.contains(line), head.c_str());
    QVERIFY2(!head.contains("\nX-Evil"), head.c_str());
    origin.send(ok("Cache-Control: max-age=60\r\n", "x"));
    const auto raw = client.upTo("\r\n\r\nx");
    QVERIFY2(!raw.contains("X-Evil") && !raw.contains("Set-Cookie"), raw.c_str());
}

void TestProxyPoisoning::whatFollowsAnAnswerIsNobodysAnswer()
{
    ProxyFixture proxy(withCache);
    auto attacker = proxy.client();
    attacker.send("GET /evil HTTP/1.1\r\nHost: front\r\n\r\n");
    auto origin = proxy.origin.accept();
    static_cast<void>(origin.upTo(kHeadEnd));
    origin.send(ok("Cache-Control: max-age=600\r\n", "one") + ok("Cache-Control: max-age=600\r\n", "poison"));
    QCOMPARE(attacker.answer().value().body, std::string("one"));
    attacker.send(kVictim);
    auto second = proxy.origin.accept();
    static_cast<void>(second.upTo(kHeadEnd));
    second.send(ok("Cache-Control: max-age=600\r\n", "good"));
    QCOMPARE(attacker.answer().value().body, std::string("good"));
}

/// A body that looks like a request is a body; what follows it has answers of its own, in order.
void TestProxyPoisoning::whatFollowsARequestIsAnotherRequest()
{
    ProxyFixture proxy(withCache);
    auto attacker = proxy.client();
    const std::string inner = "GET /evil HTTP/1.1\r\nHost: front\r\n\r\n";
    attacker.send("POST /post HTTP/1.1\r\nHost: front\r\nContent-Length: " + std::to_string(inner.size()) + "\r\n\r\n"
                  + inner + kVictim);
    auto origin = proxy.origin.accept();
    QVERIFY(origin.upTo(inner).ends_with(inner));
    origin.send(ok({}, "posted"));
    QCOMPARE(attacker.answer().value().body, std::string("posted"));
    QVERIFY(origin.upTo(kHeadEnd).starts_with("GET /a HTTP/1.1\r\n"));
    origin.send(ok("Cache-Control: max-age=600\r\n", "good"));
    QCOMPARE(attacker.answer().value().body, std::string("good"));
    QCOMPARE(proxy.stat("origin_requests"), 2);
}

void TestProxyPoisoning::smuggledRequestsAreRefused_data()
{
    QTest::addColumn<std::string>("framing");
    const auto row = [](const std::string &framing) { QTest::newRow(framing.c_str()) << framing; };
    row("Content-Length: 0\r\nTransfer-Encoding: chunked");
    row("Transfer-Encoding: chunked\r\nContent-Length: 0");
    row("Transfer-Encoding: chunked\r\nTransfer-Encoding: x");
    row("Transfer-Encoding: x\r\nTransfer-Encoding: chunked");
    row("Transfer-Encoding:\r\n chunked");
    row("Transfer-Encoding\t: chunked");
    row("Transfer-Encoding : chunked");
    row("Transfer-Encoding: \"chunked\"");
    row("Transfer-Encoding: chunked;x");
    row("Transfer-Encoding: chunke\xef\xbd\x84");
    row("Transfer_Encoding: chunked\r\nContent-Length: 5\r\nContent-Length: 0");
    row("Content-Length: 0\r\nContent-Length: 5");
    row("Content-Length: 0, 5");
    row("Content-Length: 0 5");
    row("Content-Length: 00x");
    row("Content-Length: \x01"
        "5");
    row("Content-Length : 5");
    row("X: y\rContent-Length: 5");
    row("X: y\nContent-Length: 5");
    row("X: y\r\n\tContent-Length: 5");
    row("\x01X: y");
    row("Host: evil");
}

void TestProxyPoisoning::smuggledRequestsAreRefused()
{
    QFETCH(std::string, framing);
    ProxyFixture proxy(withCache);
    auto attacker = proxy.client();
    attacker.send("POST / HTTP/1.1\r\nHost: front\r\n" + framing
                  + "\r\n\r\n0\r\n\r\n"
                    "GET /evil HTTP/1.1\r\nHost: front\r\n\r\n");
    const auto answer = attacker.answer();
    QVERIFY(answer);
    QVERIFY2(answer->status == 400 || answer->status == 501, std::to_string(answer->status).c_str());
    QVERIFY(attacker.atEnd()); // one answer, and what followed was not read as a request
    QCOMPARE(proxy.stat("origin_requests"), 0);
}

QTEST_APPLESS_MAIN(TestProxyPoisoning)
#include "tst_proxy_poisoning.moc"
