#include "engine_run.h"
#include "h2_script.h"

#include <QTest>

#include <condition_variable>
#include <mutex>

using namespace std::chrono_literals;
using escala::load::ArrivalLaw;
using escala::load::LoadPlan;
using escala::load::Model;
using escala::load::parseStages;

namespace {

LoadPlan openPlan(double rate, std::chrono::nanoseconds duration)
{
    LoadPlan plan;
    plan.model = Model::Open;
    plan.rate = rate;
    plan.duration = duration;
    plan.threads = 1;
    plan.http2 = true;
    plan.streams = 10;
    plan.connections = 2;
    plan.drainLimit = 10s;
    return plan;
}

}

/// When requests begin over HTTP/2, and for how long its connections are kept.
class TestHttp2Load : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheSchedule_data();
    void keepsTheSchedule();
    void identityHolds();
    void dropsPastTheCap();
    void requestsOfAConnection_data();
    void requestsOfAConnection();
    void wornOutWhileOthersAreUnderWay();
    void wornOutWithRefusals();
};

void TestHttp2Load::keepsTheSchedule_data()
{
    QTest::addColumn<LoadPlan>("plan");
    QTest::addColumn<quint64>("count");
    auto plan = openPlan(1000, 1s);
    QTest::newRow("evenly") << plan << quint64{1000};
    plan.threads = 2;
    QTest::newRow("two threads") << plan << quint64{1000};
    plan.connections = 1;
    plan.streams = 1;
    QTest::newRow("one stream") << plan << quint64{1000};
    plan = openPlan(0, 1s);
    plan.duration.reset();
    plan.stages = parseStages("ramp 0..400 1s, hold 400 500ms, spike 2000 100ms").value();
    QTest::newRow("by stages") << plan << quint64{600};
    plan = openPlan(1000, 10s);
    plan.requests = 301;
    QTest::newRow("by count") << plan << quint64{301};
    plan = openPlan(1000, 1s);
    plan.arrivals = ArrivalLaw::Poisson;
    plan.warmup = 50ms;
    plan.coldRequest = true;
    QTest::newRow("at random, after a warm-up") << plan << quint64{0};
}

// What is due by the schedule is sent, all of it, and nothing else; 0 is for a number that the seed decides.
void TestHttp2Load::keepsTheSchedule()
{
    QFETCH(const LoadPlan, plan);
    QFETCH(const quint64, count);
    const ScriptServer server(speaking(ok));
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
    const auto last = run.finish();
    const auto &target = last->targets.front();
    const auto &ledger = target.summary.ledger;
    QVERIFY(run.alwaysBalanced());
    QVERIFY(ledger.scheduled > 0);
    if (count > 0)
        QCOMPARE(quint64(ledger.scheduled), count);
    QCOMPARE(ledger.ok, ledger.scheduled);
    QCOMPARE(ledger.sent + target.warmupRequests, server.requests());
    QVERIFY(server.connections() <= *plan.connections * plan.threads);
    std::uint64_t offered = 0;
    for (const auto &point : target.seconds)
        offered += point.offered;
    QCOMPARE(offered, ledger.scheduled);
}

// response = lag + wait + service for every request, so for the sums too, which histograms keep exactly.
void TestHttp2Load::identityHolds()
{
    const ScriptServer server(speaking(ok, {.maxStreams = 3}));
    EngineRun run;
    QCOMPARE(run.start(openPlan(3000, 500ms), {localUrl(server.port())}), std::string());
    const auto last = run.finish();
    const auto &total = *last->targets.front().total;
    QCOMPARE(total.response.count(), 1500UL);
    const std::chrono::duration<double> apart =
        total.response.mean() - total.lag.mean() - total.wait.mean() - total.service.mean();
    QVERIFY2(std::abs(apart.count()) < 1e-9, qPrintable(QString::number(apart.count())));
}

