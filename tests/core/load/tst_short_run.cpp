#include "engine_run.h"
#include "script_server.h"

#include <QTest>

#include <future>
#include <string_view>

using namespace escala;

/// The course of a run shorter than a second is made of its single requests: it must add up to the totals.
class TestShortRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bytesAddUp_data();
    void bytesAddUp();
    void endsForItselfBesideASlowOne();
};

namespace {

constexpr int kPatience = 30'000;

constexpr std::string_view kAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhola\n";
constexpr std::string_view kHalf = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nho";

}

void TestShortRun::bytesAddUp_data()
{
    QTest::addColumn<std::string>("answer");
    QTest::addColumn<bool>("whole");
    QTest::newRow("answers") << std::string(kAnswer) << true;
    QTest::newRow("answers cut short") << std::string(kHalf) << false;
}

void TestShortRun::bytesAddUp()
{
    QFETCH(const std::string, answer);
    QFETCH(const bool, whole);
    constexpr std::uint64_t kRequests = 20;
    const ScriptServer server([answer, whole](ScriptConnection &connection) {
        while (!connection.request().empty()) {
            connection.send(answer);
            if (!whole)
                return; // which closes it
        }
    });
    EngineRun run;
    QCOMPARE(run.start(smallPlan(kRequests), {localUrl(server.port())}), std::string());
    const auto target = run.finish()->targets.front();
    QCOMPARE(target.summary.ledger.ok, whole ? kRequests : 0);
    QCOMPARE(target.summary.bytesReceived, kRequests * answer.size());
    std::uint64_t inSeries = 0;
    for (const auto &point : target.seconds)
        inSeries += point.bytesReceived;
    QCOMPARE(inSeries, kRequests * answer.size());
}

/// While the slow side waits for an answer, the quick one shows what the result will say of it.
void TestShortRun::endsForItselfBesideASlowOne()
{
    std::promise<void> seen;
    const auto opened = seen.get_future().share();
    const ScriptServer quick(ScriptServer::answeringOk());
    const ScriptServer slow([opened](ScriptConnection &connection) {
        while (!connection.request().empty()) {
            opened.wait();
            connection.send(kAnswer);
        }
    });
    EngineRun run;
    QCOMPARE(run.start(smallPlan(20), {localUrl(quick.port()), localUrl(slow.port())}), std::string());
    metrics::SnapshotPtr early;
    const auto isDone = [&] {
        for (const auto &snapshot : run.snapshots()) {
            if (!early && snapshot->targets.front().phase == metrics::TargetPhase::Done)
                early = snapshot;
        }
        return early != nullptr;
    };
    const bool done = QTest::qWaitFor(isDone, kPatience);
    seen.set_value();
    const auto last = run.finish();
    QVERIFY(done);
    QVERIFY(!early->finished);
    const auto &then = early->targets.front();
    const auto &now = last->targets.front();
    QCOMPARE(then.summary.duration.count(), now.summary.duration.count());
    QCOMPARE(then.summary.achievedRps, now.summary.achievedRps);
    QCOMPARE(then.summary.response.p99.count(), now.summary.response.p99.count());
    QVERIFY(then.series == now.series);
    QVERIFY(then.seconds == now.seconds);
    QVERIFY(then.total != nullptr);
    QVERIFY(then.series.size() > 1); // a course, not one point
    QVERIFY(early->targets.back().total == nullptr);
    QCOMPARE(last->targets.back().summary.ledger.ok, std::uint64_t{20});
}

QTEST_GUILESS_MAIN(TestShortRun)
#include "tst_short_run.moc"
