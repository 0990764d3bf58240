#include "raw_client.h"

#include "servers/built_in_server.h"

#include <QDeadlineTimer>
#include <QTest>

#include <deque>
#include <string>

using namespace escala;
using namespace escala::tests;
using namespace std::chrono_literals;

namespace {

constexpr int kLimit = 30'000;

servers::ServerPlan planWith(std::chrono::nanoseconds delay, const servers::CachePlan &cache, unsigned threads = 1)
{
    servers::ServerPlan plan;
    plan.page.delay = delay;
    plan.cache = cache;
    plan.threads = threads;
    return plan;
}

std::string cacheStatus(const std::string &url, const std::string &target, const std::string &method = "GET")
{
    return getOnce(url, target, {}, method).value_or(Answer()).field("cache-status");
}

}

class TestCachedServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void missThenHit();
    void headAndGetShareAnEntry_data();
    void headAndGetShareAnEntry();
    void queriesAreKeys();
    void expires();
    void keepsWithinCapacity();
    void doesNotStoreRefusals();
    void otherMethodsPassBy();
    void singleFlight_data();
    void singleFlight();
    void followersSurviveTheirLeader();
    void abandonedFetchFreesItsWorker();
    void fullOriginIsPassedOn();
    void failuresAreKeptBriefly();
    void staleWhileRevalidate_data();
    void staleWhileRevalidate();
    void staleIfError_data();
    void staleIfError();
    void purgesByPrefix();
    void purgedWhileFetchedIsNotStored();
};

void TestCachedServer::missThenHit()
{
    const auto server = servers::BuiltInServer::start(planWith(5ms, {.lifetimes = {.ttl = 1h}})).value();
    const auto miss = getOnce(server->url(), "/").value_or(Answer());
    QCOMPARE(miss.field("cache-status"), std::string("escala; fwd=miss; stored; ttl=3600"));
    QCOMPARE(miss.field("x-cache"), std::string("MISS"));
    QCOMPARE(miss.field("age"), std::string());
    const auto hit = getOnce(server->url(), "/").value_or(Answer());
    QCOMPARE(hit.status, 200u);
    QVERIFY2(hit.field("cache-status").starts_with("escala; hit; ttl="), hit.field("cache-status").c_str());
    QCOMPARE(hit.field("x-cache"), std::string("HIT"));
    const int age = std::stoi(hit.field("age"));
    QVERIFY(age >= 0 && age < 60);
    QCOMPARE(hit.field("cache-status"), "escala; hit; ttl=" + std::to_string(3600 - age));
    QCOMPARE(hit.body, miss.body);
    QCOMPARE(hit.field("content-type"), miss.field("content-type"));
    QCOMPARE(stat(server->adminUrl(), "cache.hits"), 1);
    QCOMPARE(stat(server->adminUrl(), "cache.misses"), 1);
    QCOMPARE(stat(server->adminUrl(), "cache.origin_requests"), 1);
    QCOMPARE(stat(server->adminUrl(), "cache.entries"), 1);
    QVERIFY(stat(server->adminUrl(), "cache.bytes") >= 13);
}

void TestCachedServer::headAndGetShareAnEntry_data()
{
    QTest::addColumn<std::string>("first");
    QTest::addColumn<std::string>("second");
    QTest::newRow("HEAD after GET") << std::string("GET") << std::string("HEAD");
    QTest::newRow("GET after HEAD") << std::string("HEAD") << std::string("GET");
}

void TestCachedServer::headAndGetShareAnEntry()
{
    QFETCH(std::string, first);
    QFETCH(std::string, second);
    const auto server = servers::BuiltInServer::start(planWith(1ms, {})).value();
    QVERIFY(cacheStatus(server->url(), "/", first).starts_with("escala; fwd=miss"));
    const auto answer = getOnce(server->url(), "/", {}, second).value_or(Answer());
    QVERIFY(answer.field("cache-status").starts_with("escala; hit"));
    QCOMPARE(answer.field("content-length"), std::string("13"));
    QCOMPARE(answer.body, second == "HEAD" ? std::string() : std::string("¡Hola mundo!"));
}

