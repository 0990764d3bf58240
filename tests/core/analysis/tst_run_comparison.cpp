#include "analysis/run_comparison.h"
#include "simulated_run.h"

#include <QTest>

#include <functional>

using namespace escala;
using namespace escala::analysis;
using namespace std::chrono_literals;
using Kind = Obstacle::Kind;
using metrics::CacheResult;

using Change = std::function<void(RunSample &)>;
using Row = FigureComparison;

class TestRunComparison : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void words_data();
    void words();
    void figures();
    void obstaclesOfThePair_data();
    void obstaclesOfThePair();
    void obstaclesOfAFigure_data();
    void obstaclesOfAFigure();
    void noErrorsAreNoDifference();
    void errorsWhereThereWereNone();
    void errorsAreNotFaster();
    void timesOfOtherAnswers_data();
    void timesOfOtherAnswers();
    void silence();
    void caution_data();
    void caution();
    void sameSeedSameFigures();
    void pairsShareTheWeather();
    void pairsEndWithTheShorterOne();
    void lastSecondThatWasCutShort();
    void finerThanABucket();
    void planMayBeLeftOutOfIt();
};

namespace {

/// 20 s of 100 requests/s and 10 ms, one error and 90 hits a second, and half a core of CPU.
RunSample sample(std::uint64_t seed, const Change &change = [](RunSample &) { })
{
    RunSample made = simulated({.seconds = 20, .seed = seed});
    for (Block &block : made.blocks) {
        block.errors = 1;
        block.good = block.requests - 1;
        block.cache = {90, 0, 10, 0, 0};
        block.serverCpu = 0.5;
    }
    change(made);
    return made;
}

Change eachBlock(const std::function<void(Block &)> &change)
{
    return [change](RunSample &sample) {
        for (Block &block : sample.blocks)
            change(block);
    };
}

Change slower(double by)
{
    return [by](RunSample &sample) {
        const RunSample other = simulated({.seconds = 20, .median = 0.01 * by, .seed = 2});
        for (std::size_t index = 0; index < sample.blocks.size(); ++index)
            sample.blocks[index].response = other.blocks[index].response;
    };
}

}

void TestRunComparison::words_data()
{
    QTest::addColumn<Figure>("figure");
    QTest::addColumn<Change>("change");
    QTest::addColumn<Word>("word");
    QTest::newRow("same p50") << Figure::P50 << slower(1) << Word::NoDemonstrableDifference;
    QTest::newRow("p50 up") << Figure::P50 << slower(1.2) << Word::Slower;
    QTest::newRow("p50 down") << Figure::P50 << slower(0.8) << Word::Faster;
    QTest::newRow("p95 up") << Figure::P95 << slower(1.2) << Word::Slower;
    QTest::newRow("p99 down") << Figure::P99 << slower(0.7) << Word::Faster;
    QTest::newRow("more answers") << Figure::Throughput << eachBlock([](Block &block) { block.good += 20; })
                                  << Word::Faster;
    QTest::newRow("fewer answers") << Figure::Throughput << eachBlock([](Block &block) { block.good -= 20; })
                                   << Word::Slower;
    QTest::newRow("within the noise") << Figure::HitRatio
                                      << eachBlock([](Block &block) { block.cache = {179, 0, 21, 0, 0}; })
                                      << Word::NoDemonstrableDifference;
    QTest::newRow("more errors") << Figure::Errors << eachBlock([](Block &block) { block.errors = 5; }) << Word::Worse;
    QTest::newRow("no errors any more") << Figure::Errors << eachBlock([](Block &block) { block.errors = 0; })
                                        << Word::Better;
    QTest::newRow("more hits") << Figure::HitRatio << eachBlock([](Block &block) { block.cache = {99, 0, 1, 0, 0}; })
                               << Word::Better;
    QTest::newRow("no hits any more") << Figure::HitRatio
                                      << eachBlock([](Block &block) { block.cache = {0, 0, 100, 0, 0}; })
                                      << Word::Worse;
    QTest::newRow("less CPU") << Figure::Cpu << eachBlock([](Block &block) { block.serverCpu = 0.25; }) << Word::Better;
    QTest::newRow("more CPU") << Figure::Cpu << eachBlock([](Block &block) { block.serverCpu = 0.75; }) << Word::Worse;
}

