#include "backend_process.h"
#include "raw_client.h"

#include "servers/built_in_server.h"

#include <QTest>

#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

using namespace escala;
using namespace escala::tests;
using namespace std::chrono_literals;

namespace {

constexpr int kLimit = 30'000;

/// What a server says of its backend.
struct News {
    void add(const std::string &text)
    {
        const std::lock_guard lock(mutex);
        lines.push_back(text);
    }
    [[nodiscard]] std::vector<std::string> all() const
    {
        const std::lock_guard lock(mutex);
        return lines;
    }
    mutable std::mutex mutex;
    std::vector<std::string> lines;
};

struct Wanted {
    servers::CacheLifetimes lifetimes = {};
    std::chrono::nanoseconds delay{0};
    unsigned threads = 2;
    std::size_t pageSize = 0;
    std::string credentials = {};
    servers::Workforce workforce = {};
    std::chrono::milliseconds patience = 10s; ///< So that a slow machine is no outage.
};

struct CachedServer {
    explicit CachedServer(const std::string &backend, const Wanted &wanted = {})
    {
        servers::ServerPlan plan;
        plan.page.delay = wanted.delay;
        plan.page.catalogue.pages = 1000;
        if (wanted.pageSize > 0)
            plan.page.catalogue.leastSize = plan.page.catalogue.mostSize = wanted.pageSize;
        plan.threads = wanted.threads;
        plan.workforce = wanted.workforce;
        plan.cache = servers::CachePlan{.lifetimes = wanted.lifetimes,
                                        .backend = servers::parseBackendAddress(backend + wanted.credentials).value()};
        plan.cache->backend->patience = wanted.patience;
        plan.say = [this](const std::string &text) { news.add(text); };
        server = servers::BuiltInServer::start(plan).value();
    }

    [[nodiscard]] Answer get(const std::string &target) const
    {
        return getOnce(server->url(), target).value_or(Answer());
    }
    [[nodiscard]] std::string status(const std::string &target) const { return get(target).field("cache-status"); }
    [[nodiscard]] std::int64_t stat(const std::string &name) const { return tests::stat(server->adminUrl(), name); }
    [[nodiscard]] bool isUp() const
    {
        return getOnce(server->adminUrl(), "/stats").value_or(Answer()).body.contains("\"state\":\"up\"");
    }
    [[nodiscard]] std::string purge(const std::string &query) const
    {
        return getOnce(server->adminUrl(), "/cache" + query, {}, "DELETE").value_or(Answer()).body;
    }

    News news;
    std::unique_ptr<servers::BuiltInServer> server;
};

void kinds()
{
    QTest::addColumn<std::string>("kind");
    QTest::newRow("Redis") << std::string("redis");
    QTest::newRow("memcached") << std::string("memcached");
}

}

/// Caches in a real Redis and a real memcached, which go away in the middle of it all.
class TestCacheBackends : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void serversShareIt_data() { kinds(); }
    void serversShareIt();
    void oneFetchForManyClients_data() { kinds(); }
    void oneFetchForManyClients();
    void expires_data() { kinds(); }
    void expires();
    void staleWhileRevalidate_data() { kinds(); }
    void staleWhileRevalidate();
    void staleIfError_data() { kinds(); }
    void staleIfError();
    void purges_data();
    void purges();
    void purgeReachesAFrozenBackend_data() { kinds(); }
    void purgeReachesAFrozenBackend();
    void noRequestIsLostWhenItDies_data() { kinds(); }
    void noRequestIsLostWhenItDies();
    void goesOnWhileItIsFrozen_data() { kinds(); }
    void goesOnWhileItIsFrozen();
    void startsBeforeIt_data() { kinds(); }
    void startsBeforeIt();
    void foreignEntriesAreNoHits_data() { kinds(); }
    void foreignEntriesAreNoHits();
    void whatMemcachedRefusesIsServed();
    void passwords_data();
    void passwords();
};

