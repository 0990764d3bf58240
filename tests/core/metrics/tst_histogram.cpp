#include "metrics/histogram.h"

#include <QTest>

#include <array>
#include <chrono>
#include <cmath>

using namespace escala::metrics;
using namespace std::chrono_literals;
using std::chrono::microseconds;
using std::chrono::nanoseconds;

class TestHistogram : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void layout_data();
    void layout();
    void bucketsTouch();
    void rounds_data();
    void rounds();
    void empty();
    void whatNeverCameUpLeavesNoTrace();
    void quantile_data();
    void quantile();
    void quantilesAtOnceAreTheSame();
    void quantileNeverExceedsMaximum();
    void quantileOfAllIsTheMaximum();
    void quantileIsWithinPrecision();
    void meanIsExact();
    void standardDeviation();
    void countAtOrBelow_data();
    void countAtOrBelow();
    void mergesExactly();
    void mergesWithEmpty();
    void clears();
    void saturates();
    void addsAtIndex();
    void refusesIndexOutOfRange();
};

namespace {

/// 1 to `last` ms, once each.
Histogram upTo(int last)
{
    Histogram histogram;
    for (int ms = 1; ms <= last; ++ms)
        histogram.record(std::chrono::milliseconds(ms));
    return histogram;
}

}

// Of Java's HdrHistogram 2.1.11, new Histogram(1, 3600000000L, 3): lowestEquivalentValue and
// sizeOfEquivalentValueRange.
void TestHistogram::layout_data()
{
    QTest::addColumn<qint64>("us");
    QTest::addColumn<std::size_t>("index");
    QTest::addColumn<qint64>("lowest");
    QTest::addColumn<qint64>("width");
    const auto row = [](const char *name, qint64 us, std::size_t index, qint64 lowest, qint64 width) {
        QTest::newRow(name) << us << index << lowest << width;
    };
    row("zero", 0, 0, 0, 1);
    row("1 us", 1, 1, 1, 1);
    row("last bucket of 1 us", 2047, 2047, 2047, 1);
    row("first bucket of 2 us", 2048, 2048, 2048, 2);
    row("10 ms", 10'000, 4322, 10'000, 8);
    row("within a bucket", 10'001, 4322, 10'000, 8);
    row("1 s", 1'000'000, 11169, 999'936, 512);
    row("1 h", 3'600'000'000, 23220, 3'598'712'832, 2'097'152);
}

void TestHistogram::layout()
{
    QFETCH(qint64, us);
    QFETCH(std::size_t, index);
    Histogram histogram;
    histogram.record(microseconds(us));
    QCOMPARE(histogram.counts().size(), index + 1);
    QCOMPARE(histogram.counts().back(), std::uint64_t{1});
    QTEST(qint64{Histogram::valueAt(index).count()}, "lowest");
    QTEST(qint64{Histogram::widthAt(index).count()}, "width");
}

void TestHistogram::bucketsTouch()
{
    for (std::size_t index = 0; index < 23'220; ++index)
        QCOMPARE(Histogram::valueAt(index) + Histogram::widthAt(index), Histogram::valueAt(index + 1));
}

void TestHistogram::rounds_data()
{
    QTest::addColumn<nanoseconds>("recorded");
    QTest::addColumn<microseconds>("kept");
    QTest::newRow("below a half") << nanoseconds(1'499) << 1us;
    QTest::newRow("a half") << nanoseconds(1'500) << 2us;
    QTest::newRow("less than a microsecond") << nanoseconds(499) << 0us;
    QTest::newRow("negative counts as zero") << nanoseconds(-5'000) << 0us;
}

void TestHistogram::rounds()
{
    QFETCH(nanoseconds, recorded);
    Histogram histogram;
    histogram.record(recorded);
    QTEST(histogram.max(), "kept");
    QCOMPARE(histogram.min(), histogram.max());
    QCOMPARE(histogram.count(), std::uint64_t{1});
}

void TestHistogram::empty()
{
    const Histogram histogram;
    QVERIFY(histogram.empty());
    QCOMPARE(histogram.quantile(0.99), 0us);
    QCOMPARE(histogram.min(), 0us);
    QCOMPARE(histogram.max(), 0us);
    QCOMPARE(histogram.mean().count(), 0.0);
    QCOMPARE(histogram.standardDeviation().count(), 0.0);
    QCOMPARE(histogram.countAtOrBelow(1h), std::uint64_t{0});
    QVERIFY(histogram.counts().empty());
}

// As Java's getValueAtPercentile of 1, 2, … 1000 ms, but for the last: that one is its getMaxValue, which we keep
// exact.
void TestHistogram::whatNeverCameUpLeavesNoTrace()
{
    Histogram histogram;
    histogram.record(std::chrono::milliseconds(5));
    const Histogram before = histogram;
    histogram.record(std::chrono::hours(1), 0);
    QVERIFY(histogram == before);
    QVERIFY(histogram.max() == std::chrono::milliseconds(5));
}

void TestHistogram::quantile_data()
{
    QTest::addColumn<double>("quantile");
    QTest::addColumn<microseconds>("value");
    QTest::newRow("p0 is the smallest") << 0.0 << 1000us;
    QTest::newRow("p50") << 0.5 << 500'223us;
    QTest::newRow("p75") << 0.75 << 750'079us;
    QTest::newRow("p90") << 0.9 << 900'095us;
    QTest::newRow("p99") << 0.99 << 990'207us;
    QTest::newRow("p99.9") << 0.999 << 999'423us;
    QTest::newRow("p100 is the largest, exactly") << 1.0 << 1'000'000us;
    QTest::newRow("below the range") << -1.0 << 1000us;
    QTest::newRow("above the range") << 2.0 << 1'000'000us;
}

void TestHistogram::quantile()
{
    QFETCH(double, quantile);
    QTEST(upTo(1000).quantile(quantile), "value");
}

void TestHistogram::quantilesAtOnceAreTheSame()
{
    const Histogram histogram = upTo(777);
    const std::array<double, 7> asked{0, 0.5, 0.5, 0.9, 0.95, 0.99, 1};
    std::array<microseconds, asked.size()> values{};
    histogram.quantiles(asked, values);
    for (std::size_t each = 0; each < asked.size(); ++each)
        QCOMPARE(values[each], histogram.quantile(asked[each]));
}

void TestHistogram::quantileNeverExceedsMaximum()
{
    Histogram histogram;
    histogram.record(1'000'001us, 100); // its bucket goes on to 1,000,447
    QCOMPARE(histogram.quantile(0.5), 1'000'001us);
    QCOMPARE(histogram.quantile(1), 1'000'001us);
}

// So many that a double can't tell the last one from the one before.
void TestHistogram::quantileOfAllIsTheMaximum()
{
    Histogram histogram;
    QVERIFY(histogram.addAt(1, (std::uint64_t{1} << 53U) - 2));
    histogram.record(1ms);
    QCOMPARE(histogram.quantile(1), 1000us);
}

void TestHistogram::quantileIsWithinPrecision()
{
    for (nanoseconds value = 1ms; value < 1h; value = value * 13 / 10) {
        Histogram histogram;
        histogram.record(value);
        histogram.record(1h);
        const double off = std::abs(1.0 - std::chrono::duration<double>(histogram.quantile(0.5)) / value);
        QVERIFY2(off <= 0.001, qPrintable(QString::number(value.count())));
    }
}

void TestHistogram::meanIsExact()
{
    Histogram histogram;
    histogram.record(100ns);
    histogram.record(1'000'000'001ns, 2);
    QCOMPARE(histogram.mean().count(), (100.0 + 2 * 1'000'000'001.0) / 3 / 1e9);
}

void TestHistogram::standardDeviation()
{
    Histogram histogram;
    for (const microseconds value : {2us, 4us, 4us, 4us, 5us, 5us, 7us, 9us})
        histogram.record(value);
    QCOMPARE(histogram.standardDeviation().count(), 2e-6);
}

void TestHistogram::countAtOrBelow_data()
{
    QTest::addColumn<nanoseconds>("value");
    QTest::addColumn<std::uint64_t>("count");
    QTest::newRow("negative") << nanoseconds(-1) << std::uint64_t{0};
    QTest::newRow("below the first") << nanoseconds(900us) << std::uint64_t{0};
    QTest::newRow("the first") << nanoseconds(1ms) << std::uint64_t{1};
    QTest::newRow("the middle") << nanoseconds(50ms) << std::uint64_t{50};
    QTest::newRow("the last") << nanoseconds(100ms) << std::uint64_t{100};
    QTest::newRow("beyond the range") << nanoseconds(10h) << std::uint64_t{100};
}

void TestHistogram::countAtOrBelow()
{
    QFETCH(nanoseconds, value);
    QTEST(upTo(100).countAtOrBelow(value), "count");
}

void TestHistogram::mergesExactly()
{
    Histogram whole;
    Histogram odd;
    Histogram even;
    for (int ms = 1; ms <= 1000; ++ms) {
        whole.record(std::chrono::milliseconds(ms));
        (ms % 2 == 0 ? even : odd).record(std::chrono::milliseconds(ms));
    }
    whole.record(2h, 3);
    odd.record(2h, 3);
    even.merge(odd);
    QVERIFY(even == whole);
    QCOMPARE(even.count(), std::uint64_t{1003});
    QCOMPARE(even.saturated(), std::uint64_t{3});
}

void TestHistogram::mergesWithEmpty()
{
    const Histogram some = upTo(10);
    Histogram histogram;
    histogram.merge(some);
    QVERIFY(histogram == some);
    histogram.merge(Histogram());
    QVERIFY(histogram == some);
}

void TestHistogram::clears()
{
    Histogram histogram = upTo(10);
    histogram.record(2h);
    histogram.clear();
    QVERIFY(histogram == Histogram());
    histogram.record(3ms);
    QCOMPARE(histogram.min(), 3000us);
    QCOMPARE(histogram.max(), 3000us);
    QCOMPARE(histogram.count(), std::uint64_t{1});
}

void TestHistogram::saturates()
{
    Histogram histogram;
    histogram.record(1h);
    QCOMPARE(histogram.saturated(), std::uint64_t{0});
    histogram.record(1h + 1ms, 4);
    QCOMPARE(histogram.saturated(), std::uint64_t{4});
    QCOMPARE(histogram.count(), std::uint64_t{5});
    QCOMPARE(histogram.max(), microseconds(Histogram::kMaximum));
    QCOMPARE(histogram.quantile(1), microseconds(Histogram::kMaximum));
}

void TestHistogram::addsAtIndex()
{
    Histogram histogram;
    QVERIFY(histogram.addAt(4322, 3));
    QVERIFY(histogram.addAt(7, 0));
    QCOMPARE(histogram.count(), std::uint64_t{3});
    QCOMPARE(histogram.min(), 10'000us);
    QCOMPARE(histogram.max(), 10'007us);
    QCOMPARE(histogram.mean().count(), 0.010004);
    QCOMPARE(histogram.counts().size(), std::size_t{4323});
}

void TestHistogram::refusesIndexOutOfRange()
{
    Histogram histogram;
    QVERIFY(!histogram.addAt(1'000'000, 1));
    // The array of counts goes on behind the bucket of the maximum.
    Histogram longest;
    longest.record(Histogram::kMaximum);
    const std::size_t last = longest.counts().size() - 1;
    QVERIFY(!histogram.addAt(last + 1, 1));
    QVERIFY(longest.addAt(last, 1));
    QVERIFY(histogram == Histogram());
}

QTEST_APPLESS_MAIN(TestHistogram)
#include "tst_histogram.moc"