void TestRunComparison::words()
{
    QFETCH(const Figure, figure);
    QFETCH(const Change, change);
    QFETCH(const Word, word);
    const RunComparison compared = compareRuns(sample(1), sample(1, change));
    QVERIFY(!compared.obstacle);
    const Row &row = compared.row(figure);
    QVERIFY(!row.obstacle);
    QVERIFY(row.interval->low <= row.interval->high);
    if (row.ratio)
        QVERIFY(row.interval->low <= *row.ratio + 1e-9 && *row.ratio - 1e-9 <= row.interval->high);
    QCOMPARE(QString::fromLatin1(name(row.word).data()), QString::fromLatin1(name(word).data()));
}

void TestRunComparison::figures()
{
    const auto compared = compareRuns(sample(1), sample(1, eachBlock([](Block &block) { block.serverCpu = 1; })));
    QCOMPARE(int(compared.rows.size()), int(kFigures));
    for (std::size_t index = 0; index < kFigures; ++index)
        QVERIFY(compared.rows[index].figure == static_cast<Figure>(index));
    QCOMPARE(*compared.row(Figure::HitRatio).baseline, 0.9);
    QVERIFY(std::abs(*compared.row(Figure::Throughput).baseline - 99) < 3);
    QVERIFY(std::abs(*compared.row(Figure::P50).baseline - 0.010) < 0.0005);
    QVERIFY(std::abs(*compared.row(Figure::Errors).baseline - 0.01) < 0.001);
    QVERIFY(std::abs(*compared.row(Figure::Cpu).baseline - 0.005) < 0.0003); // half a core, 100 requests/s
    QVERIFY(std::abs(*compared.row(Figure::Cpu).ratio - 2) < 1e-9);
    QVERIFY(compared.row(Figure::Errors).change.has_value());
    QVERIFY(!compared.row(Figure::P50).change);
    const Row &p50 = compared.row(Figure::P50);
    QVERIFY(p50.baselineInterval->low < *p50.baseline && *p50.baseline < p50.baselineInterval->high);
    QVERIFY(!compared.row(Figure::Errors).baselineInterval);
    QVERIFY(compared.blockLength == 2s);
    QCOMPARE(compared.baselineBlocks, 10UL);
}

void TestRunComparison::obstaclesOfThePair_data()
{
    QTest::addColumn<Change>("baseline");
    QTest::addColumn<Change>("candidate");
    QTest::addColumn<Obstacle>("obstacle");
    const Change nothing = [](RunSample &) { };
    const Change invalid = [](RunSample &made) {
        made.verdict = metrics::Verdict::Invalid;
        made.verdictText = "drops 3 %";
    };
    QTest::newRow("other plan") << nothing << Change([](RunSample &made) {
        made.plan[0].value = "20";
    }) << Obstacle{.kind = Kind::DifferentPlan, .setting = "load.users", .baselineValue = "10", .candidateValue = "20"};
    QTest::newRow("more in the plan") << nothing << Change([](RunSample &made) {
        made.plan.push_back({"load.warmup", "1s"});
    }) << Obstacle{.kind = Kind::DifferentPlan, .setting = "load.warmup", .candidateValue = "1s"};
    QTest::newRow("less in the plan") << nothing << Change([](RunSample &made) {
        made.plan.clear();
    }) << Obstacle{.kind = Kind::DifferentPlan, .setting = "load.users", .baselineValue = "10"};
    QTest::newRow("invalid baseline") << invalid << nothing
                                      << Obstacle{.kind = Kind::InvalidVerdict, .text = "drops 3 %"};
    QTest::newRow("invalid candidate") << nothing << invalid
                                       << Obstacle{.kind = Kind::InvalidVerdict,
                                                   .side = Side::Candidate,
                                                   .text = "drops 3 %"};
    QTest::newRow("too short") << nothing << Change([](RunSample &made) { made.blocks.resize(4); })
                               << Obstacle{.kind = Kind::FewBlocks, .side = Side::Candidate, .have = 4, .need = 5};
    QTest::newRow("empty") << Change([](RunSample &made) { made.blocks.clear(); }) << nothing
                           << Obstacle{.kind = Kind::FewBlocks, .have = 0, .need = 5};
}

