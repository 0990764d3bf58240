#include "engine_run.h"
#include "script_server.h"

#include <QTest>

#include <algorithm>
#include <condition_variable>

using namespace std::chrono_literals;
using escala::load::LoadEngine;
using escala::load::LoadPlan;
using escala::load::Order;
using escala::metrics::CacheResult;
using escala::metrics::SnapshotPtr;
using escala::metrics::TargetPhase;

Q_DECLARE_METATYPE(LoadPlan)

namespace {

/// Answers after a delay, which a client can't measure as shorter.
ScriptServer::Script answeringAfter(std::chrono::milliseconds delay)
{
    return [delay](ScriptConnection &connection) {
        while (!connection.request().empty()) {
            std::this_thread::sleep_for(delay);
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhola\n");
        }
    };
}

LoadPlan byDuration(std::chrono::nanoseconds duration)
{
    LoadPlan plan = smallPlan();
    plan.requests.reset();
    plan.duration = duration;
    return plan;
}

}

/// What a run counts, and how it ends.
class TestLoadEngine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countIsExact_data();
    void countIsExact();
    void durationCountsAlike();
    void firstLimitEnds();
    void coldAndWarmupAreApart();
    void delayIsMeasured();
    void drainIsInTheLatencyOnly();
    void oneAfterTheOther();
    void marksOfASequenceNameTheirTarget();
    void inTurns();
    void cacheAndStatusAreCounted();
    void requestIsSentAsPlanned();
    void largeBody();
    void stopKeepsWhatWasMeasured();
    void stopDuringColdRequest();
    void hammeredStartAndStop();
    void destroyedInMidRun();
    void serverDiesInMidRun();
    void refusals_data();
    void refusals();
};

void TestLoadEngine::countIsExact_data()
{
    QTest::addColumn<LoadPlan>("plan");
    const auto row = [](const char *name, std::uint32_t users, std::uint32_t threads, std::uint64_t requests,
                        bool keep) {
        LoadPlan plan = smallPlan(requests);
        plan.users = users;
        plan.threads = threads;
        plan.keepAlive = keep;
        QTest::newRow(name) << plan;
    };
    row("one user, one request", 1, 1, 1, true);
    row("more users than requests", 10, 1, 3, true);
    row("one thread", 7, 1, 1003, true);
    row("three threads", 7, 3, 1003, true);
    row("three threads, fewer requests than users", 9, 3, 5, true);
    row("without keep-alive", 5, 1, 103, false);
    row("without keep-alive, three threads", 5, 3, 103, false);
}

void TestLoadEngine::countIsExact()
{
    QFETCH(const LoadPlan, plan);
    const ScriptServer server(ScriptServer::answeringOk());
    const ScriptServer other(ScriptServer::answeringOk());
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port()), localUrl(other.port())}), std::string());
    const auto last = run.finish();
    QVERIFY(run.alwaysBalanced());
    for (const auto &target : last->targets) {
        const auto &summary = target.summary;
        QCOMPARE(summary.ledger.scheduled, *plan.requests);
        QCOMPARE(summary.ledger.ok, *plan.requests);
        QCOMPARE(summary.response.count, *plan.requests);
        if (plan.keepAlive) // a user that finds all requests taken opens none
            QVERIFY(summary.connectionsOpened <= plan.users);
        else
            QCOMPARE(summary.connectionsOpened, *plan.requests);
        QVERIFY(summary.duration.count() > 0);
        QVERIFY(summary.achievedRps > 0);
        QVERIFY(target.total != nullptr);
        std::uint64_t inSeries = 0;
        for (const auto &point : target.seconds)
            inSeries += point.requests;
        QCOMPARE(inSeries, *plan.requests);
    }
    QCOMPARE(server.requests(), *plan.requests);
    QCOMPARE(other.requests(), *plan.requests);
    QCOMPARE(last->progress, 1.0);
}

