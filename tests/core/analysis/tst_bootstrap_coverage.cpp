#include "analysis/run_comparison.h"
#include "simulated_run.h"

#include <QTest>

using namespace escala::analysis;

/// Whether the interval does what it says: over many pairs of simulated runs whose true ratio is known, it must hold
/// that ratio in about 95 of 100, and of equal servers no more than 5 in 100 may be called different.
class TestBootstrapCoverage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void intervalHoldsTheTruth_data();
    void intervalHoldsTheTruth();
};

namespace {

constexpr int kTrials = 400;

/// Of all trials, the shares in which the interval held the truth and in which a difference was called.
struct Shares {
    double held = 0;
    double called = 0;
};

Shares sharesOf(Figure figure, const SimulatedRun &of, double ratio, bool paired)
{
    Shares shares;
    for (std::uint64_t trial = 1; trial <= kTrials; ++trial) {
        SimulatedRun baseline = of;
        baseline.seed = baseline.weatherSeed = 2 * trial;
        SimulatedRun candidate = of;
        candidate.seed = 2 * trial + 1;
        candidate.weatherSeed = paired ? baseline.weatherSeed : candidate.seed;
        candidate.median *= ratio;
        RunSample one = simulated(baseline);
        RunSample other = simulated(candidate);
        one.pairing = other.pairing = paired ? "a run" : "";
        const auto compared = compareRuns(one, other, {.resamples = 400, .seed = trial});
        const FigureComparison &row = compared.row(figure);
        const double truth = figure == Figure::Throughput ? 1 : ratio;
        shares.held += row.interval->low <= truth && truth <= row.interval->high ? 1.0 / kTrials : 0;
        shares.called += row.word == Word::NoDemonstrableDifference ? 0 : 1.0 / kTrials;
    }
    return shares;
}

}

void TestBootstrapCoverage::intervalHoldsTheTruth_data()
{
    QTest::addColumn<Figure>("figure");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<double>("memory");
    QTest::addColumn<double>("ratio");
    QTest::addColumn<bool>("paired");
    QTest::addColumn<double>("least");
    QTest::newRow("p50 of 10 s, equal") << Figure::P50 << 10 << 0.0 << 1.0 << false << 0.93;
    QTest::newRow("p50 of 30 s, 10 % slower") << Figure::P50 << 30 << 0.0 << 1.1 << false << 0.93;
    QTest::newRow("p99 of 30 s, twice as slow") << Figure::P99 << 30 << 0.0 << 2.0 << false << 0.93;
    QTest::newRow("p95 of 20 s, equal") << Figure::P95 << 20 << 0.0 << 1.0 << false << 0.93;
    QTest::newRow("throughput of 10 s, equal") << Figure::Throughput << 10 << 0.0 << 1.0 << false << 0.93;
    QTest::newRow("p50 of 10 pairs, 10 % slower") << Figure::P50 << 10 << 0.0 << 1.1 << true << 0.93;
    QTest::newRow("fewest blocks") << Figure::P50 << int(kFewestBlocks) << 0.0 << 1.0 << false << 0.93;
    QTest::newRow("seconds that depend on each other") << Figure::P50 << 90 << 0.5 << 1.0 << false << 0.93;
    QTest::newRow("few that do") << Figure::Throughput << 20 << 0.5 << 1.0 << false << 0.92;
    QTest::newRow("that depend on each other much") << Figure::Throughput << 30 << 0.8 << 1.0 << false << 0.92;
    QTest::newRow("few that depend much") << Figure::Throughput << 10 << 0.8 << 1.0 << false << 0.85;
    QTest::newRow("a drift") << Figure::Throughput << 60 << 0.95 << 1.0 << false << 0.9;
}

void TestBootstrapCoverage::intervalHoldsTheTruth()
{
    QFETCH(const Figure, figure);
    QFETCH(const int, seconds);
    QFETCH(const double, memory);
    QFETCH(const double, ratio);
    QFETCH(const bool, paired);
    QFETCH(const double, least);
    const Shares shares = sharesOf(
        figure, {.seconds = static_cast<std::size_t>(seconds), .requests = 80, .memory = memory}, ratio, paired);
    QVERIFY2(shares.held >= least, qPrintable(QString::number(shares.held)));
    QVERIFY2(shares.held <= 0.99, qPrintable(QString::number(shares.held)));
    if (ratio == 1 && memory == 0)
        QVERIFY2(shares.called <= 0.05, qPrintable(QString::number(shares.called)));
}

QTEST_APPLESS_MAIN(TestBootstrapCoverage)
#include "tst_bootstrap_coverage.moc"
