#include "store/run_sample.h"
#include "store/run_writer.h"
#include "stored_sample.h"

#include <QTest>

#include <array>

using namespace escala;
using namespace std::chrono_literals;
using store::History;
using store::StoreError;

namespace {

template <typename Value>
Value valueOf(std::expected<Value, StoreError> outcome)
{
    if (!outcome)
        qFatal("%s", outcome.error().message.c_str());
    if constexpr (!std::is_void_v<Value>)
        return std::move(*outcome);
}

}

/// Stored runs as what a comparison draws from, and which of them is the baseline.
class TestRunSamples : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void blocksAreTheSeconds();
    void saysThatThereIsMoreToCome();
    void unknownRun();
    void latestBaselineOfTheSamePlan();
    void noBaseline();
    void invalidRunIsNoBaseline();
    void variationOfEarlierRuns();

private:
    [[nodiscard]] std::filesystem::path fresh()
    {
        return std::filesystem::current_path() / ("history" + std::to_string(++m_files)) / "history.sqlite";
    }
    /// Stores a run and returns its id.
    static std::string stored(const std::filesystem::path &file, SampleRun run)
    {
        const auto database = valueOf(store::Database::open(file));
        store::RunWriter writer(*database);
        valueOf(writer.begin(run.head, {}));
        valueOf(writer.add(run.seconds, run.head));
        valueOf(writer.finish(run.result));
        return run.result.id;
    }
    int m_files = 0;
};

void TestRunSamples::blocksAreTheSeconds()
{
    const SampleRun run = sampleRun({.seconds = 130}); // more than are asked for at a time
    const auto file = fresh();
    const std::string id = stored(file, run);
    const auto history = valueOf(History::open(file));
    valueOf(history->rename(id, "Mine"));
    const auto samples = valueOf(store::samplesOf(*history, id.substr(0, 8)));
    QCOMPARE(samples.size(), 2UL);
    for (std::size_t target = 0; target < samples.size(); ++target) {
        const analysis::RunSample &sample = samples[target];
        QCOMPARE(sample.blocks.size(), 130UL);
        QCOMPARE(sample.run, std::string("Mine"));
        QCOMPARE(sample.target, run.head.experiment.targets[target].name);
        QCOMPARE(sample.pairing, id); // loaded at once
        QVERIFY(sample.verdict == metrics::Verdict::Degraded);
        std::uint64_t requests = 0;
        for (const analysis::Block &block : sample.blocks)
            requests += block.requests;
        std::uint64_t ended = 0;
        for (const metrics::TargetSecond &each : run.seconds)
            ended += each.target == target ? each.second.point.requests : 0;
        QCOMPARE(requests, ended);
    }
}

void TestRunSamples::saysThatThereIsMoreToCome()
{
    const SampleRun run = sampleRun({.targets = 1, .seconds = 8});
    const auto file = fresh();
    {
        const auto database = valueOf(store::Database::open(file));
        store::RunWriter writer(*database);
        valueOf(writer.begin(run.head, {}));
        valueOf(writer.add(run.seconds, run.head));
    }
    const auto history = valueOf(History::open(file));
    const auto samples = valueOf(store::samplesOf(*history, run.head.id));
    QCOMPARE(samples.front().blocks.size(), 8UL);
    QVERIFY(samples.front().verdict >= metrics::Verdict::Degraded);
    QVERIFY2(samples.front().verdictText.contains("compared"), samples.front().verdictText.c_str());
}

void TestRunSamples::unknownRun()
{
    const auto history = valueOf(History::open(fresh()));
    QVERIFY(store::samplesOf(*history, "nothing").error().kind == StoreError::Kind::NotFound);
    QVERIFY(store::baselineFor(*history, "nothing").error().kind == StoreError::Kind::NotFound);
}

void TestRunSamples::latestBaselineOfTheSamePlan()
{
    const auto file = fresh();
    SampleRun other = sampleRun({.targets = 1, .seconds = 1, .seed = 4});
    other.head.experiment.plan.users = other.result.experiment.plan.users = 99;
    const std::array ids{stored(file, sampleRun({.targets = 1, .seconds = 1, .seed = 1})),
                         stored(file, sampleRun({.targets = 1, .seconds = 1, .seed = 2})),
                         stored(file, sampleRun({.targets = 1, .seconds = 1, .seed = 3})), stored(file, other)};
    const auto history = valueOf(History::open(file));
    for (const std::size_t index : {0U, 1U, 3U})
        valueOf(history->setBaseline(ids[index], true));
    QCOMPARE(valueOf(store::baselineFor(*history, ids[2])).id, ids[1]); // not the later one of another plan
    QCOMPARE(valueOf(store::baselineFor(*history, ids[1])).id, ids[0]); // never itself
    QCOMPARE(valueOf(store::baselineFor(*history, ids[3])).id, ids[1]); // of another plan, where there is no better one
}

void TestRunSamples::noBaseline()
{
    const auto file = fresh();
    const std::string id = stored(file, sampleRun({.targets = 1, .seconds = 1}));
    const auto history = valueOf(History::open(file));
    QVERIFY(store::baselineFor(*history, id).error().kind == StoreError::Kind::NotFound);
    valueOf(history->setBaseline(id, true));
    QVERIFY(store::baselineFor(*history, id).error().kind == StoreError::Kind::NotFound);
}

void TestRunSamples::invalidRunIsNoBaseline()
{
    SampleRun run = sampleRun({.targets = 1, .seconds = 1});
    run.result.generator.verdict = metrics::Verdict::Invalid;
    const auto file = fresh();
    const std::string id = stored(file, run);
    const auto history = valueOf(History::open(file));
    const auto refused = history->setBaseline(id, true);
    QVERIFY(!refused);
    QVERIFY(refused.error().kind == StoreError::Kind::NotBelievable);
    QVERIFY(!valueOf(history->row(id)).baseline);
    valueOf(history->setBaseline(id, true, store::Insist::Yes));
    QVERIFY(valueOf(history->row(id)).baseline);
    valueOf(history->setBaseline(id, false));
    QVERIFY(!valueOf(history->row(id)).baseline);
}

void TestRunSamples::variationOfEarlierRuns()
{
    const auto file = fresh();
    for (std::uint64_t seed = 1; seed <= 4; ++seed)
        stored(file, sampleRun({.targets = 1, .seconds = 2, .requests = 100 + 10 * seed, .seed = seed}));
    SampleRun invalid = sampleRun({.targets = 1, .seconds = 2, .seed = 5});
    invalid.result.generator.verdict = metrics::Verdict::Invalid;
    stored(file, invalid);
    const auto history = valueOf(History::open(file));
    const experiment::Experiment plan = sampleHead({.targets = 1, .seconds = 2}).experiment;
    const auto variation = valueOf(store::earlierVariation(*history, plan));
    QCOMPARE(variation.runs, 4UL);
    QVERIFY(*variation.of(analysis::Figure::Throughput) > 0.02);
    QCOMPARE(valueOf(store::earlierVariation(*history, plan, 3)).runs, 3UL);
    experiment::Experiment other = plan;
    other.plan.users = 99;
    QCOMPARE(valueOf(store::earlierVariation(*history, other)).runs, 0UL);
}

QTEST_GUILESS_MAIN(TestRunSamples)
#include "tst_run_samples.moc"
