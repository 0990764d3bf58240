#include "engine_run.h"
#include "h2_script.h"

#include <QTest>

using namespace std::chrono_literals;
using escala::load::LoadPlan;
using escala::metrics::ErrorKind;
using escala::metrics::Protocol;

namespace {

/// 200 requests by two users with ten streams each.
LoadPlan http2Plan(std::uint64_t requests = 200, std::uint32_t streams = 10)
{
    LoadPlan plan = smallPlan(requests);
    plan.http2 = true;
    plan.streams = streams;
    return plan;
}

std::uint64_t errorsOf(const escala::metrics::Summary &summary, ErrorKind kind)
{
    return summary.errors[static_cast<std::size_t>(kind)];
}

/// Starts a run on 127.0.0.1 and waits for its end.
escala::metrics::SnapshotPtr finished(EngineRun &run, const LoadPlan &plan, std::uint16_t port)
{
    const auto problem = run.start(plan, {localUrl(port)});
    if (!problem.empty())
        qFatal("%s", problem.c_str());
    return run.finish();
}

}

/// Runs over HTTP/2 against a peer that does what a script says.
class TestHttp2 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void counts_data();
    void counts();
    void waitingForAStream();
    void bodiesBothWays();
    void refusedStreamsAreSentAgain();
    void refusedForEver();
    void resetStreams();
    void goAwayInMidRun();
    void connectionLostInMidRun();
    void notHttp2_data();
    void notHttp2();
    void timeoutsCancelStreams();
    void stoppedInMidRun();
    void nobodyListens();
    void badPlans_data();
    void badPlans();
};

void TestHttp2::counts_data()
{
    QTest::addColumn<LoadPlan>("plan");
    QTest::newRow("a stream") << http2Plan(200, 1);
    QTest::newRow("many streams") << http2Plan(5000, 50);
    QTest::newRow("more streams than requests") << http2Plan(7, 50);
    QTest::newRow("more streams than the server allows") << http2Plan(2000, 150);
    auto plan = http2Plan();
    plan.threads = 2;
    QTest::newRow("two threads") << plan;
    plan.coldRequest = true;
    plan.warmup = 50ms;
    QTest::newRow("cold request and warm-up") << plan;
    plan = http2Plan();
    plan.requests.reset();
    plan.duration = 200ms;
    QTest::newRow("by time") << plan;
}

void TestHttp2::counts()
{
    QFETCH(const LoadPlan, plan);
    const ScriptServer server(speaking(ok));
    EngineRun run;
    const auto last = finished(run, plan, server.port());
    const auto &target = last->targets.front();
    const auto &summary = target.summary;
    QVERIFY(run.alwaysBalanced());
    if (plan.requests)
        QCOMPARE(summary.ledger.ok, *plan.requests);
    QVERIFY(summary.ledger.ok > 0);
    QCOMPARE(summary.ledger.ok, summary.ledger.sent);
    QCOMPARE(summary.ledger.sent + target.warmupRequests, server.requests());
    QVERIFY(summary.connectionsOpened >= 1); // one may have carried nothing but warm-up
    QVERIFY(summary.connectionsOpened <= server.connections());
    QVERIFY(server.connections() <= 2);
    QCOMPARE(summary.cache[0], summary.ledger.ok);
    QCOMPARE(target.protocol, Protocol::Http2);
    QVERIFY(summary.bytesReceived > summary.ledger.ok * 4);
    QVERIFY(summary.bytesSent > summary.ledger.ok * 9);
}

// It is in the response time, not in the service time. When the server reads stream 81 it has allowed three streams for
// long, so 17 of the 20 wait, and do so for as long as it stands still: at least, however busy the machine is.
void TestHttp2::waitingForAStream()
{
    static constexpr auto stall = 100ms;
    const ScriptServer server(speaking(
        [](H2Peer &peer, std::int32_t stream) {
            if (stream == 81)
                std::this_thread::sleep_for(stall);
            ok(peer, stream);
        },
        {.maxStreams = 3}));
    LoadPlan plan = http2Plan(200, 20);
    plan.users = 1;
    EngineRun run;
    const auto summary = finished(run, plan, server.port())->targets.front().summary;
    QCOMPARE(summary.ledger.ok, 200UL);
    QCOMPARE(summary.response.count, 200UL);
    QCOMPARE(summary.service.count, 200UL);
    QCOMPARE(summary.wait.count, 200UL);
    QCOMPARE(summary.lag.count, 200UL);
    const auto outsideService = (summary.response.mean - summary.service.mean) * 200;
    QCOMPARE_GE(outsideService.count(), std::chrono::duration<double>(17 * stall).count());
    QVERIFY(summary.ttfb.mean <= summary.service.mean);
}

