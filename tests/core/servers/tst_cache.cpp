#include "servers/cache/cache_store.h"
#include "servers/cache/shared_cache.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <string>

using namespace escala::servers;
using namespace std::chrono_literals;

namespace {

const CacheStore::Time kStart{};

StoredResponsePtr response(const std::string &body)
{
    return std::make_shared<const StoredResponse>(StoredResponse{200, "X: y\r\n", body});
}

CacheStore store(std::size_t capacity)
{
    return {{.entries = capacity}, makePolicy(Eviction::Lru)};
}

constexpr std::chrono::nanoseconds kTtl = 10s;

std::unique_ptr<SharedCache> sharedCache(bool singleFlight, CacheLifetimes lifetimes = {.ttl = kTtl})
{
    return std::make_unique<SharedCache>(std::make_unique<CacheStore>(store(5)), lifetimes, singleFlight);
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
    void fetched(const Fetched &) override { }
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
    void lifetimesByStatus_data();
    void lifetimesByStatus();
    void jitterSpreadsLifetimes();
    void oneRefreshAtATime();
    void failureKeepsWhatIsStale_data();
    void failureKeepsWhatIsStale();
    void removedMeanwhileIsNotStored();
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
    QTest::newRow("expired") << std::chrono::nanoseconds(10s) << Freshness::Stale << 10s << -1s;
    QTest::newRow("long expired") << std::chrono::nanoseconds(1h) << Freshness::Stale << 3600s << -3590s;
}

void TestCache::ages()
{
    QFETCH(std::chrono::nanoseconds, after);
    auto cache = store(5);
    QVERIFY(cache.store("/", response("a"), kStart, kTtl));
    const auto found = cache.find("/", kStart + after);
    QTEST(found.freshness, "freshness");
    QTEST(found.age, "age");
    QTEST(found.ttl, "ttl");
    QCOMPARE(found.response->body, std::string("a"));
}

void TestCache::findsNothingAtFirst()
{
    auto cache = store(5);
    QVERIFY(cache.find("/", kStart).freshness == Freshness::Absent);
    QVERIFY(!cache.remove("/"));
    QCOMPARE(cache.clear(), 0u);
}

void TestCache::replaces()
{
    auto cache = store(5);
    cache.store("/", response("old"), kStart, kTtl);
    cache.store("/", response("new"), kStart + 9s, kTtl);
    QCOMPARE(bodyOf(cache, "/", kStart + 15s), std::string("new"));
    QCOMPARE(cache.entries(), 1u);
}

void TestCache::evictsLeastRecentlyUsed()
{
    auto cache = store(3);
    for (const char *key : {"a", "b", "c"})
        cache.store(key, response(key), kStart, kTtl);
    QCOMPARE(bodyOf(cache, "a"), std::string("a"));
    cache.store("d", response("d"), kStart, kTtl);
    QCOMPARE(bodyOf(cache, "b"), std::string());
    QCOMPARE(bodyOf(cache, "a"), std::string("a"));
    cache.store("e", response("e"), kStart, kTtl);
    QCOMPARE(bodyOf(cache, "c"), std::string());
    QCOMPARE(bodyOf(cache, "d"), std::string("d"));
}

void TestCache::staysWithinCapacity()
{
    for (const std::size_t capacity : {1u, 2u, 7u}) {
        auto cache = store(capacity);
        for (int i = 0; i < 50; ++i) {
            cache.store(std::to_string(i), response("x"), kStart, kTtl);
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
    auto cache = store(2);
    cache.store("old", response("x"), kStart, kTtl);
    cache.store("new", response("x"), kStart + 9s, kTtl);
    QVERIFY(cache.find("old", kStart + 11s).freshness == Freshness::Stale);
    cache.store("newer", response("x"), kStart + 11s, kTtl);
    QVERIFY(cache.find("old", kStart + 11s).freshness == Freshness::Absent);
    QCOMPARE(bodyOf(cache, "new", kStart + 11s), std::string("x"));
}

void TestCache::countsBytes()
{
    auto cache = store(2);
    cache.store("/1", response("12345"), kStart, kTtl);
    QCOMPARE(cache.bytes(), 2u + 6u + 5u);
    cache.store("/1", response("1"), kStart, kTtl);
    cache.store("/2", response(""), kStart, kTtl);
    QCOMPARE(cache.bytes(), 2u * (2u + 6u) + 1u);
    QCOMPARE(cache.clear(), 2u);
    QCOMPARE(cache.bytes(), 0u);
}

void TestCache::storesNothingWithoutTtl()
{
    auto cache = store(2);
    QVERIFY(!cache.store("/", response("x"), kStart, 0s));
    QCOMPARE(cache.entries(), 0u);
}

void TestCache::concurrentMissesShareAFlight()
{
    escala::net::EventLoop loop;
    NoFetcher fetcher;
    const auto shared = sharedCache(true);
    SharedCache &cache = *shared;
    const auto waiter = std::make_shared<Waiter>();
    int leaders = 0;
    FlightPtr flight;
    for (int i = 0; i < 50; ++i) {
        const auto boarding = cache.board("/", kStart, {&loop, waiter}, {&loop, &fetcher});
        leaders += boarding.leads ? 1 : 0;
        flight = boarding.flight;
    }
    QCOMPARE(leaders, 1);
    QVERIFY(cache.board("/other", kStart, {&loop, waiter}, {&loop, &fetcher}).leads);
    const auto landing = cache.land(*flight, response("x"), kStart);
    QVERIFY(landing.fetched.storedFor == 10s);
    QCOMPARE(landing.waiters.size(), 50u);
    QVERIFY(cache.find("/", kStart).freshness == Freshness::Fresh);
}

void TestCache::stampedesWhenToldTo()
{
    escala::net::EventLoop loop;
    NoFetcher fetcher;
    const auto shared = sharedCache(false);
    SharedCache &cache = *shared;
    const auto waiter = std::make_shared<Waiter>();
    for (int i = 0; i < 50; ++i)
        QVERIFY(cache.board("/", kStart, {&loop, waiter}, {&loop, &fetcher}).leads);
}

void TestCache::lastWaiterDropsTheFlight()
{
    escala::net::EventLoop loop;
    NoFetcher fetcher;
    const auto shared = sharedCache(true);
    SharedCache &cache = *shared;
    const auto waiter = std::make_shared<Waiter>();
    const auto flight = cache.board("/", kStart, {&loop, waiter}, {&loop, &fetcher}).flight;
    QVERIFY(!cache.board("/", kStart, {&loop, waiter}, {&loop, &fetcher}).leads);
    cache.leave(flight);
    QVERIFY(!cache.board("/", kStart, {&loop, waiter}, {&loop, &fetcher}).leads);
    cache.leave(flight);
    cache.leave(flight);
    QVERIFY(cache.board("/", kStart, {&loop, waiter}, {&loop, &fetcher}).leads);
    loop.post([&loop] { loop.stop(); });
    loop.run();
    QCOMPARE(fetcher.dropped, 1);
}

void TestCache::landedFlightIsFound()
{
    escala::net::EventLoop loop;
    NoFetcher fetcher;
    const auto shared = sharedCache(true);
    SharedCache &cache = *shared;
    const auto waiter = std::make_shared<Waiter>();
    const auto flight = cache.board("/", kStart, {&loop, waiter}, {&loop, &fetcher}).flight;
    static_cast<void>(cache.land(*flight, response("x"), kStart));
    const auto late = cache.board("/", kStart + 1s, {&loop, waiter}, {&loop, &fetcher});
    QVERIFY(!late.flight);
    QVERIFY(late.found.freshness == Freshness::Fresh);
}

void TestCache::lifetimesByStatus_data()
{
    QTest::addColumn<unsigned>("status");
    QTest::addColumn<std::chrono::nanoseconds>("lifetime");
    QTest::newRow("page") << 200u << kTtl;
    for (const unsigned status : {404u, 410u, 414u, 500u, 502u, 503u, 504u})
        QTest::addRow("failure %u", status) << status << std::chrono::nanoseconds(2s);
    for (const unsigned status : {204u, 302u, 400u, 401u, 403u, 405u, 429u})
        QTest::addRow("not kept: %u", status) << status << 0ns;
}

void TestCache::lifetimesByStatus()
{
    QFETCH(unsigned, status);
    const CacheLifetimes lifetimes{.ttl = kTtl, .negativeTtl = 2s};
    QTEST(lifetimes.freshFor(status, 0), "lifetime");
}

void TestCache::jitterSpreadsLifetimes()
{
    const CacheLifetimes lifetimes{.ttl = 100s, .jitterPercent = 20};
    std::array<int, 4> quarters{};
    for (std::uint64_t i = 0; i < 1000; ++i) {
        const auto length = lifetimes.freshFor(200, i);
        QVERIFY(length >= 80s && length <= 120s);
        QCOMPARE(length, lifetimes.freshFor(200, i));
        ++quarters[static_cast<std::size_t>(std::min<std::int64_t>(3, (length - 80s) / std::chrono::seconds(10)))];
    }
    for (const int count : quarters)
        QVERIFY2(count > 200 && count < 300, std::to_string(count).c_str());
}

void TestCache::oneRefreshAtATime()
{
    for (const bool singleFlight : {true, false}) {
        escala::net::EventLoop loop;
        NoFetcher fetcher;
        const auto cache = sharedCache(singleFlight, {.ttl = kTtl, .staleWhileRevalidate = 5s});
        const auto waiter = std::make_shared<Waiter>();
        const auto first = cache->board("/", kStart, {&loop, waiter}, {&loop, &fetcher}).flight;
        static_cast<void>(cache->land(*first, response("old"), kStart));
        QVERIFY(cache->isServed(cache->find("/", kStart + 15s - 1ns)));
        QVERIFY(!cache->isServed(cache->find("/", kStart + 15s)));
        const auto refresh = cache->refresh("/", kStart + 11s, {&loop, &fetcher});
        QVERIFY(refresh);
        QVERIFY(!cache->refresh("/", kStart + 11s, {&loop, &fetcher}));
        QCOMPARE(cache->board("/", kStart + 16s, {&loop, waiter}, {&loop, &fetcher}).leads, !singleFlight);
        static_cast<void>(cache->land(*refresh, response("new"), kStart + 12s));
        QVERIFY(!cache->refresh("/", kStart + 12s, {&loop, &fetcher})); // whoever comes a moment late
        QVERIFY(cache->refresh("/", kStart + 23s, {&loop, &fetcher}));
    }
}

void TestCache::failureKeepsWhatIsStale_data()
{
    QTest::addColumn<std::chrono::nanoseconds>("revalidate");
    QTest::addColumn<std::chrono::nanoseconds>("ifError");
    QTest::addColumn<bool>("served");
    QTest::addColumn<bool>("kept");
    QTest::newRow("served in its place") << 0ns << 5s + 0ns << true << true;
    QTest::newRow("kept for the next") << 5s + 0ns << 0ns << false << true;
    QTest::newRow("of no use any more") << 1s + 0ns << 1s + 0ns << false << false;
}

void TestCache::failureKeepsWhatIsStale()
{
    QFETCH(std::chrono::nanoseconds, revalidate);
    QFETCH(std::chrono::nanoseconds, ifError);
    QFETCH(bool, served);
    QFETCH(bool, kept);
    escala::net::EventLoop loop;
    NoFetcher fetcher;
    const auto cache = sharedCache(
        true, {.ttl = kTtl, .negativeTtl = 1s, .staleWhileRevalidate = revalidate, .staleIfError = ifError});
    const auto waiter = std::make_shared<Waiter>();
    const auto fetch = [&](const StoredResponsePtr &answer, CacheStore::Time now) {
        const auto flight = cache->board("/", now, {&loop, waiter}, {&loop, &fetcher}).flight;
        return cache->land(*flight, answer, now).fetched;
    };
    static_cast<void>(fetch(response("good"), kStart));
    const auto fetched = fetch(std::make_shared<const StoredResponse>(StoredResponse{503, "", "bad"}), kStart + 12s);
    QCOMPARE(fetched.instead.response != nullptr, served);
    QCOMPARE(fetched.storedFor.has_value(), !kept);
    QCOMPARE(cache->find("/", kStart + 12s).response->body, std::string(kept ? "good" : "bad"));
}

void TestCache::removedMeanwhileIsNotStored()
{
    escala::net::EventLoop loop;
    NoFetcher fetcher;
    const auto cache = sharedCache(true);
    const auto waiter = std::make_shared<Waiter>();
    const auto board = [&](std::string_view key) {
        return cache->board(key, kStart, {&loop, waiter}, {&loop, &fetcher}).flight;
    };
    const auto one = board("/a/1");
    const auto other = board("/b/1");
    QCOMPARE(cache->removePrefix("http://any/a/"), 0u);
    QVERIFY(board("/a/1") != one); // who comes after the purge gets what is made after it
    QVERIFY(!cache->land(*one, response("x"), kStart).fetched.storedFor);
    QVERIFY(cache->land(*other, response("x"), kStart).fetched.storedFor);
    QCOMPARE(cache->removePrefix("/b"), 1u);
}

QTEST_APPLESS_MAIN(TestCache)
#include "tst_cache.moc"
