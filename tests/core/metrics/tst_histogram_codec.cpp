#include "metrics/histogram_codec.h"

#include "histogram_tool.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

using namespace escala::metrics;
using namespace std::chrono_literals;
using std::chrono::microseconds;

namespace {

/// The fixtures in malformed/, named for their defect, and what is said of each.
constexpr std::array<std::pair<const char *, const char *>, 22> kMalformed{
    {{"empty", "not in HdrHistogram's V2"},
     {"not-base64", "not base64"},
     {"length-no-multiple-of-four", "not base64"},
     {"padding-in-the-middle", "not base64"},
     {"shorter-than-its-header", "not in HdrHistogram's V2"},
     {"v1-encoding", "not in HdrHistogram's V2"},
     {"not-compressed", "not in HdrHistogram's V2"},
     {"cut-off", "cut off"},
     {"length-beyond-the-text", "cut off"},
     {"damaged-zlib", "damaged or far too large"},
     {"inflates-to-4-mib", "damaged or far too large"},
     {"inner-header-cut-off", "inner header"},
     {"inner-cookie-of-v1", "inner header"},
     {"two-significant-digits", "3 significant digits"},
     {"from-ten-us", "3 significant digits"},
     {"shifted-counts", "shifted"},
     {"payload-length-wrong", "length is wrong"},
     {"ends-within-a-count", "ends within a count"},
     {"value-beyond-one-hour", "beyond 1 h"},
     {"zero-run-of-an-exabyte", "more buckets"},
     {"smallest-integer-as-zero-run", "more buckets"},
     {"more-values-than-countable", "more values"}}};

using Values = std::vector<qint64>; // µs

struct Named {
    const char *name;
    Values values;
};

Values sawTooth()
{
    Values values;
    for (qint64 each = 0; each < 3000; ++each)
        values.push_back((each * each * 37) % 2'000'003);
    return values;
}

std::vector<Named> distributions()
{
    return {{"one value", {1234}},
            {"zero", {0}},
            {"neighbours, without zeros between", {10, 11, 12, 12, 12}},
            {"gap of one bucket", {10, 12}},
            {"longest", {3'600'000'000}},
            {"both ends", {0, 3'600'000'000}},
            {"count of two bytes", Values(64, 500)},
            {"count of three bytes", Values(20'000, 2'500)},
            {"many", sawTooth()}};
}

Histogram histogramOf(const Values &values)
{
    Histogram histogram;
    for (const qint64 each : values)
        histogram.record(microseconds(each));
    return histogram;
}

void addDistributions()
{
    QTest::addColumn<Values>("values");
    for (const Named &each : distributions())
        QTest::newRow(each.name) << each.values;
}

bool sameCounts(const Histogram &left, const Histogram &right)
{
    return std::ranges::equal(left.counts(), right.counts());
}

}

class TestHistogramCodec : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void roundTrip_data() { addDistributions(); }
    void roundTrip();
    void emptyRoundTrip();
    void hugeCounts();
    void startsAsEveryoneExpects();
    void javaReadsOurs();
    void weReadJavas();
    void refuses_data();
    void refuses();
    void everyFixtureIsTested();
    void refusesEveryCut();
};

void TestHistogramCodec::roundTrip()
{
    QFETCH(Values, values);
    const Histogram histogram = histogramOf(values);
    const auto back = decodeHistogram(encodeHistogram(histogram));
    QVERIFY2(back, back ? "" : back.error().c_str());
    QCOMPARE(back->count(), histogram.count());
    QVERIFY(sameCounts(*back, histogram));
}

void TestHistogramCodec::emptyRoundTrip()
{
    const auto back = decodeHistogram(encodeHistogram(Histogram()));
    QVERIFY(back);
    QVERIFY(*back == Histogram());
}

void TestHistogramCodec::hugeCounts()
{
    Histogram histogram;
    histogram.record(1us, std::uint64_t{1} << 50U);
    histogram.record(2us, 1);
    const auto back = decodeHistogram(encodeHistogram(histogram));
    QVERIFY(back);
    QVERIFY(sameCounts(*back, histogram));
}

void TestHistogramCodec::startsAsEveryoneExpects()
{
    QVERIFY(encodeHistogram(histogramOf({1})).starts_with("HISTFAAAA"));
}

void TestHistogramCodec::javaReadsOurs()
{
    QByteArray ours;
    QStringList expected;
    for (const Named &each : distributions()) {
        const Histogram histogram = histogramOf(each.values);
        ours += QByteArray::fromStdString(encodeHistogram(histogram)) + '\n';
        // Java knows the largest value only to the end of its bucket.
        const std::size_t last = histogram.counts().size() - 1;
        const microseconds top = Histogram::valueAt(last) + Histogram::widthAt(last) - 1us;
        const auto asJava = [&](double quantile) {
            const microseconds value = histogram.quantile(quantile);
            return QString::number((value == histogram.max() ? top : value).count());
        };
        expected.push_back(QStringList{QString::number(histogram.count()), asJava(0.5), asJava(0.99), asJava(0.999),
                                       QString::number(top.count())}
                               .join(u' '));
    }
    QCOMPARE(histogramTool({QStringLiteral("decode")}, ours), expected);
}

void TestHistogramCodec::weReadJavas()
{
    QByteArray input;
    for (const Named &each : distributions()) {
        QByteArrayList numbers;
        std::ranges::transform(each.values, std::back_inserter(numbers),
                               [](qint64 value) { return QByteArray::number(value); });
        input += numbers.join(' ') + '\n';
    }
    const QStringList theirs = histogramTool({QStringLiteral("encode")}, input);
    QCOMPARE(static_cast<std::size_t>(theirs.size()), distributions().size());
    for (qsizetype each = 0; each < theirs.size(); ++each) {
        const Histogram expected = histogramOf(distributions()[static_cast<std::size_t>(each)].values);
        const auto decoded = decodeHistogram(theirs[each].toStdString());
        QVERIFY2(decoded, decoded ? "" : decoded.error().c_str());
        QVERIFY2(sameCounts(*decoded, expected), distributions()[static_cast<std::size_t>(each)].name);
    }
}

void TestHistogramCodec::refuses_data()
{
    QTest::addColumn<std::string>("message");
    for (const auto &[fixture, message] : kMalformed)
        QTest::newRow(fixture) << std::string(message);
}

void TestHistogramCodec::refuses()
{
    QFile file(QStringLiteral(ESCALA_TEST_FOLDER "/malformed") + u'/' + QString::fromUtf8(QTest::currentDataTag())
               + u".txt");
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto decoded = decodeHistogram(file.readAll().trimmed().toStdString());
    QVERIFY(!decoded);
    QFETCH(std::string, message);
    QVERIFY2(decoded.error().contains(message), decoded.error().c_str());
}

void TestHistogramCodec::everyFixtureIsTested()
{
    const QStringList files =
        QDir(QStringLiteral(ESCALA_TEST_FOLDER "/malformed")).entryList({QStringLiteral("*.txt")});
    QCOMPARE(static_cast<std::size_t>(files.size()), kMalformed.size());
}

void TestHistogramCodec::refusesEveryCut()
{
    const std::string whole = encodeHistogram(histogramOf({10, 12, 5000}));
    for (std::size_t length = 0; length < whole.size(); ++length)
        QVERIFY2(!decodeHistogram(std::string_view(whole).substr(0, length)), std::to_string(length).c_str());
}

QTEST_APPLESS_MAIN(TestHistogramCodec)
#include "tst_histogram_codec.moc"
