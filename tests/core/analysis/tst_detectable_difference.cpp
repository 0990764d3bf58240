#include "analysis/detectable_difference.h"
#include "simulated_run.h"

#include <QTest>

#include <array>
#include <vector>

using namespace escala::analysis;

class TestDetectableDifference : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void smallest_data();
    void smallest();
    void smallestThatIsCalled_data();
    void smallestThatIsCalled();
    void worst();
    void variation();
    void variationOfRuns();
};

void TestDetectableDifference::smallest_data()
{
    QTest::addColumn<double>("variation");
    QTest::addColumn<qulonglong>("repetitions");
    QTest::addColumn<double>("percent");
    const auto rows = [](double variation, std::initializer_list<double> percents) {
        const std::vector<qulonglong> repetitions{5, 10, 20, 30};
        std::size_t index = 0;
        for (const double percent : percents) {
            QTest::addRow("%g %% over %llu repetitions", variation * 100, repetitions[index])
                << variation << repetitions[index] << percent;
            ++index;
        }
    };
    rows(0.02, {3.5, 2.5, 1.8, 1.4});
    rows(0.05, {8.9, 6.3, 4.4, 3.6});
    rows(0.10, {17.7, 12.5, 8.9, 7.2});
}

void TestDetectableDifference::smallest()
{
    QFETCH(const double, variation);
    QFETCH(const qulonglong, repetitions);
    QFETCH(const double, percent);
    const double found = smallestDifference(variation, repetitions) * 100;
    QVERIFY2(std::abs(found - percent) <= 0.05, qPrintable(QString::number(found)));
}

void TestDetectableDifference::smallestThatIsCalled_data()
{
    QTest::addColumn<double>("variation");
    QTest::addColumn<int>("rounds");
    QTest::newRow("the fewest rounds") << 0.02 << 5;
    QTest::newRow("ten") << 0.05 << 10;
    QTest::newRow("twenty") << 0.02 << 20;
}

/// It is held to what it says: of rounds that differ by so much, 80 of 100 get a word.
void TestDetectableDifference::smallestThatIsCalled()
{
    constexpr std::uint64_t kTries = 400;
    QFETCH(const double, variation);
    QFETCH(const int, rounds);
    const auto count = static_cast<std::size_t>(rounds);
    const double difference = smallestCalledDifference(variation, count, CompareOptions().noise);
    QVERIFY(difference > smallestDifference(variation, count) + 0.01);
    double called = 0;
    for (std::uint64_t trial = 1; trial <= kTries; ++trial) {
        RunSample baseline = simulatedRounds({.rounds = count, .variation = variation, .seed = 2 * trial});
        RunSample candidate = simulatedRounds(
            {.rounds = count, .rate = 1e6 * (1 + difference), .variation = variation, .seed = 2 * trial + 1});
        baseline.pairing = candidate.pairing = "group";
        const auto compared =
            compareRuns(baseline, candidate, {.resamples = 400, .seed = trial, .blocksStandApart = true});
        called += compared.row(Figure::Throughput).word == Word::Faster ? 1.0 / kTries : 0;
    }
    QVERIFY2(called > 0.74 && called < 0.87, qPrintable(QString::number(called)));
}

void TestDetectableDifference::worst()
{
    const Variation known{.runs = 20, .coefficients = {0.1}};
    const Variation unknown{.runs = 1};
    QCOMPARE(worstOf(std::array{known, unknown}).runs, 1UL);
    QCOMPARE(*worstOf(std::array{known, unknown}).of(Figure::Throughput), 0.1);
    QCOMPARE(worstOf({}).runs, 0UL);
}

void TestDetectableDifference::variation()
{
    QVERIFY(!coefficientOfVariation(std::vector<double>{}));
    QVERIFY(!coefficientOfVariation(std::vector<double>{3}));
    QVERIFY(!coefficientOfVariation(std::vector<double>{1, -1}));
    QCOMPARE(*coefficientOfVariation(std::vector<double>{4, 4, 4}), 0.0);
    QCOMPARE(*coefficientOfVariation(std::vector<double>{9, 10, 11}), 0.1);
}

void TestDetectableDifference::variationOfRuns()
{
    using namespace std::chrono_literals;
    const std::vector<Block> runs{{.length = 1s, .requests = 90, .good = 90},
                                  {.length = 2s, .requests = 200, .good = 200},
                                  {.length = 1s, .requests = 110, .good = 110}};
    const Variation variation = variationOf(runs);
    QCOMPARE(variation.runs, 3UL);
    QCOMPARE(*variation.of(Figure::Throughput), 0.1);
    QVERIFY(!variation.of(Figure::P50));
    QVERIFY(!variation.of(Figure::Errors)); // none at all: nothing to vary
}

QTEST_APPLESS_MAIN(TestDetectableDifference)
#include "tst_detectable_difference.moc"
