#include "analysis/detectable_difference.h"

#include <QTest>

#include <vector>

using namespace escala::analysis;

class TestDetectableDifference : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void smallest_data();
    void smallest();
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