void TestLoadEngine::durationCountsAlike()
{
    const ScriptServer server(ScriptServer::answeringOk());
    LoadPlan plan = byDuration(300ms);
    plan.users = 6;
    plan.threads = 3;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
    const auto last = run.finish();
    const auto &summary = last->targets.front().summary;
    QVERIFY(summary.ledger.ok > 6);
    QCOMPARE(summary.ledger.ok, server.requests());
    QCOMPARE(summary.ledger.aborted, 0UL);
    QCOMPARE(summary.duration.count(), 0.3);
    QVERIFY(summary.achievedRps <= static_cast<double>(summary.ledger.ok) / 0.3);
    QVERIFY(run.alwaysBalanced());
    QCOMPARE(last->remaining, std::optional(0ns));
}

void TestLoadEngine::firstLimitEnds()
{
    const ScriptServer server(ScriptServer::answeringOk());
    LoadPlan plan = byDuration(1h);
    plan.requests = 50;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
    const auto last = run.finish();
    QCOMPARE(last->targets.front().summary.ledger.ok, 50UL);
    QVERIFY(last->targets.front().summary.duration < 60s);
}

void TestLoadEngine::coldAndWarmupAreApart()
{
    const ScriptServer server([](ScriptConnection &connection) {
        for (bool first = connection.number == 0; !connection.request().empty(); first = false) {
            if (first)
                std::this_thread::sleep_for(60ms); // the cache is filled
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        }
    });
    LoadPlan plan = smallPlan(40);
    plan.coldRequest = true;
    plan.warmup = 50ms;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
    const auto last = run.finish();
    const auto &target = last->targets.front();
    QVERIFY(target.cold.has_value());
    QVERIFY(*target.cold >= 60ms);
    QCOMPARE(target.summary.ledger.ok, 40UL);
    QVERIFY(target.warmupRequests > 1);
    QCOMPARE(target.warmupResponses, target.warmupRequests);
    QCOMPARE(target.warmupRequests + target.summary.ledger.sent, server.requests());
    // Those that carried measured requests, whenever they were opened; one may have been quick enough to carry all.
    QVERIFY(target.summary.connectionsOpened >= 1);
    QVERIFY(target.summary.connectionsOpened <= 2);
    QCOMPARE(server.connections(), 2UL);
}

// Every percentile of a server that sleeps is at least its delay; no upper bound can be asked of a busy machine.
void TestLoadEngine::delayIsMeasured()
{
    const ScriptServer server(answeringAfter(20ms));
    LoadPlan plan = smallPlan(40);
    plan.users = 4;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
    const auto &summary = run.finish()->targets.front().summary;
    for (const auto &statistics : {summary.response, summary.service, summary.ttfb}) {
        QCOMPARE(statistics.count, 40UL);
        QVERIFY(statistics.min >= 20ms);
        QVERIFY(statistics.p50 >= 20ms);
        QVERIFY(statistics.max < 30s);
    }
    QVERIFY(summary.response.mean >= summary.service.mean);
    QVERIFY(summary.duration >= 200ms);
    QVERIFY(summary.achievedRps <= 200);
}

void TestLoadEngine::drainIsInTheLatencyOnly()
{
    const ScriptServer server(answeringAfter(200ms));
    LoadPlan plan = byDuration(100ms);
    plan.drainLimit = 60s;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
    const auto &summary = run.finish()->targets.front().summary;
    QCOMPARE(summary.ledger.ok, 2UL);
    QCOMPARE(summary.response.count, 2UL);
    QCOMPARE(summary.achievedRps, 0.0);
    QCOMPARE(summary.duration.count(), 0.1);
}

