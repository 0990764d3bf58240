#include "servers/cache/cache_store.h"
#include "servers/cache/shared_cache.h"

#include <QTest>

#include <string>

using namespace escala::servers;
using namespace std::chrono_literals;

namespace {

const CacheStore::Time kStart{};

StoredResponsePtr response(const std::string &body)
{
    return std::make_shared<const StoredResponse>(StoredResponse{200, "X: y\r\n", body});
}

CacheStore store(std::size_t capacity, std::chrono::nanoseconds ttl)
{
    return {{.entries = capacity}, ttl, makePolicy(Eviction::Lru)};
}

std::string bodyOf(CacheStore &cache, std::string_view key, CacheStore::Time now = kStart)
{
    const auto found = cache.find(key, now);
    return found.freshness == Freshness::Fresh ? found.response->body : std::string();
}

struct NoFetcher final : Fetcher {
    void drop(const FlightPtr &) override { ++dropped; }
    int dropped = 0;
};

struct Waiter final : FetchWaiter {
    void fetched(const StoredResponsePtr &, bool) override { }
};

}

class TestCache : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ages_data();
    void ages();
    void findsNothingAtFirst();
    void replaces();
    void evictsLeastRecentlyUsed();
    void staysWithinCapacity();
    void staleLookupIsNoUse();
    void countsBytes();
    void storesNothingWithoutTtl();
    void concurrentMissesShareAFlight();
    void stampedesWhenToldTo();
    void lastWaiterDropsTheFlight();
    void landedFlightIsFound();
};

void TestCache::ages_data()
{
    QTest::addColumn<std::chrono::nanoseconds>("after");
    QTest::addColumn<Freshness>("freshness");
    QTest::addColumn<std::chrono::seconds>("age");
    QTest::addColumn<std::chrono::seconds>("ttl");
    QTest::newRow("at once") << 0ns << Freshness::Fresh << 0s << 10s;
    QTest::newRow("within the first second") << std::chrono::nanoseconds(999ms) << Freshness::Fresh << 0s << 10s;
    QTest::newRow("after a second") << std::chrono::nanoseconds(1s) << Freshness::Fresh << 1s << 9s;
    QTest::newRow("at the last moment") << 10s - 1ns << Freshness::Fresh << 9s << 1s;
    QTest::newRow("expired") << std::chrono::nanoseconds(10s) << Freshness::Stale << 0s << 0s;
    QTest::newRow("long expired") << std::chrono::nanoseconds(1h) << Freshness::Stale << 0s << 0s;
}

void TestCache::ages()
{
    QFETCH(std::chrono::nanoseconds, after);
    auto cache = store(5, 10s);
    QVERIFY(cache.store("/", response("a"), kStart));
    const auto found = cache.find("/", kStart + after);
    QTEST(found.freshness, "freshness");
    QTEST(found.age, "age");
    QTEST(found.ttl, "ttl");
    QCOMPARE(found.response->body, std::string("a"));
}

void TestCache::findsNothingAtFirst()
{
    auto cache = store(5, 10s);
    QVERIFY(cache.find("/", kStart).freshness == Freshness::Absent);
    QVERIFY(!cache.remove("/"));
    QCOMPARE(cache.clear(), 0u);
}

void TestCache::replaces()
{
    auto cache = store(5, 10s);
    cache.store("/", response("old"), kStart);
    cache.store("/", response("new"), kStart + 9s);
    QCOMPARE(bodyOf(cache, "/", kStart + 15s), std::string("new"));
    QCOMPARE(cache.entries(), 1u);
}

void TestCache::evictsLeastRecentlyUsed()
{
    auto cache = store(3, 10s);
    for (const char *key : {"a", "b", "c"})
        cache.store(key, response(key), kStart);
    QCOMPARE(bodyOf(cache, "a"), std::string("a"));
    cache.store("d", response("d"), kStart);
    QCOMPARE(bodyOf(cache, "b"), std::string());
    QCOMPARE(bodyOf(cache, "a"), std::string("a"));
    cache.store("e", response("e"), kStart);
    QCOMPARE(bodyOf(cache, "c"), std::string());
    QCOMPARE(bodyOf(cache, "d"), std::string("d"));
}

void TestCache::staysWithinCapacity()
{
    for (const std::size_t capacity : {1u, 2u, 7u}) {
        auto cache = store(capacity, 10s);
        for (int i = 0; i < 50; ++i) {
            cache.store(std::to_string(i), response("x"), kStart);
            if (i % 3 == 0)
                cache.remove(std::to_string(i));
            QVERIFY(cache.entries() <= capacity);
        }
        QCOMPARE(bodyOf(cache, "49"), std::string("x"));
        QCOMPARE(cache.entries(), capacity);
    }
}