void TestRunComparison::obstaclesOfThePair()
{
    QFETCH(const Change, baseline);
    QFETCH(const Change, candidate);
    QFETCH(const Obstacle, obstacle);
    const auto compared = compareRuns(sample(1, baseline), sample(2, candidate));
    QVERIFY(compared.obstacle == obstacle);
    QCOMPARE(compared.rows.size(), kFigures);
    for (const Row &row : compared.rows) {
        QVERIFY(row.word == Word::NotComparable);
        QVERIFY(row.obstacle == obstacle);
        QVERIFY(!row.interval);
    }
}

void TestRunComparison::obstaclesOfAFigure_data()
{
    QTest::addColumn<Figure>("figure");
    QTest::addColumn<Change>("change");
    QTest::addColumn<Obstacle>("obstacle");
    const auto answers = [](std::uint64_t count) {
        return [count](RunSample &made) {
            for (Block &block : made.blocks)
                block.response.clear();
            made.blocks[3].response = {{1000, count}};
        };
    };
    const auto few = [](std::uint64_t have, std::uint64_t need) {
        return Obstacle{.kind = Kind::FewSamples, .side = Side::Candidate, .have = have, .need = need};
    };
    const Obstacle none{.kind = Kind::NoFigure, .side = Side::Candidate};
    QTest::newRow("p95 of 71") << Figure::P95 << Change(answers(71)) << few(71, 72);
    QTest::newRow("p99 of 367") << Figure::P99 << Change(answers(367)) << few(367, 368);
    QTest::newRow("p50 of none") << Figure::P50 << Change(answers(0)) << none;
    QTest::newRow("no cache") << Figure::HitRatio << eachBlock([](Block &block) { block.cache = {0, 0, 0, 0, 9}; })
                              << none;
    QTest::newRow("no server") << Figure::Cpu << eachBlock([](Block &block) { block.serverCpu.reset(); }) << none;
    QTest::newRow("no time on the CPU") << Figure::Cpu << eachBlock([](Block &block) { block.serverCpu = 0; }) << none;
}

void TestRunComparison::obstaclesOfAFigure()
{
    QFETCH(const Figure, figure);
    QFETCH(const Change, change);
    QFETCH(const Obstacle, obstacle);
    const auto compared = compareRuns(sample(1), sample(2, change));
    QVERIFY(!compared.obstacle);
    QVERIFY(compared.row(figure).obstacle == obstacle);
    QVERIFY(compared.row(figure).word == Word::NotComparable);
    QVERIFY(compared.row(Figure::Throughput).word != Word::NotComparable);
}

void TestRunComparison::noErrorsAreNoDifference()
{
    const auto none = eachBlock([](Block &block) { block.errors = 0; });
    const auto compared = compareRuns(sample(1, none), sample(2, [&](RunSample &made) {
                                          none(made);
                                          eachBlock([](Block &block) { block.requests *= 10; })(made);
                                      }));
    const Row &row = compared.row(Figure::Errors);
    QVERIFY(!row.ratio);
    QVERIFY(row.word == Word::NoDemonstrableDifference);
    // None of 2,000 and of 20,000, more or less: as many as 3.7 of them may have been missed.
    QVERIFY2(row.change->low < -3.4 / 2000 && row.change->low > -4.0 / 2000,
             qPrintable(QString::number(row.change->low)));
    QVERIFY(row.change->high > 3.4 / 20000 && row.change->high < 4.0 / 20000);
}

/// A server that refuses all is quick about it.
void TestRunComparison::errorsAreNotFaster()
{
    const auto compared = compareRuns(sample(1), sample(2, eachBlock([](Block &block) {
                                                            block.good = 0;
                                                            block.errors = block.requests;
                                                            block.response = {{20, block.requests}};
                                                            block.serverCpu = 0.01;
                                                        })));
    QVERIFY(!compared.obstacle);
    for (const Figure figure : {Figure::P50, Figure::P95, Figure::P99, Figure::Cpu}) {
        QVERIFY(compared.row(figure).word == Word::NotComparable);
        QVERIFY(compared.row(figure).obstacle->kind == Kind::OtherErrors);
        QVERIFY(std::abs(compared.row(figure).obstacle->baselineErrors - 0.01) < 0.001);
        QCOMPARE(compared.row(figure).obstacle->candidateErrors, 1.0);
    }
    QVERIFY(compared.row(Figure::Throughput).word == Word::Slower);
    QVERIFY(compared.row(Figure::Errors).word == Word::Worse);
}