void TestHttp2::bodiesBothWays()
{
    const ScriptServer server(
        speaking([](H2Peer &peer, std::int32_t stream) { peer.respond(stream, {}, peer.request(stream).body); }));
    LoadPlan plan = http2Plan(40);
    plan.request.method = "POST";
    plan.request.body = std::string(300'000, 'x');
    EngineRun run;
    const auto summary = finished(run, plan, server.port())->targets.front().summary;
    QCOMPARE(summary.ledger.ok, 40UL);
    QVERIFY(summary.bytesSent > 40 * plan.request.body.size());
    QVERIFY(summary.bytesReceived > 40 * plan.request.body.size());
}

void TestHttp2::refusedStreamsAreSentAgain()
{
    const ScriptServer server(speaking([](H2Peer &peer, std::int32_t stream) {
        if (stream % 3 == 0)
            peer.reset(stream, NGHTTP2_REFUSED_STREAM);
        else
            ok(peer, stream);
    }));
    EngineRun run;
    const auto summary = finished(run, http2Plan(), server.port())->targets.front().summary;
    QVERIFY(run.alwaysBalanced());
    QCOMPARE(summary.ledger.ok, 200UL);
    QCOMPARE(summary.ledger.sent, 200UL);
    QVERIFY(server.requests() > 200);
    QCOMPARE(server.connections(), 2UL);
}

void TestHttp2::refusedForEver()
{
    const ScriptServer server(
        speaking([](H2Peer &peer, std::int32_t stream) { peer.reset(stream, NGHTTP2_REFUSED_STREAM); }));
    EngineRun run;
    const auto summary = finished(run, http2Plan(20), server.port())->targets.front().summary;
    QVERIFY(run.alwaysBalanced());
    QCOMPARE(errorsOf(summary, ErrorKind::Reset), 20UL);
}

void TestHttp2::resetStreams()
{
    const ScriptServer server(speaking([](H2Peer &peer, std::int32_t stream) {
        if (stream == 5)
            peer.reset(stream, NGHTTP2_INTERNAL_ERROR);
        else
            ok(peer, stream);
    }));
    EngineRun run;
    const auto summary = finished(run, http2Plan(), server.port())->targets.front().summary;
    QVERIFY(run.alwaysBalanced());
    QCOMPARE(summary.ledger.ok, 198UL);
    QCOMPARE(errorsOf(summary, ErrorKind::Reset), 2UL); // one on each connection, which goes on
    QCOMPARE(summary.byStatus.at(escala::metrics::StatusClass::NoAnswer).service.count, 2UL);
    QCOMPARE(server.connections(), 2UL);
    QCOMPARE(server.requests(), 200UL);
}

// Streams up to 9 are finished where they are; later ones, and new requests, go over another connection.
void TestHttp2::goAwayInMidRun()
{
    const ScriptServer server(speaking([](H2Peer &peer, std::int32_t stream) {
        if (stream == 9)
            peer.goAway(9);
        if (stream <= 9)
            ok(peer, stream);
    }));
    EngineRun run;
    const auto summary = finished(run, http2Plan(), server.port())->targets.front().summary;
    QVERIFY(run.alwaysBalanced());
    QCOMPARE(summary.ledger.ok, 200UL);
    QCOMPARE(summary.ledger.sent, 200UL);
    QVERIFY(server.connections() >= 40); // five requests each
}

void TestHttp2::connectionLostInMidRun()
{
    const ScriptServer server([](ScriptConnection &connection) {
        if (connection.number > 0)
            return speaking(ok)(connection);
        H2Peer peer([](H2Peer &, std::int32_t) { });
        connection.send(peer.output());
        while (peer.requests() < 10 && peer.feed(connection.bytes())) { }
        connection.reset();
    });
    LoadPlan plan = http2Plan();
    plan.users = 1;
    EngineRun run;
    const auto summary = finished(run, plan, server.port())->targets.front().summary;
    QVERIFY(run.alwaysBalanced());
    QCOMPARE(errorsOf(summary, ErrorKind::Reset), 10UL); // all of its streams
    QCOMPARE(summary.ledger.ok, 190UL);
    QCOMPARE(server.connections(), 2UL);
}

void TestHttp2::notHttp2_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("HTTP/1.1") << QByteArray("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("garbage") << QByteArray(100, '\xa7');
    QTest::newRow("settings, then a frame over the limit")
        << QByteArray("\0\0\0\x4\0\0\0\0\0\xff\0\0\0\0\0\0\0\x1", 18);
}

void TestHttp2::notHttp2()
{
    QFETCH(const QByteArray, bytes);
    const ScriptServer server([&](ScriptConnection &connection) {
        static_cast<void>(connection.bytes());
        connection.send(bytes.toStdString());
        connection.waitForClose();
    });
    EngineRun run;
    const auto summary = finished(run, http2Plan(20), server.port())->targets.front().summary;
    QVERIFY(run.alwaysBalanced());
    QCOMPARE(summary.ledger.ok, 0UL);
    QCOMPARE(errorsOf(summary, ErrorKind::Protocol), 20UL);
}

void TestHttp2::timeoutsCancelStreams()
{
    std::atomic<std::uint64_t> cancelled = 0;
    const ScriptServer server([&](ScriptConnection &connection) {
        H2Peer peer([](H2Peer &of, std::int32_t stream) {
            if (stream != 3)
                ok(of, stream);
        });
        std::string bytes;
        for (bool goesOn = connection.send(peer.output()); goesOn;) {
            bytes = connection.bytes();
            goesOn = !bytes.empty() && peer.feed(bytes) && connection.send(peer.output());
            cancelled = peer.resets().size();
        }
    });
    LoadPlan plan = http2Plan();
    plan.users = 1;
    plan.requests.reset();
    plan.duration = 600ms; // all other streams are answered meanwhile
    plan.responseTimeout = 100ms;
    EngineRun run;
    const auto summary = finished(run, plan, server.port())->targets.front().summary;
    QVERIFY(run.alwaysBalanced());
    QCOMPARE(errorsOf(summary, ErrorKind::Timeout), 1UL);
    QCOMPARE(cancelled.load(), 1UL);
    QCOMPARE(server.connections(), 1UL);
    QVERIFY(summary.ledger.ok > 0);
}

void TestHttp2::stoppedInMidRun()
{
    const ScriptServer server(speaking([](H2Peer &peer, std::int32_t stream) {
        if (stream < 100)
            ok(peer, stream);
    }));
    EngineRun run;
    QCOMPARE(run.start(http2Plan(100'000), {localUrl(server.port())}), std::string());
    QTRY_VERIFY_WITH_TIMEOUT(server.requests() > 100, 30'000);
    run.engine().stop();
    const auto summary = run.finish()->targets.front().summary;
    QVERIFY(run.alwaysBalanced());
    QCOMPARE(summary.ledger.ok + summary.ledger.aborted, summary.ledger.sent);
    QCOMPARE(summary.ledger.sent, server.requests());
    QCOMPARE(summary.ledger.aborted, 20UL);
}

void TestHttp2::nobodyListens()
{
    const ClosedPort port;
    EngineRun run;
    const auto last = finished(run, http2Plan(20), port.port());
    const auto &summary = last->targets.front().summary;
    QVERIFY(run.alwaysBalanced());
    QCOMPARE(errorsOf(summary, ErrorKind::Refused), 20UL);
    QVERIFY(!last->targets.front().protocol);
}

void TestHttp2::badPlans_data()
{
    QTest::addColumn<LoadPlan>("plan");
    QTest::addColumn<QString>("says");
    auto plan = http2Plan(1, 0);
    QTest::newRow("no stream") << plan << "streams must be 1 to 1000, not 0";
    plan.streams = 1001;
    QTest::newRow("too many streams") << plan << "streams must be 1 to 1000, not 1001";
    plan.streams = 2;
    plan.http2 = false;
    QTest::newRow("streams of HTTP/1.1") << plan << "streams above 1 need HTTP/2";
    plan.http2 = true;
    plan.keepAlive = false;
    QTest::newRow("without keep-alive") << plan << "keep-alive";
    plan.keepAlive = true;
    plan.users = 100'000;
    plan.streams = 11;
    QTest::newRow("too many in all") << plan << "users times streams";
}

void TestHttp2::badPlans()
{
    QFETCH(const LoadPlan, plan);
    QFETCH(const QString, says);
    const auto problem = escala::load::problemOf(plan);
    QVERIFY2(problem.contains(says.toStdString()), problem.c_str());
}

QTEST_GUILESS_MAIN(TestHttp2)
#include "tst_http2.moc"