void TestCache::staleLookupIsNoUse()
{
    auto cache = store(2, 10s);
    cache.store("old", response("x"), kStart);
    cache.store("new", response("x"), kStart + 9s);
    QVERIFY(cache.find("old", kStart + 11s).freshness == Freshness::Stale);
    cache.store("newer", response("x"), kStart + 11s);
    QVERIFY(cache.find("old", kStart + 11s).freshness == Freshness::Absent);
    QCOMPARE(bodyOf(cache, "new", kStart + 11s), std::string("x"));
}

void TestCache::countsBytes()
{
    auto cache = store(2, 10s);
    cache.store("/1", response("12345"), kStart);
    QCOMPARE(cache.bytes(), 2u + 6u + 5u);
    cache.store("/1", response("1"), kStart);
    cache.store("/2", response(""), kStart);
    QCOMPARE(cache.bytes(), 2u * (2u + 6u) + 1u);
    QCOMPARE(cache.clear(), 2u);
    QCOMPARE(cache.bytes(), 0u);
}

void TestCache::storesNothingWithoutTtl()
{
    auto cache = store(2, 0s);
    QVERIFY(!cache.store("/", response("x"), kStart));
    QCOMPARE(cache.entries(), 0u);
}

void TestCache::concurrentMissesShareAFlight()
{
    escala::net::EventLoop loop;
    NoFetcher fetcher;
    SharedCache cache(std::make_unique<CacheStore>(store(5, 10s)), true);
    const auto waiter = std::make_shared<Waiter>();
    int leaders = 0;
    FlightPtr flight;
    for (int i = 0; i < 50; ++i) {
        const auto boarding = cache.board("/", kStart, {&loop, waiter}, fetcher);
        leaders += boarding.leads ? 1 : 0;
        flight = boarding.flight;
    }
    QCOMPARE(leaders, 1);
    QVERIFY(cache.board("/other", kStart, {&loop, waiter}, fetcher).leads);
    const auto landing = cache.land(*flight, response("x"), kStart);
    QVERIFY(landing.stored);
    QCOMPARE(landing.waiters.size(), 50u);
    QVERIFY(cache.find("/", kStart).freshness == Freshness::Fresh);
}

void TestCache::stampedesWhenToldTo()
{
    escala::net::EventLoop loop;
    NoFetcher fetcher;
    SharedCache cache(std::make_unique<CacheStore>(store(5, 10s)), false);
    const auto waiter = std::make_shared<Waiter>();
    for (int i = 0; i < 50; ++i)
        QVERIFY(cache.board("/", kStart, {&loop, waiter}, fetcher).leads);
}

void TestCache::lastWaiterDropsTheFlight()
{
    escala::net::EventLoop loop;
    NoFetcher fetcher;
    SharedCache cache(std::make_unique<CacheStore>(store(5, 10s)), true);
    const auto waiter = std::make_shared<Waiter>();
    const auto flight = cache.board("/", kStart, {&loop, waiter}, fetcher).flight;
    QVERIFY(!cache.board("/", kStart, {&loop, waiter}, fetcher).leads);
    cache.leave(flight);
    QVERIFY(!cache.board("/", kStart, {&loop, waiter}, fetcher).leads);
    cache.leave(flight);
    cache.leave(flight);
    QVERIFY(cache.board("/", kStart, {&loop, waiter}, fetcher).leads);
    loop.post([&loop] { loop.stop(); });
    loop.run();
    QCOMPARE(fetcher.dropped, 1);
}

void TestCache::landedFlightIsFound()
{
    escala::net::EventLoop loop;
    NoFetcher fetcher;
    SharedCache cache(std::make_unique<CacheStore>(store(5, 10s)), true);
    const auto waiter = std::make_shared<Waiter>();
    const auto flight = cache.board("/", kStart, {&loop, waiter}, fetcher).flight;
    static_cast<void>(cache.land(*flight, response("x"), kStart));
    const auto late = cache.board("/", kStart + 1s, {&loop, waiter}, fetcher);
    QVERIFY(!late.flight);
    QVERIFY(late.found.freshness == Freshness::Fresh);
}

QTEST_APPLESS_MAIN(TestCache)
#include "tst_cache.moc"