void TestCacheBackends::serversShareIt()
{
    QFETCH(std::string, kind);
    const BackendProcess backend(kind);
    QVERIFY(backend.isRunning());
    const CachedServer one(backend.url(), {.lifetimes = {.ttl = 1h}});
    const CachedServer other(backend.url(), {.lifetimes = {.ttl = 1h}});
    const std::string longTarget = "/pages/2?" + std::string(3000, 'x');
    for (const std::string &target : {std::string("/pages/1"), longTarget}) {
        const auto miss = one.get(target);
        QCOMPARE(miss.field("cache-status"), std::string("escala; fwd=miss; stored; ttl=3600"));
        QCOMPARE(miss.field("x-cache"), std::string("MISS"));
        const auto hit = other.get(target);
        QVERIFY2(hit.field("cache-status").starts_with("escala; hit; ttl=3"), hit.field("cache-status").c_str());
        QCOMPARE(hit.field("x-cache"), std::string("HIT"));
        QVERIFY(!hit.field("age").empty());
        QCOMPARE(hit.body, miss.body);
        QCOMPARE(hit.field("content-type"), miss.field("content-type"));
    }
    QCOMPARE(other.stat("cache.hits"), 2);
    QCOMPARE(other.stat("cache.origin_requests"), 0);
    QCOMPARE(one.stat("cache.misses"), 2);
    QCOMPARE(one.stat("cache.backend.errors"), 0);
    QVERIFY(one.isUp());
    QVERIFY(one.news.all().empty());
    const auto metrics = getOnce(one.server->adminUrl(), "/metrics").value_or(Answer()).body;
    QVERIFY(metrics.contains("escala_cache_backend_up{kind=\"" + kind + "\"} 1\n"));
    QVERIFY(!metrics.contains("escala_cache_entries"));
}