void TestLoadEngine::oneAfterTheOther()
{
    const ScriptServer first(ScriptServer::answeringOk());
    const ScriptServer second(ScriptServer::answeringOk());
    LoadPlan plan = byDuration(250ms);
    plan.order = Order::Sequential;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(first.port()), localUrl(second.port())}), std::string());
    const auto last = run.finish();
    QVERIFY(last->elapsed >= 500ms);
    QCOMPARE(last->targets[0].summary.ledger.ok, first.requests());
    QCOMPARE(last->targets[1].summary.ledger.ok, second.requests());
    QVERIFY(second.requests() > 0);
    for (const SnapshotPtr &snapshot : run.snapshots()) {
        const bool bothAtOnce = snapshot->targets[0].phase == TargetPhase::Measuring
            && snapshot->targets[1].phase == TargetPhase::Measuring;
        QVERIFY(!bothAtOnce);
    }
}

// Each target has a time of its own, and a level that is kept is a change at its start.
void TestLoadEngine::marksOfASequenceNameTheirTarget()
{
    const ScriptServer first(ScriptServer::answeringOk());
    const ScriptServer second(ScriptServer::answeringOk());
    LoadPlan plan = byDuration(500ms);
    plan.order = Order::Sequential;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(first.port()), localUrl(second.port())}), std::string());
    run.engine().setLevel(1.0);
    const auto marks = run.finish()->marks;
    QCOMPARE(marks.size(), 2UL);
    QCOMPARE(marks[0].target, std::optional(std::size_t{0}));
    QCOMPARE(marks[1].target, std::optional(std::size_t{1}));
    QCOMPARE(marks[1].at.count(), 0);
    QCOMPARE(marks[1].level, 1.0);
}

void TestLoadEngine::inTurns()
{
    const ScriptServer first(answeringAfter(2ms));
    const ScriptServer second(answeringAfter(2ms));
    LoadPlan plan = byDuration(1200ms);
    plan.order = Order::Interleaved;
    plan.warmup = 20ms;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(first.port()), localUrl(second.port())}), std::string());
    const auto last = run.finish();
    QVERIFY(last->elapsed >= 2400ms);
    for (const auto &target : last->targets) {
        QCOMPARE(target.summary.duration.count(), 1.2);
        QCOMPARE(target.summary.connectionsOpened, 2UL); // kept while paused
        QVERIFY(target.summary.ledger.ok > 0);
        QCOMPARE(target.summary.failed(), 0UL);
        QVERIFY(target.seconds.size() >= 2);
        QVERIFY(target.seconds[1].requests > 0); // measured time has no holes where the others had their turns
    }
    QCOMPARE(last->targets[0].warmupRequests + last->targets[0].summary.ledger.ok, first.requests());
    QCOMPARE(last->targets[1].warmupRequests + last->targets[1].summary.ledger.ok, second.requests());
}

void TestLoadEngine::cacheAndStatusAreCounted()
{
    const ScriptServer server([](ScriptConnection &connection) {
        for (int i = 0; !connection.request().empty(); ++i) {
            connection.send(i % 2 == 0
                                ? "HTTP/1.1 200 OK\r\nCache-Status: escala; hit; ttl=9\r\nContent-Length: 2\r\n\r\nab"
                                : "HTTP/1.1 503 No\r\nCache-Status: escala; fwd=miss\r\nContent-Length: 0\r\n\r\n");
        }
    });
    LoadPlan plan = smallPlan(20);
    plan.users = 1;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
    const auto &summary = run.finish()->targets.front().summary;
    QCOMPARE(summary.cache[static_cast<std::size_t>(CacheResult::Hit)], 10UL);
    QCOMPARE(summary.cache[static_cast<std::size_t>(CacheResult::Miss)], 10UL);
    QCOMPARE(summary.status.at(200), 10UL);
    QCOMPARE(summary.status.at(503), 10UL);
    QCOMPARE(summary.byStatus.size(), 2UL);
    QCOMPARE(summary.byStatus.at(escala::metrics::StatusClass::Success).response.count, 10UL);
    QCOMPARE(summary.byStatus.at(escala::metrics::StatusClass::ServerError).service.count, 10UL);
    QCOMPARE(summary.ledger.ok, 10UL);
    QCOMPARE(summary.ledger.httpError, 10UL);
}