// Nothing is answered, so 7 are under way and all others find the cap.
void TestHttp2Load::dropsPastTheCap()
{
    const ScriptServer server(speaking([](H2Peer &, std::int32_t) { }));
    LoadPlan plan = openPlan(500, 1s);
    plan.maxInFlight = 7;
    plan.drainLimit = 0s;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
    const auto last = run.finish();
    const auto &ledger = last->targets.front().summary.ledger;
    QVERIFY(run.alwaysBalanced());
    QCOMPARE(ledger.scheduled, 500UL);
    QCOMPARE(ledger.dropped, 493UL);
    QCOMPARE(ledger.sent, 7UL);
    QCOMPARE(ledger.aborted, 7UL);
    QCOMPARE(server.requests(), 7UL);
}

void TestHttp2Load::requestsOfAConnection_data()
{
    QTest::addColumn<unsigned>("streams");
    QTest::addColumn<unsigned>("each");
    QTest::addColumn<quint64>("requests");
    QTest::addColumn<quint64>("connections");
    QTest::newRow("one after the other") << 1U << 4U << quint64{14} << quint64{4};
    QTest::newRow("one each") << 1U << 1U << quint64{5} << quint64{5};
    QTest::newRow("several at a time") << 5U << 10U << quint64{100} << quint64{10};
    QTest::newRow("fewer than streams") << 10U << 3U << quint64{30} << quint64{10};
    QTest::newRow("never reached") << 5U << 1000U << quint64{100} << quint64{1};
}

void TestHttp2Load::requestsOfAConnection()
{
    QFETCH(const unsigned, streams);
    QFETCH(const unsigned, each);
    QFETCH(const quint64, requests);
    QFETCH(const quint64, connections);
    const ScriptServer server(speaking(ok));
    LoadPlan plan = smallPlan(requests);
    plan.users = 1;
    plan.http2 = true;
    plan.streams = streams;
    plan.connection.requestsEach = each;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
    const auto summary = run.finish()->targets.front().summary;
    QVERIFY(run.alwaysBalanced());
    QCOMPARE(quint64(summary.ledger.ok), requests);
    QCOMPARE(quint64(server.requests()), requests);
    QCOMPARE(quint64(server.connections()), connections);
    QCOMPARE(quint64(summary.connectionsOpened), connections);
}

// The first stream of each connection is answered only once another connection has come.
void TestHttp2Load::wornOutWhileOthersAreUnderWay()
{
    std::mutex mutex;
    std::condition_variable changed;
    std::uint64_t opened = 0;
    const ScriptServer server([&](ScriptConnection &connection) {
        const std::uint64_t number = [&] {
            const std::scoped_lock lock(mutex);
            changed.notify_all();
            return ++opened;
        }();
        speaking([&](H2Peer &peer, std::int32_t stream) {
            if (stream == 1 && number < 5) {
                std::unique_lock lock(mutex);
                changed.wait(lock, [&] { return opened > number; });
            }
            ok(peer, stream);
        })(connection);
    });
    LoadPlan plan = smallPlan(10);
    plan.users = 1;
    plan.http2 = true;
    plan.streams = 4;
    plan.connection.requestsEach = 2;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
    const auto summary = run.finish()->targets.front().summary;
    QVERIFY(run.alwaysBalanced());
    QCOMPARE(summary.ledger.ok, 10UL);
    QCOMPARE(server.connections(), 5UL);
}

// A stream that the server refuses is one of its connection's requests; the request goes over another.
void TestHttp2Load::wornOutWithRefusals()
{
    const ScriptServer server(speaking([](H2Peer &peer, std::int32_t stream) {
        if (stream == 1)
            peer.reset(stream, NGHTTP2_REFUSED_STREAM);
        else
            ok(peer, stream);
    }));
    LoadPlan plan = smallPlan(20);
    plan.users = 1;
    plan.http2 = true;
    plan.connection.requestsEach = 5;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
    const auto summary = run.finish()->targets.front().summary;
    QVERIFY(run.alwaysBalanced());
    QCOMPARE(summary.ledger.ok, 20UL);
    QCOMPARE(server.requests(), 25UL);
    QCOMPARE(server.connections(), 5UL);
}

QTEST_GUILESS_MAIN(TestHttp2Load)
#include "tst_http2_load.moc"
