#include "analysis/percentile_interval.h"
#include "metrics/summary.h"

#include <QTest>

using namespace escala::analysis;

class TestPercentileInterval : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ranks_data();
    void ranks();
    void noneWhereSamplesAreTooFew_data();
    void noneWhereSamplesAreTooFew();
};

void TestPercentileInterval::ranks_data()
{
    QTest::addColumn<double>("quantile");
    QTest::addColumn<qulonglong>("count");
    QTest::addColumn<qulonglong>("low");
    QTest::addColumn<qulonglong>("high");
    QTest::newRow("p50 of 100") << 0.5 << 100ULL << 40ULL << 61ULL;
    QTest::newRow("p50 of 1,000") << 0.5 << 1'000ULL << 469ULL << 532ULL;
    QTest::newRow("p95 of 1,000") << 0.95 << 1'000ULL << 936ULL << 964ULL;
    QTest::newRow("p99 of 1,000") << 0.99 << 1'000ULL << 983ULL << 997ULL;
    QTest::newRow("p99 of 10,000") << 0.99 << 10'000ULL << 9'880ULL << 9'920ULL;
    QTest::newRow("p99.9 of 10,000") << 0.999 << 10'000ULL << 9'983ULL << 9'997ULL;
}

void TestPercentileInterval::ranks()
{
    QFETCH(const double, quantile);
    QFETCH(const qulonglong, count);
    QFETCH(const qulonglong, low);
    QFETCH(const qulonglong, high);
    const auto ranks = percentileRanks(quantile, count);
    QVERIFY(ranks.has_value());
    QCOMPARE(ranks->low, low);
    QCOMPARE(ranks->high, high);
}

void TestPercentileInterval::noneWhereSamplesAreTooFew_data()
{
    QTest::addColumn<double>("quantile");
    QTest::newRow("p50: 6") << 0.5;
    QTest::newRow("p95: 72") << 0.95;
    QTest::newRow("p99: 368") << 0.99;
    QTest::newRow("p99.9: 3,688") << 0.999;
}

void TestPercentileInterval::noneWhereSamplesAreTooFew()
{
    QFETCH(const double, quantile);
    const auto needed = escala::metrics::samplesNeeded(quantile);
    QVERIFY(percentileRanks(quantile, needed).has_value());
    QVERIFY(!percentileRanks(quantile, needed - 1).has_value());
    QVERIFY(!percentileRanks(quantile, 0).has_value());
}

QTEST_APPLESS_MAIN(TestPercentileInterval)
#include "tst_percentile_interval.moc"