void TestRunComparison::timesOfOtherAnswers_data()
{
    QTest::addColumn<int>("errors"); // of about 100; the baseline has one
    QTest::addColumn<bool>("p50");
    QTest::addColumn<bool>("p99");
    QTest::newRow("as many") << 1 << true << true;
    QTest::newRow("as many as p99 leaves above it") << 3 << true << false;
    QTest::newRow("many") << 10 << false << false;
}

void TestRunComparison::timesOfOtherAnswers()
{
    QFETCH(const int, errors);
    const auto compared = compareRuns(
        sample(1), sample(1, eachBlock([errors](Block &block) { block.errors = static_cast<std::uint64_t>(errors); })));
    QTEST(!compared.row(Figure::P50).obstacle, "p50");
    QTEST(!compared.row(Figure::P99).obstacle, "p99");
}

/// Seconds without an answer: the rest still has a response time, as long as there is enough of it.
void TestRunComparison::silence()
{
    const auto silentFrom = [](std::size_t first) {
        return sample(2, [first](RunSample &made) {
            for (std::size_t index = first; index < made.blocks.size(); ++index)
                made.blocks[index] = {.length = 1s};
        });
    };
    const auto half = compareRuns(sample(1), silentFrom(10));
    const Row &p50 = half.row(Figure::P50);
    QVERIFY(p50.word == Word::NoDemonstrableDifference);
    QVERIFY2(p50.interval->low > 0.8 && p50.interval->high < 1.25, qPrintable(QString::number(p50.interval->low)));
    const Row &errors = half.row(Figure::Errors);
    QVERIFY(errors.change->low >= -1 && errors.change->high <= 1);
    const auto most = compareRuns(sample(1), silentFrom(4));
    QVERIFY(most.row(Figure::P50).obstacle->kind == Kind::FewBlocks);
    QVERIFY(most.row(Figure::P50).obstacle->side == Side::Candidate);
}

void TestRunComparison::errorsWhereThereWereNone()
{
    const auto none = eachBlock([](Block &block) { block.errors = 0; });
    const auto some = [&](std::size_t count) {
        return sample(2, [&, count](RunSample &made) {
            none(made);
            for (std::size_t index = 0; index < count; ++index)
                made.blocks[index * 2].errors = 1;
        });
    };
    const auto one = compareRuns(sample(1, none), some(1));
    QVERIFY(one.row(Figure::Errors).word == Word::NoDemonstrableDifference); // may be chance
    const auto all = compareRuns(sample(1, none), sample(2, [&](RunSample &made) {
                                     none(made);
                                     for (std::size_t index = 10; index < 20; ++index)
                                         made.blocks[index].errors = made.blocks[index].requests;
                                 }));
    QVERIFY(all.row(Figure::Errors).change->low > -0.002); // there are no fewer than none
    QVERIFY(all.row(Figure::Errors).change->high <= 1);
    const auto many = compareRuns(sample(1, none), some(10));
    QVERIFY(many.row(Figure::Errors).word == Word::Worse);
    QVERIFY(!many.row(Figure::Errors).ratio);
    QVERIFY(many.row(Figure::Errors).change->low > 0);
    QVERIFY(many.row(Figure::Errors).change->high < 0.02);
}

void TestRunComparison::caution_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<double>("memory");
    QTest::addColumn<bool>("apart");
    QTest::addColumn<Caution>("caution");
    QTest::newRow("long enough") << 20 << 0.0 << false << Caution::None;
    QTest::newRow("few seconds") << 9 << 0.0 << false << Caution::Short;
    QTest::newRow("few rounds") << 9 << 0.0 << true << Caution::None;
    QTest::newRow("a drift") << 30 << 0.99 << false << Caution::Dependent;
}

void TestRunComparison::caution()
{
    QFETCH(const int, seconds);
    QFETCH(const double, memory);
    QFETCH(const bool, apart);
    const auto run = [&](std::uint64_t seed) {
        return simulated({.seconds = static_cast<std::size_t>(seconds),
                          .weather = 0.3,
                          .memory = memory,
                          .weatherSeed = seed,
                          .seed = seed});
    };
    QTEST(compareRuns(run(1), run(2), {.blocksStandApart = apart}).caution, "caution");
}

