#include "metrics/tail_curve.h"

#include "metrics/summary.h"

#include <QTest>

#include <algorithm>

using namespace escala::metrics;
using namespace std::chrono_literals;

/// The curve of response time by percentile.
class TestTailCurve : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isThatOfTheHistogram();
    void endsWhereNothingIsSlower_data();
    void endsWhereNothingIsSlower();
    void isBelievedAsFarAsItsSamplesGo_data();
    void isBelievedAsFarAsItsSamplesGo();
};

namespace {

/// 1 ms, 2 ms, …
Histogram evenly(std::uint64_t count)
{
    Histogram histogram;
    for (std::uint64_t i = 1; i <= count; ++i)
        histogram.record(std::chrono::milliseconds(i));
    return histogram;
}

}

void TestTailCurve::isThatOfTheHistogram()
{
    const Histogram histogram = evenly(20'000);
    const TailCurve curve = tailCurveOf(histogram);
    QCOMPARE(curve.count, 20'000UL);
    QVERIFY(curve.at(0) == 1ms);
    for (const double decades : {1.0, 2.0, 3.0, 4.0})
        QVERIFY(curve.at(decades) == histogram.quantile(TailCurve::quantileAt(decades)));
    QVERIFY(std::ranges::is_sorted(curve.values));
    QVERIFY(!curve.at(-0.1));
    QVERIFY(!curve.at(4.1));
    QCOMPARE(TailCurve::decadesOf(TailCurve::quantileAt(2.5)), 2.5);
}

void TestTailCurve::endsWhereNothingIsSlower_data()
{
    QTest::addColumn<std::uint64_t>("count");
    QTest::addColumn<std::size_t>("points");
    QTest::newRow("no answer") << std::uint64_t{0} << std::size_t{0};
    QTest::newRow("one answer") << std::uint64_t{1} << std::size_t{2};
    QTest::newRow("a hundred: just beyond p99") << std::uint64_t{100} << std::size_t{2 * TailCurve::kPerDecade + 2};
    QTest::newRow("many") << std::uint64_t{50'000} << std::size_t{4 * TailCurve::kPerDecade + 1};
}

void TestTailCurve::endsWhereNothingIsSlower()
{
    QFETCH(const std::uint64_t, count);
    const TailCurve curve = tailCurveOf(evenly(count));
    QTEST(curve.values.size(), "points");
    QCOMPARE(curve.at(4).has_value(), count > 0);
    if (count > 0 && count < 10'000)
        QVERIFY(curve.at(4) == std::chrono::milliseconds(count)); // the slowest
}

void TestTailCurve::isBelievedAsFarAsItsSamplesGo_data()
{
    QTest::addColumn<double>("quantile");
    for (const double quantile : {0.95, 0.99, 0.999})
        QTest::addRow("p%g", quantile * 100) << quantile;
}

void TestTailCurve::isBelievedAsFarAsItsSamplesGo()
{
    QFETCH(const double, quantile);
    const double decades = TailCurve::decadesOf(quantile);
    const auto needed = samplesNeeded(quantile);
    QVERIFY(TailCurve({.count = needed, .values = {}}).believedUpTo() >= decades);
    QVERIFY(TailCurve({.count = needed - 1, .values = {}}).believedUpTo() < decades);
    QCOMPARE(TailCurve({.count = 3, .values = {}}).believedUpTo(), 0.0);
}

QTEST_GUILESS_MAIN(TestTailCurve)
#include "tst_tail_curve.moc"
