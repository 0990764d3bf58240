#include "monitor/exposition.h"
#include "monitor/source_watch.h"

#include <QTest>

#include <cmath>

using namespace escala::monitor;

/// Prometheus' text format, by its specification.
class TestExposition : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSpecificationsExampleIsRead();
    void values_data();
    void values();
    void whatIsNoneIsRefusedWithItsLine_data();
    void whatIsNoneIsRefusedWithItsLine();
    void whatIsWrittenIsReadAgain();
    void countersAreToldFromGauges();
    void wantedMetricsAreKept();
    void noAnswerTakesMemoryOrTimeWithoutEnd();
};

namespace {

// https://prometheus.io/docs/instrumenting/exposition_formats/#text-format-example
constexpr std::string_view kExample = R"(# HELP http_requests_total The total number of HTTP requests.
# TYPE http_requests_total counter
http_requests_total{method="post",code="200"} 1027 1395066363000
http_requests_total{method="post",code="400"}    3 1395066363000

# Escaping in label values:
msdos_file_access_time_seconds{path="C:\\DIR\\FILE.TXT",error="Cannot find file:\n\"FILE.TXT\""} 1.458255915e9

# Minimalistic line:
metric_without_timestamp_and_labels 12.47

# A weird metric from before the epoch:
something_weird{problem="division by zero"} +Inf -3982045

# A histogram, which has a pretty complex representation in the text format:
# HELP http_request_duration_seconds A histogram of the request duration.
# TYPE http_request_duration_seconds histogram
http_request_duration_seconds_bucket{le="0.05"} 24054
http_request_duration_seconds_bucket{le="+Inf"} 144320
http_request_duration_seconds_sum 53423
http_request_duration_seconds_count 144320

# Finally a summary, which has a complex representation, too:
# HELP rpc_duration_seconds A summary of the RPC duration in seconds.
# TYPE rpc_duration_seconds summary
rpc_duration_seconds{quantile="0.01"} 3102
rpc_duration_seconds_sum 1.7560473e+07
rpc_duration_seconds_count 2693
)";

std::optional<double> valueOf(std::string_view value)
{
    const auto read = parseExposition("a " + std::string(value));
    return read && read->samples.size() == 1 ? std::optional(read->samples[0].value) : std::nullopt;
}

}

void TestExposition::theSpecificationsExampleIsRead()
{
    const auto read = parseExposition(kExample);
    QVERIFY2(read, read ? "" : read.error().c_str());
    QCOMPARE(read->samples.size(), 12U);
    QCOMPARE(read->samples[0].labels.at(1).second, "200");
    QCOMPARE(*read->samples[0].timestampMs, 1395066363000);
    QCOMPARE(read->samples[2].labels.at(0).second, "C:\\DIR\\FILE.TXT");
    QCOMPARE(read->samples[2].labels.at(1).second, "Cannot find file:\n\"FILE.TXT\"");
    QVERIFY(std::isinf(read->samples[4].value));
    QCOMPARE(*read->samples[4].timestampMs, -3982045);
    const Sample &bucket = read->samples[5];
    QVERIFY(read->families[bucket.family].type == MetricType::Histogram);
    QCOMPARE(read->families[bucket.family].name, "http_request_duration_seconds");
    QCOMPARE(read->families[bucket.family].help, "A histogram of the request duration.");
    QCOMPARE(read->samples[8].family, bucket.family);
    QCOMPARE(seriesText(bucket.name, bucket.labels), "http_request_duration_seconds_bucket{le=\"0.05\"}");
}

void TestExposition::values_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<double>("value");
    QTest::newRow("a whole number") << QByteArray("12") << 12.0;
    QTest::newRow("an exponent") << QByteArray("1e-3") << 0.001;
    QTest::newRow("a sign") << QByteArray("+4.5") << 4.5;
    QTest::newRow("no digit before the point") << QByteArray(".5") << 0.5;
    QTest::newRow("minus infinity") << QByteArray("-Inf") << -HUGE_VAL;
    QTest::newRow("too small to hold") << QByteArray("1e-5000") << 0.0;
}

void TestExposition::values()
{
    QFETCH(QByteArray, text);
    QFETCH(double, value);
    const auto read = valueOf(text.toStdString());
    QVERIFY(read);
    QCOMPARE(*read, value);
    QVERIFY(std::isnan(*valueOf("NaN")));
}