void TestCacheBackends::oneFetchForManyClients()
{
    QFETCH(std::string, kind);
    const BackendProcess backend(kind);
    const CachedServer cached(backend.url(), {.delay = 500ms, .threads = 3});
    std::deque<RawClient> clients;
    for (int i = 0; i < 50; ++i) {
        clients.emplace_back(cached.server->url());
        clients.back().send("GET /pages/1 HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    for (auto &client : clients)
        QCOMPARE(client.answer().value_or(Answer()).status, 200u);
    QCOMPARE(cached.stat("cache.origin_requests"), 1);
    QCOMPARE(cached.stat("cache.misses") + cached.stat("cache.hits"), 50);
}

void TestCacheBackends::expires()
{
    QFETCH(std::string, kind);
    const BackendProcess backend(kind);
    // So that the entry is there still, but old.
    const CachedServer cached(backend.url(), {.lifetimes = {.ttl = 1us, .staleIfError = 1h}});
    QVERIFY(cached.status("/pages/1").starts_with("escala; fwd=miss; stored"));
    QVERIFY(cached.status("/pages/1").starts_with("escala; fwd=stale; stored"));
    QCOMPARE(cached.stat("cache.stale"), 1);
    QCOMPARE(cached.stat("cache.misses"), 1);
}

void TestCacheBackends::staleWhileRevalidate()
{
    QFETCH(std::string, kind);
    const BackendProcess backend(kind);
    const CachedServer cached(backend.url(),
                              {.lifetimes = {.ttl = 1us, .staleWhileRevalidate = 1h}, .delay = 2s, .threads = 3});
    QCOMPARE(cached.get("/pages/1").status, 200u);
    for (int i = 0; i < 20; ++i) {
        const auto answer = cached.get("/pages/1");
        QCOMPARE(answer.field("x-cache"), std::string("STALE"));
        QVERIFY(answer.field("cache-status").starts_with("escala; hit; ttl=-"));
    }
    QTRY_COMPARE_WITH_TIMEOUT(cached.stat("cache.origin_requests"), 2, kLimit);
    QCOMPARE(cached.stat("cache.stale_served"), 20);
}

void TestCacheBackends::staleIfError()
{
    QFETCH(std::string, kind);
    const BackendProcess backend(kind);
    const CachedServer cached(
        backend.url(),
        {.lifetimes = {.ttl = 1us, .staleIfError = 1h}, .delay = 1s, .workforce = {.workers = 1, .queue = 0}});
    QCOMPARE(cached.get("/pages/1").status, 200u);
    RawClient blocker(cached.server->url());
    blocker.send("GET /pages/0 HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(cached.stat("in_service"), 1, kLimit);
    for (int i = 0; i < 10; ++i) {
        const auto answer = cached.get("/pages/1");
        QCOMPARE(answer.status, 200u);
        if (cached.stat("in_service") == 0)
            break; // so slow a machine that the worker is free again
        QVERIFY(answer.field("cache-status").starts_with("escala; fwd=stale; fwd-status=503; ttl=-"));
    }
}

void TestCacheBackends::purges_data()
{
    QTest::addColumn<std::string>("kind");
    QTest::addColumn<std::string>("query");
    QTest::addColumn<bool>("one");
    QTest::addColumn<bool>("ten");
    for (const char *kind : {"redis", "memcached"}) {
        const auto row = [kind](const char *name, const char *query, bool one, bool ten) {
            QTest::addRow("%s: %s", kind, name) << std::string(kind) << std::string(query) << one << ten;
        };
        row("all", "", true, true);
        row("URL", "?url=http%3A%2F%2Fany%2Fpages%2F1", true, false);
        row("prefix", "?prefix=%2Fpages%2F1", true, true);
        row("longer prefix", "?prefix=%2Fpages%2F10", false, true);
        row("what nobody can ask for", "?prefix=%2Fpages%2F1%0A1%20%5E", false, false);
    }
}

void TestCacheBackends::purges()
{
    QFETCH(std::string, kind);
    QFETCH(std::string, query);
    QFETCH(bool, one);
    QFETCH(bool, ten);
    const BackendProcess backend(kind);
    const CachedServer here(backend.url());
    const CachedServer there(backend.url());
    QVERIFY(here.status("/pages/1").contains("stored") && here.status("/pages/10").contains("stored"));
    QCOMPARE(here.purge(query), std::string(one || ten ? "{\"removed\":null}\n" : "{\"removed\":0}\n"));
    QCOMPARE(here.status("/pages/10").contains("fwd=miss"), ten); // here at once, elsewhere when it is noted
    bool missed = !one;
    QTRY_VERIFY_WITH_TIMEOUT(missed || (missed = there.status("/pages/1").contains("fwd=miss")), kLimit);
    QVERIFY(there.status("/pages/1").contains("hit"));
}

void TestCacheBackends::purgeReachesAFrozenBackend()
{
    QFETCH(std::string, kind);
    BackendProcess backend(kind);
    const CachedServer cached(backend.url(), {.threads = 1, .patience = 250ms});
    const CachedServer other(backend.url(), {.threads = 1, .patience = 250ms});
    QVERIFY(cached.status("/pages/1").contains("stored") && cached.status("/pages/2").contains("stored"));
    backend.freeze();
    QTRY_VERIFY_WITH_TIMEOUT((static_cast<void>(cached.get("/pages/3")), !cached.isUp()), kLimit);
    QCOMPARE(cached.purge("?prefix=%2Fpages"), std::string("{\"removed\":null}\n"));
    backend.thaw();
    // Both are there still, and nobody serves them: not the one that removed them, nor the other once it is noted.
    QTRY_VERIFY_WITH_TIMEOUT(cached.isUp(), kLimit);
    QVERIFY(cached.status("/pages/1").contains("fwd=miss"));
    bool missed = false;
    QTRY_VERIFY_WITH_TIMEOUT(missed || (missed = other.status("/pages/2").contains("fwd=miss")), kLimit);
}

void TestCacheBackends::noRequestIsLostWhenItDies()
{
    QFETCH(std::string, kind);
    BackendProcess backend(kind);
    CachedServer cached(backend.url(), {.lifetimes = {.ttl = 1h}});
    std::deque<RawClient> clients;
    for (int i = 0; i < 8; ++i)
        clients.emplace_back(cached.server->url());
    int asked = 0;
    // Each time all clients have a request under way.
    const auto round = [&] {
        for (auto &client : clients)
            client.send("GET /pages/" + std::to_string(asked++ % 50) + " HTTP/1.1\r\nHost: a\r\n\r\n");
    };
    const auto answers = [&clients] {
        for (auto &client : clients) {
            if (client.answer().value_or(Answer()).status != 200)
                return false;
        }
        return true;
    };
    for (int i = 0; i < 20; ++i) {
        round();
        QVERIFY(answers());
    }
    round();
    backend.kill();
    QVERIFY(answers());
    for (int i = 0; i < 20; ++i) {
        round();
        QVERIFY(answers());
    }
    QVERIFY(!cached.isUp());
    QVERIFY(cached.stat("cache.backend.errors") > 0);
    backend.restart();
    QTRY_VERIFY_WITH_TIMEOUT(cached.isUp(), kLimit);
    for (int i = 0; i < 20; ++i) {
        round();
        QVERIFY(answers());
    }
    QCOMPARE(cached.stat("requests"), asked);
    QCOMPARE(cached.stat("responses"), asked);
    QCOMPARE(cached.stat("cache.hits") + cached.stat("cache.misses"), asked);
    QVERIFY(cached.status("/pages/1").contains("hit"));
    const auto news = cached.news.all();
    QCOMPARE(news.size(), 2u);
    QVERIFY2(news[0].contains(backend.url()) && news[0].contains(" is down (") && news[0].contains("from the origin"),
             news[0].c_str());
    QVERIFY2(news[1].ends_with(" is up again"), news[1].c_str());
    QCOMPARE(cached.stat("cache.backend.outages"), 1);
}

void TestCacheBackends::goesOnWhileItIsFrozen()
{
    QFETCH(std::string, kind);
    BackendProcess backend(kind);
    CachedServer cached(backend.url(), {.threads = 1, .patience = 250ms});
    QVERIFY(cached.status("/pages/1").contains("stored"));
    backend.freeze();
    for (int i = 0; i < 20; ++i)
        QCOMPARE(cached.get("/pages/1").status, 200u);
    QVERIFY(!cached.isUp());
    QVERIFY(cached.stat("cache.backend.errors") >= 20);
    backend.thaw();
    QTRY_VERIFY_WITH_TIMEOUT(cached.isUp(), kLimit);
    QVERIFY(cached.status("/pages/1").contains("hit"));
}

void TestCacheBackends::startsBeforeIt()
{
    QFETCH(std::string, kind);
    BackendProcess backend(kind);
    backend.kill();
    CachedServer cached(backend.url());
    for (int i = 0; i < 3; ++i)
        QCOMPARE(cached.status("/pages/1"), std::string("escala; fwd=miss"));
    backend.restart();
    QTRY_VERIFY_WITH_TIMEOUT(cached.isUp(), kLimit);
    QVERIFY(cached.status("/pages/1").contains("stored"));
    QVERIFY(cached.status("/pages/1").contains("hit"));
}

void TestCacheBackends::foreignEntriesAreNoHits()
{
    QFETCH(std::string, kind);
    const BackendProcess backend(kind);
    const CachedServer cached(backend.url());
    auto stranger = backend.client();
    if (kind == "redis")
        stranger.send("SET escala:1:/pages/1 hello\r\nLPUSH escala:1:/pages/2 x\r\nSET escala:removed nonsense\r\n");
    else
        stranger.send("set escala:1:/pages/1 0 0 5\r\nhello\r\nset escala:removed 0 0 8\r\nnonsense\r\n");
    static_cast<void>(stranger.upTo(kind == "redis" ? "+OK\r\n:1\r\n+OK\r\n" : "STORED\r\nSTORED\r\n"));
    for (const char *target : {"/pages/1", "/pages/2"}) {
        QVERIFY(cached.status(target).starts_with("escala; fwd=miss; stored"));
        QVERIFY(cached.status(target).contains("hit"));
    }
    QVERIFY(cached.isUp());
}

void TestCacheBackends::whatMemcachedRefusesIsServed()
{
    const BackendProcess backend("memcached");
    const CachedServer cached(backend.url(), {.pageSize = 2'000'000});
    for (int i = 0; i < 2; ++i) {
        const auto answer = cached.get("/pages/1");
        QCOMPARE(answer.body.size(), 2'000'000u);
        QCOMPARE(answer.field("cache-status"), std::string("escala; fwd=miss"));
    }
    QVERIFY(cached.isUp());
    QCOMPARE(cached.stat("cache.backend.errors"), 2);
}

void TestCacheBackends::passwords_data()
{
    QTest::addColumn<std::string>("url"); // of a Redis at HOST
    QTest::addColumn<bool>("letIn");
    QTest::newRow("before the host") << std::string("redis://:secret@HOST") << true;
    QTest::newRow("with a user") << std::string("redis://default:secret@HOST/3") << true;
    QTest::newRow("as the query") << std::string("redis://HOST/2?secret") << true;
    QTest::newRow("as a named query") << std::string("redis://HOST?password=secret") << true;
    QTest::newRow("wrong") << std::string("redis://:guess@HOST") << false;
    QTest::newRow("none") << std::string("redis://HOST") << false;
}

void TestCacheBackends::passwords()
{
    QFETCH(std::string, url);
    QFETCH(bool, letIn);
    const BackendProcess backend("redis", "secret");
    const auto host = backend.url().substr(std::string("redis://").size());
    CachedServer cached(url.replace(url.find("HOST"), 4, host), {.threads = 1});
    QCOMPARE(cached.status("/pages/1").contains("stored"), letIn);
    QCOMPARE(cached.isUp(), letIn);
    for (const auto &line : cached.news.all())
        QVERIFY2(!line.contains("secret") && !line.contains("guess"), line.c_str());
    QVERIFY(!getOnce(cached.server->adminUrl(), "/stats").value_or(Answer()).body.contains("secret"));
}

QTEST_GUILESS_MAIN(TestCacheBackends)
#include "tst_cache_backends.moc"