void TestLoadEngine::requestIsSentAsPlanned()
{
    std::mutex mutex;
    std::string seen;
    const ScriptServer server([&](ScriptConnection &connection) {
        for (std::string request; !(request = connection.request()).empty();) {
            {
                const std::scoped_lock lock(mutex);
                seen = request;
            }
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        }
    });
    LoadPlan plan = smallPlan(1);
    plan.request = {.method = "POST", .headers = {{"X-One", "1"}, {"accept", "text/plain"}}, .body = "hello"};
    EngineRun run;
    auto url = localUrl(server.port());
    url.target = "/path?q=1";
    url.userInfo = "me:secret";
    QCOMPARE(run.start(plan, {url}), std::string());
    QCOMPARE(run.finish()->targets.front().summary.ledger.ok, 1UL);
    const std::scoped_lock lock(mutex);
    QCOMPARE(seen,
             fmt::format("POST /path?q=1 HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nUser-Agent: escala/" ESCALA_VERSION
                         "\r\nAuthorization: Basic bWU6c2VjcmV0\r\nX-One: 1\r\naccept: text/plain\r\n"
                         "Content-Length: 5\r\n\r\nhello",
                         server.port()));
}

// More than a socket takes at once: the rest follows when the socket can be written again.
void TestLoadEngine::largeBody()
{
    const ScriptServer server(ScriptServer::answeringOk());
    LoadPlan plan = smallPlan(4);
    plan.request.method = "PUT";
    plan.request.body.assign(8UL << 20U, 'x');
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
    const auto &summary = run.finish()->targets.front().summary;
    QCOMPARE(summary.ledger.ok, 4UL);
    QVERIFY(summary.bytesSent > 4 * plan.request.body.size());
    QCOMPARE(server.requests(), 4UL);
}

