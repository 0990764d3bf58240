#include "proxy_fixture.h"

#include <QTest>

#include <string>
#include <vector>

using namespace escala;
using namespace escala::tests;

namespace {

void withCache(servers::ServerPlan &plan)
{
    plan.proxyCache.emplace();
}

void withCacheAndLoops(servers::ServerPlan &plan)
{
    plan.proxyCache.emplace();
    plan.threads = 3;
}

std::string get(const std::string &target, const std::string &fields = {})
{
    return "GET " + target + " HTTP/1.1\r\nHost: front\r\n" + fields + "\r\n";
}

std::string ok(const std::string &fields, const std::string &body)
{
    return "HTTP/1.1 200 OK\r\n" + fields + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string remove(const servers::BuiltInServer &server, const std::string &query)
{
    return getOnce(server.adminUrl(), "/cache" + query, {}, "DELETE").value().body;
}

}

/// A caching proxy as its clients and its origin see it, over sockets.
class TestCachingProxy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void servesFromMemory();
    void keepsBodiesOfEveryFraming_data();
    void keepsBodiesOfEveryFraming();
    void cutBodyIsNotStored();
    void validates();
    void servesStaleWhenTheOriginIsGone();
    void oneFetchForManyClients_data();
    void oneFetchForManyClients();
    void nobodyWaitsBehindWhatCannotBeStored();
    void refreshesBehindTheClientsBack_data();
    void refreshesBehindTheClientsBack();
    void unsafeMethodsInvalidate();
    void purges_data();
    void purges();
    void purgedWhileFetchedIsNotStored_data();
    void purgedWhileFetchedIsNotStored();
    void variantsAndRanges();
    void isTransparentWithoutCache();
};

void TestCachingProxy::servesFromMemory()
{
    ProxyFixture proxy(withCache);
    auto client = proxy.client();
    client.send(get("/a"));
    auto origin = proxy.origin.accept();
    static_cast<void>(origin.upTo(kHeadEnd));
    origin.send(ok("Cache-Control: max-age=60\r\nA: 1\r\nConnection: B\r\nB: 2\r\n", "hello"));
    QCOMPARE(client.answer().value().field("cache-status"), std::string("escala; fwd=uri-miss; ttl=60; stored"));
    client.send(get("/a") + get("/a"));
    for (int i = 0; i < 2; ++i) {
        const auto hit = client.answer().value();
        QCOMPARE(hit.body, std::string("hello"));
        QCOMPARE(hit.field("a"), std::string("1"));
        QVERIFY(!hit.field("age").empty());
        QVERIFY(!hit.field("date").empty());
        QVERIFY(hit.field("cache-status").starts_with("escala; hit; ttl="));
        QCOMPARE(hit.fields.count("b"), 0u);
    }
    QCOMPARE(proxy.stat("cache.hits"), 2);
    QCOMPARE(proxy.stat("cache.misses"), 1);
    QCOMPARE(proxy.stat("cache.entries"), 1);
    QCOMPARE(proxy.stat("origin_requests"), 1);
}

void TestCachingProxy::keepsBodiesOfEveryFraming_data()
{
    QTest::addColumn<std::string>("answer");
    QTest::newRow("length") << ok("Cache-Control: max-age=60\r\n", "hello");
    QTest::newRow("chunked") << std::string(
        "HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nTransfer-Encoding: chunked\r\n\r\n"
        "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n");
    QTest::newRow("until the end") << std::string("HTTP/1.0 200 OK\r\nCache-Control: max-age=60\r\n\r\nhello");
}