void TestExposition::whatIsNoneIsRefusedWithItsLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("HTML") << QByteArray("a 1\n<html>\n") << QByteArray("line 2: this is neither");
    QTest::newRow("no value") << QByteArray("a\n") << QByteArray("line 1: the value is no number");
    QTest::newRow("a word") << QByteArray("a b\n") << QByteArray("the value is no number");
    QTest::newRow("two signs") << QByteArray("a +-1\n") << QByteArray("the value is no number");
    QTest::newRow("too large to hold") << QByteArray("a 1e5000\n") << QByteArray("the value is no number");
    QTest::newRow("a time that is none") << QByteArray("a 1 1.5\n") << QByteArray("no time in milliseconds");
    QTest::newRow("an exemplar of another format") << QByteArray("a 1 # {b=\"c\"} 1\n") << QByteArray("milliseconds");
    QTest::newRow("a label without quotes") << QByteArray("a{b=c} 1\n") << QByteArray("not in quotes");
    QTest::newRow("a label without end") << QByteArray("a{b=\"c} 1\n") << QByteArray("not in quotes");
    QTest::newRow("an escape that is none") << QByteArray("a{b=\"\\t\"} 1\n") << QByteArray("escape");
    QTest::newRow("a label twice") << QByteArray("a{b=\"1\",b=\"2\"} 1\n") << QByteArray("stands twice");
    QTest::newRow("no comma") << QByteArray("a{b=\"1\"c=\"2\"} 1\n") << QByteArray("no comma");
    QTest::newRow("a colon in a label") << QByteArray("a{b:c=\"1\"} 1\n") << QByteArray("equals sign");
    QTest::newRow("a TYPE that is none") << QByteArray("# TYPE a timer\n") << QByteArray("TYPE that is none");
    QTest::newRow("two TYPEs") << QByteArray("# TYPE a gauge\n# TYPE a gauge\n") << QByteArray("line 2: a second TYPE");
    QTest::newRow("a TYPE too late") << QByteArray("a 1\n# TYPE a gauge\n") << QByteArray("behind the samples");
    QTest::newRow("HELP of nothing") << QByteArray("# HELP\n") << QByteArray("without the name");
}

void TestExposition::whatIsNoneIsRefusedWithItsLine()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, says);
    const auto read = parseExposition(text.toStdString());
    QVERIFY(!read);
    QVERIFY2(read.error().contains(says.toStdString()), read.error().c_str());
}

void TestExposition::whatIsWrittenIsReadAgain()
{
    ExpositionWriter writer;
    writer.family("a:b_total", "One \\ two\nthree \"four\"", MetricType::Counter);
    writer.sample("a:b_total", {{"x", "back\\slash \"quotes\"\nline"}, {"y", "ünïcode"}}, 1.0 / 3, 5);
    writer.sample("a:b_total", {}, std::nan(""));
    const auto read = parseExposition(writer.text());
    QVERIFY2(read, read ? "" : read.error().c_str());
    QCOMPARE(read->families.at(0).help, "One \\ two\nthree \"four\"");
    QCOMPARE(read->samples.at(0).labels.at(0).second, "back\\slash \"quotes\"\nline");
    QCOMPARE(read->samples.at(0).value, 1.0 / 3);
    QVERIFY(std::isnan(read->samples.at(1).value));
}

void TestExposition::countersAreToldFromGauges()
{
    const auto read = parseExposition(kExample);
    QVERIFY(read);
    const std::vector<bool> counters{true, true, false, false, false, true, true, true, true, false, true, true};
    for (std::size_t index = 0; index < counters.size(); ++index)
        QCOMPARE(isCounter(read->samples[index], read->families[read->samples[index].family]), counters[index]);
}

void TestExposition::wantedMetricsAreKept()
{
    QCOMPARE(readScrape(kExample, {})->readings.size(), 12U);
    QCOMPARE(readScrape(kExample, {"http_*"})->readings.size(), 6U);
    QCOMPARE(readScrape(kExample, {"rpc_duration_seconds_sum", "nothing"})->readings.size(), 1U);
    QCOMPARE(readScrape("a 1\na 2\n", {})->readings.size(), 1U);
}

// An endpoint that means harm: each of these took gigabytes or hours.
void TestExposition::noAnswerTakesMemoryOrTimeWithoutEnd()
{
    std::string labels = "m{";
    for (int index = 0; index < 5'000; ++index)
        labels += "a" + std::to_string(index) + "=\"\",";
    const auto tooManyLabels = parseExposition(labels + "} 1\n");
    QVERIFY(!tooManyLabels);
    QVERIFY2(tooManyLabels.error().contains("more than 100 labels"), tooManyLabels.error().c_str());
    const auto tooLong = parseExposition("m{a=\"" + std::string(100'000, 'v') + "\"} 1\n");
    QVERIFY(!tooLong && tooLong.error().contains("longer than 64 KiB"));

    std::string metrics;
    for (std::size_t index = 0; index <= ExpositionLimits::kFamilies; ++index)
        metrics += "m" + std::to_string(index) + " 1\n";
    QVERIFY(!parseExposition(metrics));
    std::string values;
    for (std::size_t index = 0; index <= ExpositionLimits::kSamples; ++index)
        values += "a 1\n";
    QVERIFY(!parseExposition(values));

    std::string help = "# HELP m " + std::string(ExpositionLimits::kHelp - 1, 'h') + "üüü\n";
    for (std::size_t index = 0; index < 2 * ScrapeReadings::kMost; ++index)
        help += "m{a=\"" + std::to_string(index) + "\"} 1\n";
    help += "m{a=\"" + std::string(ScrapeReadings::kMostName, 'v') + "\"} 1\n";
    const auto many = readScrape(help, {});
    QVERIFY(many);
    QCOMPARE(many->readings.size(), ScrapeReadings::kMost);
    QCOMPARE(many->leftOut, ScrapeReadings::kMost + 1);
    QCOMPARE(many->readings[0].help, std::string(ExpositionLimits::kHelp - 1, 'h'));
}

QTEST_GUILESS_MAIN(TestExposition)
#include "tst_exposition.moc"
