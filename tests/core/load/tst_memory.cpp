#include "engine_run.h"
#include "script_server.h"

#include <QTest>

#include <malloc.h>

#include <array>

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
/// An interval more in circulation, where the aggregator was late, is 2 MB. Anything kept of each request would be more
/// than this makes: 13 bytes.
constexpr std::int64_t kMostGrowth = 5'000'000;

std::int64_t heapInUse()
{
    const auto info = ::mallinfo2();
    return static_cast<std::int64_t>(info.uordblks + info.hblkhd);
}

LoadPlan plan(Model model)
{
    LoadPlan plan = smallPlan(kRequests);
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
    QTest::newRow("closed model") << plan(Model::Closed);
    QTest::newRow("open model, in bursts, with drops") << plan(Model::Open);
}

void TestMemory::requestsLeaveNothingBehind()
{
    QFETCH(const LoadPlan, plan);
    const ScriptServer server(ScriptServer::answeringOk());
    // The aggregator's thread, which calls it, has nothing in hand then but the snapshot.
    std::int64_t early = 0;
    std::int64_t end = 0;
    escala::metrics::Ledger ledger;
    escala::load::LoadEngine engine;
    const auto started = engine.start(plan, {localUrl(server.port())}, [&](const SnapshotPtr &snapshot) {
        ledger = snapshot->targets.front().summary.ledger;
        if (early == 0 && snapshot->progress >= 0.1)
            early = heapInUse();
        if (!snapshot->finished) // at the end, whole intervals and histograms are set aside for the result
            end = heapInUse();
    });
    QVERIFY(started);
    engine.wait();
    QVERIFY(ledger.balances());
    QCOMPARE(ledger.scheduled, kRequests);
    QCOMPARE(ledger.ok + ledger.dropped, kRequests);
    if (plan.model == Model::Open)
        QVERIFY(ledger.dropped > 0);
    QVERIFY2(end - early < kMostGrowth, qPrintable(QStringLiteral("%1 bytes more").arg(end - early)));
}

QTEST_GUILESS_MAIN(TestMemory)
#include "tst_memory.moc"
