#include "engine_run.h"
#include "h2_script.h"

#include <QTest>

#include <malloc.h>

#include <algorithm>
#include <cstdint>
#include <vector>

using namespace std::chrono_literals;
using escala::load::LoadPlan;
using escala::load::Model;
using escala::metrics::SnapshotPtr;

Q_DECLARE_METATYPE(LoadPlan)

/// A run takes no more memory the longer it goes on.
class TestMemory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void requestsLeaveNothingBehind_data();
    void requestsLeaveNothingBehind();
};

namespace {

constexpr std::uint64_t kRequests = 400'000;
/// From the first tenth to the end. An interval more in circulation, where the aggregator was late, is 2 MB.
constexpr std::int64_t kMostGrowth = 5'000'000;
/// Between two snapshots: the course of the run is longer by one more.
constexpr std::int64_t kGrowthOfASnapshot = 2'000;
/// Anything kept of each request is more.
constexpr double kMostOfARequest = 1; // byte

std::int64_t heapInUse()
{
    const auto info = ::mallinfo2();
    return static_cast<std::int64_t>(info.uordblks + info.hblkhd);
}

/// After the first tenth of the run.
struct Sample {
    std::uint64_t requests = 0;
    std::int64_t heap = 0;
};

/// Bytes that a request leaves behind, the median between two samples: what grows now and then, by time and not by
/// request, is in few of them.
double growthOfARequest(const std::vector<Sample> &samples)
{
    std::vector<double> growths;
    for (std::size_t i = 1; i < samples.size(); ++i) {
        if (const auto requests = samples[i].requests - samples[i - 1].requests; requests > 0)
            growths.push_back(static_cast<double>(samples[i].heap - samples[i - 1].heap - kGrowthOfASnapshot)
                              / static_cast<double>(requests));
    }
    const auto middle = growths.begin() + std::ssize(growths) / 2;
    std::ranges::nth_element(growths, middle);
    return *middle;
}

LoadPlan plan(Model model, bool http2)
{
    LoadPlan plan = smallPlan(kRequests);
    plan.http2 = http2;
    if (http2)
        plan.streams = 4;
    plan.model = model;
    plan.users = 8;
    plan.maxInFlight = 500;
    if (model == Model::Open) {
        plan.connections = 8;
        // Bursts above what any server answers: connections run out, arrivals wait, and some are dropped.
        plan.stages.assign(500, {.kind = escala::load::Stage::Kind::Spike, .from = 2e6, .to = 2e6, .length = 1ms});
        for (std::size_t i = 1; i < plan.stages.size(); i += 2)
            plan.stages[i] = {.kind = escala::load::Stage::Kind::Hold, .from = 1000, .to = 1000, .length = 20ms};
    }
    return plan;
}

}

void TestMemory::requestsLeaveNothingBehind_data()
{
    QTest::addColumn<LoadPlan>("plan");
    for (const bool http2 : {false, true}) {
        const char *over = http2 ? "HTTP/2" : "HTTP/1.1";
        QTest::addRow("closed model, %s", over) << plan(Model::Closed, http2);
        QTest::addRow("open model, in bursts, with drops, %s", over) << plan(Model::Open, http2);
    }
}

void TestMemory::requestsLeaveNothingBehind()
{
    QFETCH(const LoadPlan, plan);
    const ScriptServer server(plan.http2 ? speaking(ok, {.forgets = true}) : ScriptServer::answeringOk());
    std::vector<Sample> samples;
    samples.reserve(10'000);
    escala::metrics::Ledger ledger;
    escala::load::LoadEngine engine;
    // The aggregator's thread, which calls it, has nothing in hand then but the snapshot.
    const auto started = engine.start(plan, {localUrl(server.port())}, [&](const SnapshotPtr &snapshot) {
        ledger = snapshot->targets.front().summary.ledger;
        const bool isMiddle = snapshot->progress >= 0.1 && !snapshot->finished; // at the end, whole intervals and
        if (isMiddle && samples.size() < samples.capacity()) // histograms are set aside for the result
            samples.push_back({.requests = ledger.scheduled, .heap = heapInUse()});
    });
    QVERIFY(started);
    engine.wait();
    QVERIFY(ledger.balances());
    QCOMPARE(ledger.scheduled, kRequests);
    QCOMPARE(ledger.ok + ledger.dropped, kRequests);
    if (plan.model == Model::Open)
        QVERIFY(ledger.dropped > 0);
    QVERIFY(samples.size() > 5);
    const auto growth = samples.back().heap - samples.front().heap;
    QVERIFY2(growth < kMostGrowth, qPrintable(QStringLiteral("%1 bytes more").arg(growth)));
    QCOMPARE_LT(growthOfARequest(samples), kMostOfARequest);
}

QTEST_GUILESS_MAIN(TestMemory)
#include "tst_memory.moc"
