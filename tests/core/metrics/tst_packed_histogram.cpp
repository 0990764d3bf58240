#include "metrics/packed_histogram.h"

#include <QTest>

#include <random>

using namespace escala::metrics;
using namespace std::chrono_literals;

class TestPackedHistogram : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesAnEqualHistogramBack_data();
    void givesAnEqualHistogramBack();
    void tellsBucketsWithoutUnpacking();
    void isSmall();
    void refusesDamagedBytes_data();
    void refusesDamagedBytes();
};

namespace {

Histogram drawn(int values)
{
    Histogram histogram;
    std::mt19937_64 random(7);
    std::lognormal_distribution<double> law(9, 1.5);
    for (int i = 0; i < values; ++i)
        histogram.record(std::chrono::microseconds(static_cast<std::int64_t>(law(random))));
    return histogram;
}

}

void TestPackedHistogram::givesAnEqualHistogramBack_data()
{
    QTest::addColumn<Histogram>("histogram");
    QTest::newRow("nothing") << Histogram();
    Histogram one;
    one.record(1234567ns);
    QTest::newRow("one value, to the nanosecond of its sum") << one;
    Histogram ends;
    ends.record(0ns);
    ends.record(2h);
    QTest::newRow("the shortest and beyond the longest") << ends;
    QTest::newRow("many values") << drawn(10'000);
}

void TestPackedHistogram::givesAnEqualHistogramBack()
{
    QFETCH(const Histogram, histogram);
    const PackedHistogram packed(histogram);
    QCOMPARE(packed.unpacked(), histogram);
    const auto read = PackedHistogram::fromBytes(packed.bytes());
    QVERIFY(read.has_value());
    QCOMPARE(*read, packed);
}

void TestPackedHistogram::tellsBucketsWithoutUnpacking()
{
    const Histogram histogram = drawn(500);
    Histogram again;
    for (const auto &bucket : PackedHistogram(histogram).buckets())
        QVERIFY(again.addAt(bucket.index, bucket.count));
    QVERIFY(std::ranges::equal(again.counts(), histogram.counts()));
}

void TestPackedHistogram::isSmall()
{
    Histogram few;
    for (const auto ms : {10ms, 11ms, 12ms})
        few.record(ms);
    QVERIFY2(PackedHistogram(few).bytes().size() < 40, "three values in three buckets");
}

void TestPackedHistogram::refusesDamagedBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("cut off within the figures") << QByteArray("\x80\x80", 2);
    QTest::newRow("cut off within a count") << QByteArray("\x02\x02\x02\x00\x80", 5);
    QTest::newRow("beyond an hour") << QByteArray("\x02\x02\x02\x00\xff\xff\x3f\x02", 8);
    QTest::newRow("more zeros than there are buckets") << QByteArray("\x02\x02\x02\x00\xff\xff\xff\xff\x7f\x02", 10);
}

void TestPackedHistogram::refusesDamagedBytes()
{
    QFETCH(const QByteArray, bytes);
    const auto *first = reinterpret_cast<const std::uint8_t *>(bytes.constData());
    const auto read = PackedHistogram::fromBytes({first, static_cast<std::size_t>(bytes.size())});
    QVERIFY(!read.has_value());
    QVERIFY(!read.error().empty());
}

QTEST_APPLESS_MAIN(TestPackedHistogram)
#include "tst_packed_histogram.moc"