void TestLoadEngine::stopKeepsWhatWasMeasured()
{
    std::atomic<int> answered = 0;
    const ScriptServer server([&](ScriptConnection &connection) {
        while (!connection.request().empty()) {
            if (answered++ >= 10)
                return connection.waitForClose(); // the rest stays in flight
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        }
    });
    EngineRun run;
    QCOMPARE(run.start(byDuration(1h), {localUrl(server.port())}), std::string());
    QTRY_COMPARE_WITH_TIMEOUT(server.requests(), 12UL, 30'000);
    run.engine().stop();
    run.engine().stop();
    const auto last = run.finish();
    QVERIFY(last->finished);
    QVERIFY(run.alwaysBalanced());
    const auto &ledger = last->targets.front().summary.ledger;
    QCOMPARE(ledger.sent, 12UL);
    QCOMPARE(ledger.ok, 10UL);
    QCOMPARE(ledger.aborted, 2UL);
    QCOMPARE(last->targets.front().total->response.count(), 10UL);
}

void TestLoadEngine::stopDuringColdRequest()
{
    const ScriptServer server([](ScriptConnection &connection) {
        connection.request();
        connection.waitForClose();
    });
    LoadPlan plan = smallPlan();
    plan.coldRequest = true;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
    QTRY_COMPARE_WITH_TIMEOUT(server.requests(), 1UL, 30'000);
    run.engine().stop();
    const auto last = run.finish();
    QVERIFY(!last->targets.front().cold.has_value());
    QCOMPARE(last->targets.front().warmupRequests, 1UL);
    QCOMPARE(last->targets.front().summary.ledger.sent, 0UL);
    QCOMPARE(last->generator.verdict, escala::metrics::Verdict::Invalid);
}

void TestLoadEngine::hammeredStartAndStop()
{
    const ScriptServer server(ScriptServer::answeringOk());
    std::uint64_t counted = 0;
    std::uint64_t aborted = 0;
    for (int i = 0; i < 100; ++i) {
        LoadPlan plan = byDuration(1h);
        plan.threads = i % 2 == 0 ? 1 : 2;
        EngineRun run;
        QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
        if (i % 3 == 0)
            QTRY_VERIFY_WITH_TIMEOUT(server.requests() > counted, 30'000);
        run.engine().stop();
        const auto last = run.finish();
        QVERIFY(last && last->finished && run.alwaysBalanced());
        counted += last->targets.front().summary.ledger.ok;
        aborted += last->targets.front().summary.ledger.aborted;
    }
    QVERIFY(counted > 0);
    QVERIFY(server.requests() >= counted);
    QVERIFY(server.requests() <= counted + aborted);
}

void TestLoadEngine::destroyedInMidRun()
{
    const ScriptServer server(ScriptServer::answeringOk());
    std::atomic<bool> finished = false;
    {
        LoadEngine engine;
        const auto started = engine.start(byDuration(1h), {localUrl(server.port())},
                                          [&](const SnapshotPtr &snapshot) { finished = snapshot->finished; });
        QVERIFY(started.has_value());
        QTRY_VERIFY_WITH_TIMEOUT(server.requests() > 0, 30'000);
    }
    QVERIFY(finished);
}

void TestLoadEngine::serverDiesInMidRun()
{
    auto server = std::make_unique<ScriptServer>(ScriptServer::answeringOk());
    EngineRun run;
    QCOMPARE(run.start(byDuration(700ms), {localUrl(server->port())}), std::string());
    QTRY_VERIFY_WITH_TIMEOUT(server->requests() > 10, 30'000);
    server.reset();
    const auto last = run.finish();
    QVERIFY(run.alwaysBalanced());
    const auto &summary = last->targets.front().summary;
    QVERIFY(summary.ledger.ok > 0);
    QVERIFY(summary.errors[static_cast<std::size_t>(escala::metrics::ErrorKind::Refused)] > 0);
}

void TestLoadEngine::refusals_data()
{
    QTest::addColumn<LoadPlan>("plan");
    QTest::addColumn<QString>("url");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("words");
    using Kind = escala::load::LoadError::Kind;
    const auto row = [](const char *name, auto change, const QString &url, Kind kind, const QString &words) {
        LoadPlan plan = smallPlan();
        change(plan);
        QTest::newRow(name) << plan << url << static_cast<int>(kind) << words;
    };
    const auto local = QStringLiteral("http://127.0.0.1:1/");
    row("no users", [](LoadPlan &plan) { plan.users = 0; }, local, Kind::BadPlan, QStringLiteral("users"));
    row("no target", [](LoadPlan &) { }, {}, Kind::BadPlan, QStringLiteral("no target"));
    // A label of 64 letters is refused by the resolver itself: no question leaves this machine.
    const QString absurd = QString(64, QLatin1Char('a'));
    row(
        "name that can't exist", [](LoadPlan &) { }, QStringLiteral("http://%1/").arg(absurd), Kind::Unresolvable,
        absurd);
    row(
        "CA file that does not exist", [](LoadPlan &plan) { plan.caFile = "/nonexistent.pem"; },
        QStringLiteral("https://127.0.0.1:1/"), Kind::Tls, QStringLiteral("/nonexistent.pem"));
}

void TestLoadEngine::refusals()
{
    QFETCH(const LoadPlan, plan);
    QFETCH(const QString, url);
    QFETCH(const int, kind);
    QFETCH(const QString, words);
    LoadEngine engine;
    std::vector<escala::http::Url> targets;
    if (!url.isEmpty())
        targets.push_back(escala::http::parseUrl(url.toStdString()).value());
    const auto started = engine.start(plan, targets, nullptr);
    QVERIFY(!started);
    QCOMPARE(static_cast<int>(started.error().kind), kind);
    QVERIFY2(QString::fromStdString(started.error().message).contains(words), started.error().message.c_str());
    engine.stop();
    engine.wait();
}

QTEST_GUILESS_MAIN(TestLoadEngine)
#include "tst_load_engine.moc"