void TestCachedServer::queriesAreKeys()
{
    const auto server = servers::BuiltInServer::start(planWith(0s, {})).value();
    for (const char *target : {"/", "/?a", "/?b"})
        QVERIFY(cacheStatus(server->url(), target).starts_with("escala; fwd=miss"));
    QVERIFY(cacheStatus(server->url(), "/?a").starts_with("escala; hit"));
    QVERIFY(cacheStatus(server->url(), "http://x/?b").starts_with("escala; hit"));
}

void TestCachedServer::expires()
{
    const auto server = servers::BuiltInServer::start(planWith(0s, {.lifetimes = {.ttl = 20ms}})).value();
    QCOMPARE(cacheStatus(server->url(), "/"), std::string("escala; fwd=miss; stored; ttl=0"));
    const QDeadlineTimer limit(kLimit);
    std::string status;
    do {
        status = cacheStatus(server->url(), "/");
    } while (status.contains("hit") && !limit.hasExpired());
    QCOMPARE(status, std::string("escala; fwd=stale; stored; ttl=0"));
    QCOMPARE(stat(server->adminUrl(), "cache.stale"), 1);
    QCOMPARE(stat(server->adminUrl(), "cache.misses"), 1);
}

void TestCachedServer::keepsWithinCapacity()
{
    const auto server = servers::BuiltInServer::start(planWith(0s, {.capacity = 2})).value();
    for (const char *target : {"/?1", "/?2", "/?1", "/?3"})
        static_cast<void>(cacheStatus(server->url(), target));
    QVERIFY(cacheStatus(server->url(), "/?1").contains("hit"));
    QVERIFY(cacheStatus(server->url(), "/?2").contains("miss"));
    QCOMPARE(stat(server->adminUrl(), "cache.entries"), 2);
}

void TestCachedServer::doesNotStoreRefusals()
{
    const auto server = servers::BuiltInServer::start(planWith(1h, {})).value();
    for (int i = 0; i < 2; ++i) {
        const auto answer = getOnce(server->url(), "/no").value_or(Answer());
        QCOMPARE(answer.status, 404u);
        QCOMPARE(answer.field("cache-status"), std::string("escala; fwd=miss"));
    }
    QCOMPARE(stat(server->adminUrl(), "cache.entries"), 0);
}

void TestCachedServer::otherMethodsPassBy()
{
    const auto server = servers::BuiltInServer::start(planWith(0s, {})).value();
    const auto answer = getOnce(server->url(), "/", {}, "PUT").value_or(Answer());
    QCOMPARE(answer.status, 405u);
    QCOMPARE(answer.field("allow"), std::string("GET, HEAD"));
    QCOMPARE(answer.field("cache-status"), std::string("escala; fwd=method"));
}

void TestCachedServer::singleFlight_data()
{
    QTest::addColumn<bool>("singleFlight");
    QTest::addColumn<unsigned>("threads");
    QTest::addColumn<int>("originRequests");
    QTest::newRow("shared fetch") << true << 1u << 1;
    QTest::newRow("shared fetch across loops") << true << 3u << 1;
    QTest::newRow("stampede") << false << 1u << 50;
    QTest::newRow("stampede across loops") << false << 3u << 50;
}

void TestCachedServer::singleFlight()
{
    QFETCH(bool, singleFlight);
    QFETCH(unsigned, threads);
    auto plan = planWith(500ms, {.singleFlight = singleFlight}, threads);
    plan.workforce = {.workers = 1, .queue = 1000};
    const auto server = servers::BuiltInServer::start(plan).value();
    // The blocker has the only worker, so that all fifty are there before the first of them is answered.
    RawClient blocker(server->url());
    blocker.send("GET /?blocker HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "in_service"), 1, kLimit);
    std::deque<RawClient> clients;
    for (int i = 0; i < 50; ++i) {
        clients.emplace_back(server->url());
        clients.back().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "cache.misses"), 51, kLimit);
    QTEST(static_cast<int>(stat(server->adminUrl(), "cache.origin_requests")) - 1, "originRequests");
    QCOMPARE(stat(server->adminUrl(), "cache.collapsed"), singleFlight ? 49 : 0);
    if (!singleFlight)
        return; // one worker, half a second each: not worth the wait
    int leaders = 0;
    for (auto &client : clients) {
        const auto answer = client.answer().value_or(Answer());
        QCOMPARE(answer.status, 200u);
        leaders += answer.field("cache-status") == "escala; fwd=miss; stored; ttl=300" ? 1 : 0;
        QVERIFY(answer.field("cache-status").contains("stored")
                || answer.field("cache-status") == "escala; fwd=miss; ttl=300; collapsed");
    }
    QCOMPARE(leaders, 1);
}