void TestCachingProxy::keepsBodiesOfEveryFraming()
{
    QFETCH(std::string, answer);
    ProxyFixture proxy(withCache);
    auto client = proxy.client();
    client.send(get("/a"));
    auto origin = proxy.origin.accept();
    static_cast<void>(origin.upTo(kHeadEnd));
    origin.send(answer);
    origin.close();
    static_cast<void>(client.upTo("llo"));
    const auto hit = [&proxy] {
        auto other = proxy.client();
        other.send(get("/a", "Cache-Control: only-if-cached\r\n"));
        return other.answer().value();
    };
    QTRY_COMPARE_WITH_TIMEOUT(hit().body, std::string("hello"), 30'000);
    QCOMPARE(hit().field("content-length"), std::string("5"));
}

void TestCachingProxy::cutBodyIsNotStored()
{
    ProxyFixture proxy(withCache);
    auto client = proxy.client();
    client.send(get("/a"));
    auto origin = proxy.origin.accept();
    static_cast<void>(origin.upTo(kHeadEnd));
    origin.send("HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nContent-Length: 10\r\n\r\nhello");
    origin.close();
    static_cast<void>(client.rest());
    auto other = proxy.client();
    other.send(get("/a", "Cache-Control: only-if-cached\r\n"));
    QCOMPARE(other.answer().value().status, 504u);
    QCOMPARE(proxy.stat("cache.entries"), 0);
}

void TestCachingProxy::validates()
{
    ProxyFixture proxy(withCache);
    auto client = proxy.client();
    client.send(get("/a"));
    auto origin = proxy.origin.accept();
    static_cast<void>(origin.upTo(kHeadEnd));
    origin.send(ok("Cache-Control: no-cache\r\nETag: \"1\"\r\n", "hello"));
    static_cast<void>(client.answer());
    client.send(get("/a", "If-None-Match: \"1\"\r\n") + get("/a"));
    for (const unsigned status : {304u, 200u}) {
        QVERIFY(origin.upTo(kHeadEnd).contains("\r\nIf-None-Match: \"1\"\r\n"));
        origin.send("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\nCache-Control: no-cache\r\n\r\n");
        const auto answer = client.answer(status == 304).value();
        QCOMPARE(answer.status, status);
        QVERIFY(answer.field("cache-status").starts_with("escala; fwd=stale; fwd-status=304"));
    }
}

void TestCachingProxy::servesStaleWhenTheOriginIsGone()
{
    ProxyFixture proxy(withCache);
    auto client = proxy.client();
    client.send(get("/a"));
    auto origin = proxy.origin.accept();
    static_cast<void>(origin.upTo(kHeadEnd));
    origin.send(ok("Cache-Control: max-age=0, stale-if-error=600\r\n", "hello"));
    static_cast<void>(client.answer());
    origin.close();
    proxy.origin.close();
    for (int i = 0; i < 3; ++i) {
        client.send(get("/a"));
        const auto answer = client.answer().value();
        QCOMPARE(answer.status, 200u);
        QCOMPARE(answer.body, std::string("hello"));
    }
}

void TestCachingProxy::oneFetchForManyClients_data()
{
    QTest::addColumn<void (*)(servers::ServerPlan &)>("change");
    QTest::newRow("one loop") << &withCache;
    QTest::newRow("across loops") << &withCacheAndLoops;
}

void TestCachingProxy::oneFetchForManyClients()
{
    using Change = void (*)(servers::ServerPlan &);
    QFETCH(Change, change);
    ProxyFixture proxy(change);
    std::vector<RawClient> clients;
    for (int i = 0; i < 50; ++i) {
        clients.push_back(proxy.client());
        clients.back().send(get("/a"));
    }
    auto origin = proxy.origin.accept();
    static_cast<void>(origin.upTo(kHeadEnd));
    QTRY_COMPARE_WITH_TIMEOUT(proxy.stat("cache.misses"), 50, 30'000);
    origin.send(ok("Cache-Control: max-age=60\r\n", "hello"));
    for (auto &client : clients)
        QCOMPARE(client.answer().value().body, std::string("hello"));
    QCOMPARE(proxy.stat("origin_requests"), 1);
    QCOMPARE(proxy.stat("cache.collapsed"), 49);
    QVERIFY(proxy.origin.isIdle());
}

void TestCachingProxy::nobodyWaitsBehindWhatCannotBeStored()
{
    ProxyFixture proxy(withCacheAndLoops);
    std::vector<RawClient> clients;
    for (int i = 0; i < 6; ++i) {
        clients.push_back(proxy.client());
        clients.back().send(get("/a"));
    }
    auto first = proxy.origin.accept();
    static_cast<void>(first.upTo(kHeadEnd));
    QTRY_COMPARE_WITH_TIMEOUT(proxy.stat("cache.collapsed"), 5, 30'000);
    // Its head is enough, and the others are at the origin all at once, none of them answered yet.
    first.send("HTTP/1.1 200 OK\r\nCache-Control: no-store\r\nContent-Length: 2\r\n\r\n");
    std::vector<RawClient> others;
    for (int i = 0; i < 5; ++i) {
        others.push_back(proxy.origin.accept());
        QVERIFY(others.back().upTo(kHeadEnd).starts_with("GET /a "));
    }
    first.send("ok");
    for (auto &other : others)
        other.send(ok("Cache-Control: no-store\r\n", "ok"));
    for (auto &client : clients)
        QCOMPARE(client.answer().value().body, std::string("ok"));
    // The next ones don't even begin to wait.
    for (auto &client : clients)
        client.send(get("/a"));
    QTRY_COMPARE_WITH_TIMEOUT(proxy.stat("origin_requests"), 12, 30'000);
    QCOMPARE(proxy.stat("cache.collapsed"), 5);
}

void TestCachingProxy::refreshesBehindTheClientsBack_data()
{
    oneFetchForManyClients_data();
}

void TestCachingProxy::refreshesBehindTheClientsBack()
{
    using Change = void (*)(servers::ServerPlan &);
    QFETCH(Change, change);
    ProxyFixture proxy(change);
    std::vector<RawClient> clients;
    for (int i = 0; i < 3; ++i)
        clients.push_back(proxy.client());
    clients[0].send(get("/a"));
    auto filler = proxy.origin.accept();
    static_cast<void>(filler.upTo(kHeadEnd));
    filler.send("HTTP/1.1 200 OK\r\nCache-Control: max-age=0, stale-while-revalidate=600\r\nETag: \"1\"\r\n"
                "Content-Length: 3\r\nConnection: close\r\n\r\nold");
    static_cast<void>(clients[0].answer());
    for (int i = 0; i < 15; ++i) {
        auto &client = clients[static_cast<std::size_t>(i) % 3];
        client.send(get("/a"));
        const auto answer = client.answer().value();
        QCOMPARE(answer.body, std::string("old"));
        QVERIFY(answer.field("cache-status").starts_with("escala; hit; ttl=-"));
    }
    auto origin = proxy.origin.accept();
    QVERIFY(origin.upTo(kHeadEnd).contains("\r\nIf-None-Match: \"1\"\r\n"));
    origin.send(ok("Cache-Control: max-age=600\r\n", "new"));
    auto &client = clients[1];
    QTRY_VERIFY_WITH_TIMEOUT((client.send(get("/a")), client.answer().value().body == "new"), 30'000);
    QCOMPARE(proxy.stat("origin_requests"), 2);
    QVERIFY(proxy.stat("cache.stale_served") >= 15);
}

void TestCachingProxy::unsafeMethodsInvalidate()
{
    ProxyFixture proxy(withCache);
    auto client = proxy.client();
    client.send(get("/a"));
    auto origin = proxy.origin.accept();
    static_cast<void>(origin.upTo(kHeadEnd));
    origin.send(ok("Cache-Control: max-age=60\r\n", "old"));
    static_cast<void>(client.answer());
    client.send("POST /a HTTP/1.1\r\nHost: front\r\nContent-Length: 2\r\n\r\nhi");
    QVERIFY(origin.upTo("\r\n\r\nhi").ends_with("hi"));
    origin.send(ok({}, "done"));
    QCOMPARE(client.answer().value().field("cache-status"), std::string("escala; fwd=method"));
    client.send(get("/a"));
    static_cast<void>(origin.upTo(kHeadEnd));
    origin.send(ok("Cache-Control: max-age=60\r\n", "new"));
    QCOMPARE(client.answer().value().body, std::string("new"));
}

void TestCachingProxy::purges_data()
{
    QTest::addColumn<std::string>("query");
    QTest::addColumn<std::string>("answer");
    QTest::newRow("all") << std::string() << std::string("{\"removed\":2}\n");
    QTest::newRow("path") << std::string("?url=%2Fa%2F1") << std::string("{\"removed\":1}\n");
    QTest::newRow("whole URL") << std::string("?url=http%3A%2F%2FFRONT%2Fa%2F1") << std::string("{\"removed\":1}\n");
    QTest::newRow("start of URLs") << std::string("?url=http%3A%2F%2Ffront%2Fa%2F*")
                                   << std::string("{\"removed\":2}\n");
    QTest::newRow("prefix of URLs") << std::string("?prefix=http%3A%2F%2Ffront%2Fa%2F")
                                    << std::string("{\"removed\":2}\n");
    QTest::newRow("prefix of one") << std::string("?prefix=http%3A%2F%2Ffront%2Fa%2F2")
                                   << std::string("{\"removed\":1}\n");
    QTest::newRow("prefix of paths") << std::string("?prefix=%2Fa") << std::string("{\"removed\":2}\n");
    QTest::newRow("prefix at another host")
        << std::string("?prefix=http%3A%2F%2Fback%2F") << std::string("{\"removed\":0}\n");
    QTest::newRow("a host is no prefix of a longer one")
        << std::string("?prefix=http%3A%2F%2Ffro") << std::string("{\"removed\":0}\n");
    QTest::newRow("another host") << std::string("?url=http%3A%2F%2Fback%2Fa%2F1") << std::string("{\"removed\":0}\n");
}

void TestCachingProxy::purges()
{
    QFETCH(std::string, query);
    ProxyFixture proxy(withCache);
    auto client = proxy.client();
    client.send(get("/a/1") + get("/a/2"));
    auto origin = proxy.origin.accept();
    for (int i = 0; i < 2; ++i) {
        static_cast<void>(origin.upTo(kHeadEnd));
        origin.send(ok("Cache-Control: max-age=60\r\n", "x"));
        static_cast<void>(client.answer());
    }
    QTEST(remove(*proxy.server, query), "answer");
}

void TestCachingProxy::purgedWhileFetchedIsNotStored_data()
{
    QTest::addColumn<std::string>("query");
    QTest::addColumn<bool>("stored");
    QTest::newRow("all") << std::string() << false;
    QTest::newRow("path") << std::string("?url=%2Fa") << false;
    QTest::newRow("whole URL") << std::string("?url=http%3A%2F%2Ffront%2Fa") << false;
    QTest::newRow("start of URLs") << std::string("?url=http%3A%2F%2Ffront%2F*") << false;
    QTest::newRow("prefix") << std::string("?prefix=http%3A%2F%2Ffront") << false;
    QTest::newRow("another path") << std::string("?url=%2Fb") << true;
}

void TestCachingProxy::purgedWhileFetchedIsNotStored()
{
    QFETCH(std::string, query);
    ProxyFixture proxy(withCacheAndLoops);
    auto client = proxy.client();
    client.send(get("/a"));
    auto origin = proxy.origin.accept();
    static_cast<void>(origin.upTo(kHeadEnd));
    static_cast<void>(remove(*proxy.server, query));
    origin.send(ok("Cache-Control: max-age=60\r\n", "old"));
    QCOMPARE(client.answer().value().body, std::string("old"));
    auto other = proxy.client();
    other.send(get("/a", "Cache-Control: only-if-cached\r\n"));
    QTEST(other.answer().value().status == 200, "stored");
}

void TestCachingProxy::variantsAndRanges()
{
    ProxyFixture proxy(withCache);
    auto client = proxy.client();
    client.send(get("/a", "Accept-Language: de, en\r\n"));
    auto origin = proxy.origin.accept();
    static_cast<void>(origin.upTo(kHeadEnd));
    origin.send(ok("Cache-Control: max-age=60\r\nVary: Accept-Language\r\n", "0123456789"));
    static_cast<void>(client.answer());
    client.send(get("/a", "Accept-Language: EN,de\r\nRange: bytes=-3\r\n"));
    const auto part = client.answer().value();
    QCOMPARE(part.status, 206u);
    QCOMPARE(part.body, std::string("789"));
    QCOMPARE(part.field("content-range"), std::string("bytes 7-9/10"));
    client.send(get("/a", "Accept-Language: fr\r\n"));
    static_cast<void>(origin.upTo(kHeadEnd));
    origin.send(ok("Cache-Control: max-age=60\r\nVary: Accept-Language\r\n", "autre"));
    QVERIFY(client.answer().value().field("cache-status").starts_with("escala; fwd=vary-miss"));
}

void TestCachingProxy::isTransparentWithoutCache()
{
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send(get("/a"));
    auto origin = proxy.origin.accept();
    static_cast<void>(origin.upTo(kHeadEnd));
    origin.send(ok("Cache-Control: max-age=60\r\n", "x"));
    QCOMPARE(client.answer().value().field("cache-status"), std::string());
    client.send(get("/a"));
    static_cast<void>(origin.upTo(kHeadEnd));
    origin.send(ok({}, "y"));
    QCOMPARE(client.answer().value().body, std::string("y"));
}

QTEST_APPLESS_MAIN(TestCachingProxy)
#include "tst_caching_proxy.moc"