void TestRunComparison::sameSeedSameFigures()
{
    const auto once = compareRuns(sample(1), sample(2));
    const auto again = compareRuns(sample(1), sample(2));
    const auto other = compareRuns(sample(1), sample(2), {.seed = 2});
    for (std::size_t index = 0; index < kFigures; ++index)
        QVERIFY(once.rows[index].interval == again.rows[index].interval);
    QVERIFY(once.row(Figure::P50).interval != other.row(Figure::P50).interval);
    QVERIFY(std::abs(once.row(Figure::P50).interval->low - other.row(Figure::P50).interval->low) < 0.01);
}

void TestRunComparison::pairsShareTheWeather()
{
    const auto stormy = [](std::uint64_t seed, const std::string &pairing) {
        RunSample made =
            simulated({.median = seed == 1 ? 0.010 : 0.0108, .weather = 0.3, .weatherSeed = 7, .seed = seed});
        made.pairing = pairing;
        return made;
    };
    const auto paired = compareRuns(stormy(1, "a run"), stormy(2, "a run"));
    QVERIFY(paired.paired);
    QVERIFY(paired.row(Figure::P50).word == Word::Slower);
    const auto apart = compareRuns(stormy(1, "a run"), stormy(2, "another"));
    QVERIFY(!apart.paired);
    QVERIFY(apart.row(Figure::P50).word == Word::NoDemonstrableDifference);
}

void TestRunComparison::pairsEndWithTheShorterOne()
{
    const auto paired = [](std::size_t seconds) {
        return [seconds](RunSample &made) {
            made.pairing = "a run";
            made.blocks.resize(seconds);
        };
    };
    const auto compared = compareRuns(sample(1, paired(20)), sample(2, paired(14)));
    QCOMPARE(compared.baselineBlocks, 14UL);
    QCOMPARE(compared.candidateBlocks, 14UL);
}

void TestRunComparison::lastSecondThatWasCutShort()
{
    const auto withStub = sample(2, [](RunSample &made) {
        made.blocks.back() = {.length = 100ms, .response = {{1600, 2}}, .requests = 2, .good = 2};
    });
    const auto compared = compareRuns(sample(1), withStub);
    QVERIFY(*compared.row(Figure::Throughput).candidate > 95);
    QCOMPARE(compared.candidateBlocks, 19UL);
    const auto slowest = compareRuns(
        sample(1), sample(2, [](RunSample &made) {
            made.blocks.resize(5);
            made.blocks.push_back({.length = 100ms, .response = {{8000, 500}}, .requests = 500, .good = 500});
        }));
    QCOMPARE(slowest.candidateBlocks, 5UL);
    QVERIFY(*slowest.row(Figure::P99).candidate > 0.1); // answers that came late are not lost
}

// A sixth of a microsecond at 50 µs is a third of a percent, which a histogram of microseconds would show as 0 or 2 %.
void TestRunComparison::finerThanABucket()
{
    const auto around50us = [](std::uint64_t more) {
        return [more](RunSample &made) {
            for (Block &block : made.blocks)
                block.response = {{49, 300}, {50, 400 - more}, {51, 300 + more}};
        };
    };
    const auto compared = compareRuns(sample(1, around50us(0)), sample(1, around50us(100)));
    QVERIFY(std::abs(*compared.row(Figure::P50).baseline - 50.0e-6) < 1e-12);
    QVERIFY(std::abs(*compared.row(Figure::P50).candidate - (49.5 + 2.0 / 3) * 1e-6) < 1e-12);
    QVERIFY(compared.row(Figure::P50).word == Word::NoDemonstrableDifference);
}

void TestRunComparison::planMayBeLeftOutOfIt()
{
    const auto other = sample(2, [](RunSample &made) { made.plan.clear(); });
    QVERIFY(compareRuns(sample(1), other).obstacle.has_value());
    QVERIFY(!compareRuns(sample(1), other, {.samePlan = false}).obstacle);
}

QTEST_APPLESS_MAIN(TestRunComparison)
#include "tst_run_comparison.moc"