void TestCachedServer::followersSurviveTheirLeader()
{
    for (const unsigned threads : {1u, 2u}) {
        const auto server = servers::BuiltInServer::start(planWith(200ms, {}, threads)).value();
        RawClient leader(server->url());
        leader.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "cache.origin_requests"), 1, kLimit);
        RawClient follower(server->url());
        follower.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        leader.close();
        const auto answer = follower.answer().value_or(Answer());
        QCOMPARE(answer.status, 200u);
    }
}

void TestCachedServer::abandonedFetchFreesItsWorker()
{
    for (const unsigned threads : {1u, 2u}) {
        auto plan = planWith(1h, {}, threads);
        plan.workforce = {.workers = 1, .queue = 0};
        const auto server = servers::BuiltInServer::start(plan).value();
        RawClient leader(server->url());
        leader.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "in_service"), 1, kLimit);
        RawClient follower(server->url());
        follower.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "cache.collapsed"), 1, kLimit);
        leader.close();
        QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "connections_open"), 1, kLimit);
        QCOMPARE(stat(server->adminUrl(), "in_service"), 1);
        follower.close();
        QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "in_service"), 0, kLimit);
    }
}

void TestCachedServer::fullOriginIsPassedOn()
{
    auto plan = planWith(1h, {});
    plan.workforce = {.workers = 1, .queue = 0};
    const auto server = servers::BuiltInServer::start(plan).value();
    RawClient blocker(server->url());
    blocker.send("GET /?blocker HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "in_service"), 1, kLimit);
    const auto answer = getOnce(server->url(), "/").value_or(Answer());
    QCOMPARE(answer.status, 503u);
    QCOMPARE(answer.field("retry-after"), std::string("3600"));
    QCOMPARE(answer.field("cache-status"), std::string("escala; fwd=miss"));
    QCOMPARE(stat(server->adminUrl(), "cache.entries"), 0);
}

void TestCachedServer::failuresAreKeptBriefly()
{
    const auto server = servers::BuiltInServer::start(planWith(0s, {.lifetimes = {.negativeTtl = 1h}})).value();
    QCOMPARE(cacheStatus(server->url(), "/no"), std::string("escala; fwd=miss; stored; ttl=3600"));
    const auto hit = getOnce(server->url(), "/no").value_or(Answer());
    QCOMPARE(hit.status, 404u);
    QVERIFY(hit.field("cache-status").starts_with("escala; hit"));
    QCOMPARE(stat(server->adminUrl(), "cache.origin_requests"), 1);
}

void TestCachedServer::staleWhileRevalidate_data()
{
    QTest::addColumn<unsigned>("threads");
    QTest::addColumn<bool>("singleFlight");
    QTest::newRow("one loop") << 1u << true;
    QTest::newRow("across loops") << 3u << true;
    QTest::newRow("without single flight") << 2u << false;
}

void TestCachedServer::staleWhileRevalidate()
{
    QFETCH(unsigned, threads);
    QFETCH(bool, singleFlight);
    auto plan =
        planWith(0s, {.lifetimes = {.ttl = 1us, .staleWhileRevalidate = 1h}, .singleFlight = singleFlight}, threads);
    plan.workforce = {.workers = 1, .queue = 1000};
    plan.page.catalogue.pages = 2;
    plan.page.delay = 2s;
    const auto server = servers::BuiltInServer::start(plan).value();
    QVERIFY(cacheStatus(server->url(), "/pages/1").starts_with("escala; fwd=miss"));
    // The only worker is taken, so the refresh is under way for as long as this asks.
    RawClient blocker(server->url());
    blocker.send("GET /pages/0 HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "in_service"), 1, kLimit);
    const auto stale = getOnce(server->url(), "/pages/1").value_or(Answer());
    QCOMPARE(stale.status, 200u);
    QVERIFY2(stale.field("cache-status").starts_with("escala; hit; ttl=-"), stale.field("cache-status").c_str());
    for (int i = 0; i < 20; ++i)
        QCOMPARE(getOnce(server->url(), "/pages/1").value_or(Answer()).field("x-cache"), std::string("STALE"));
    QCOMPARE(stat(server->adminUrl(), "cache.origin_requests"), 3); // the first, the blocker, one refresh
    QCOMPARE(stat(server->adminUrl(), "cache.stale_served"), 21);
    QCOMPARE(stat(server->adminUrl(), "cache.stale"), 21);
    QCOMPARE(stat(server->adminUrl(), "cache.misses"), 2);
}

void TestCachedServer::staleIfError_data()
{
    QTest::addColumn<std::chrono::nanoseconds>("window");
    QTest::addColumn<std::chrono::nanoseconds>("negativeTtl");
    QTest::addColumn<unsigned>("status");
    QTest::newRow("within the window") << std::chrono::nanoseconds(1h) << 0ns << 200u;
    QTest::newRow("within it the failure is not kept") << std::chrono::nanoseconds(1h) << 1h + 0ns << 200u;
    QTest::newRow("after it") << 1ns << 0ns << 503u;
    QTest::newRow("switched off") << 0ns << 0ns << 503u;
}

void TestCachedServer::staleIfError()
{
    QFETCH(std::chrono::nanoseconds, window);
    QFETCH(std::chrono::nanoseconds, negativeTtl);
    QFETCH(unsigned, status);
    auto plan = planWith(0s, {.lifetimes = {.ttl = 1us, .negativeTtl = negativeTtl, .staleIfError = window}}, 2);
    plan.workforce = {.workers = 1, .queue = 0};
    plan.page.catalogue.pages = 2;
    plan.page.delay = 1s;
    const auto server = servers::BuiltInServer::start(plan).value();
    QCOMPARE(getOnce(server->url(), "/pages/1").value_or(Answer()).status, 200u);
    // The page is expired and the only worker taken: the origin answers 503.
    RawClient blocker(server->url());
    blocker.send("GET /pages/0 HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "in_service"), 1, kLimit);
    for (int i = 0; i < 10; ++i) {
        const auto answer = getOnce(server->url(), "/pages/1").value_or(Answer());
        if (stat(server->adminUrl(), "in_service") == 0)
            break; // so slow a machine that the worker is free again
        QVERIFY2(answer.status == status, answer.field("cache-status").c_str());
        QCOMPARE(answer.field("x-cache"), std::string(status == 200 ? "STALE" : "MISS"));
        QVERIFY(status != 200 || answer.field("cache-status").starts_with("escala; fwd=stale; fwd-status=503; ttl=-"));
        QVERIFY(status != 200 || answer.field("cache-status").ends_with("; detail=stale-if-error"));
        QCOMPARE(answer.fields.count("retry-after"), status == 200 ? 0u : 1u);
    }
}

void TestCachedServer::purgesByPrefix()
{
    const auto server = servers::BuiltInServer::start(planWith(0s, {})).value();
    for (const char *target : {"/?a", "/?ab", "/?b"})
        static_cast<void>(cacheStatus(server->url(), target));
    const auto purge = [&server](const std::string &query) {
        return getOnce(server->adminUrl(), "/cache?" + query, {}, "DELETE").value_or(Answer()).body;
    };
    QCOMPARE(purge("prefix=%2F%3Fa"), std::string("{\"removed\":2}\n"));
    QCOMPARE(purge("prefix=%2F%3Fa"), std::string("{\"removed\":0}\n"));
    QVERIFY(cacheStatus(server->url(), "/?b").contains("hit"));
    QCOMPARE(purge("prefix=http%3A%2F%2Fany%2F"), std::string("{\"removed\":1}\n"));
}

void TestCachedServer::purgedWhileFetchedIsNotStored()
{
    auto plan = planWith(200ms, {}, 2);
    const auto server = servers::BuiltInServer::start(plan).value();
    RawClient client(server->url());
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "in_service"), 1, kLimit);
    static_cast<void>(getOnce(server->adminUrl(), "/cache", {}, "DELETE"));
    QCOMPARE(client.answer().value_or(Answer()).field("cache-status"), std::string("escala; fwd=miss"));
    QCOMPARE(stat(server->adminUrl(), "cache.entries"), 0);
}

QTEST_GUILESS_MAIN(TestCachedServer)
#include "tst_cached_server.moc"
