#include "experiment/experiment_file.h"
#include "store/blob.h"
#include "store/experiment_fields.h"
#include "stored_sample.h"

#include <QTest>

#include <limits>

using namespace escala;
using namespace std::chrono_literals;
using store::ArchiveReader;
using store::ArchiveWriter;

namespace {

/// What comes back of a value; nothing where it can't be read, or not to its end.
template <typename Value>
std::optional<Value> again(const Value &value)
{
    ArchiveWriter writer;
    writer(value);
    ArchiveReader reader(writer.bytes());
    std::optional<Value> read(std::in_place);
    reader(*read);
    return reader.complete() ? std::move(read) : std::nullopt;
}

}

class TestBlob : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsNumbers();
    void keepsEachPartOfAResult();
    void keepsSeconds();
    void keepsResults();
    void refusesWhatIsCutOff();
    void refusesOtherBytes_data();
    void refusesOtherBytes();
};

void TestBlob::keepsNumbers()
{
    using Signed = std::numeric_limits<std::int64_t>;
    for (const std::int64_t number :
         {std::int64_t{0}, std::int64_t{-1}, std::int64_t{64}, Signed::min(), Signed::max()})
        QCOMPARE(again(number), std::optional(number));
    for (const std::uint64_t number : {std::uint64_t{127}, std::uint64_t{128}, ~std::uint64_t{0}})
        QCOMPARE(again(number), std::optional(number));
    for (const double number : {0.0, -1.5, 1e308, 5e-324})
        QCOMPARE(again(number), std::optional(number));
    QVERIFY(again(std::optional<double>()).value() == std::nullopt);
    QCOMPARE(again(std::string("Größe\0x", 9)), std::optional(std::string("Größe\0x", 9)));
    ArchiveWriter wide;
    wide(std::uint64_t{300});
    ArchiveReader reader(wide.bytes());
    std::uint8_t narrow = 7;
    reader(narrow);
    QVERIFY(!reader.good());
    QCOMPARE(narrow, std::uint8_t{0});
    QCOMPARE(again(std::chrono::nanoseconds(-5)), std::optional(std::chrono::nanoseconds(-5)));
    QVERIFY(!again(std::chrono::nanoseconds::max())); // no time that is measured
}

void TestBlob::keepsEachPartOfAResult()
{
    const SampleRun run = sampleRun();
    const experiment::TargetResult &target = run.result.targets.back();
    const metrics::TargetSnapshot &figures = target.figures;
    QVERIFY(again(*target.total) == *target.total);
    QVERIFY(again(figures.series) == figures.series);
    QVERIFY(again(figures.tail) == figures.tail);
    QVERIFY(again(figures.heat) == figures.heat);
    QVERIFY(again(figures.checks) == figures.checks);
    QVERIFY(again(figures.summary));
    QVERIFY(again(figures));
    QVERIFY(again(run.result.generator) == run.result.generator);
    QVERIFY(again(run.result.marks) == run.result.marks);
    QVERIFY(again(run.result.faults) == run.result.faults);
    QVERIFY(again(target.server->spec) == target.server->spec);
    QVERIFY(again(target));
    const auto plan = experiment::parseExperiment(experiment::writeExperiment(run.result.experiment));
    QVERIFY2(plan.has_value(), plan ? "" : plan.error().message.c_str());
    QVERIFY(*plan == run.result.experiment);
}

void TestBlob::keepsSeconds()
{
    const metrics::Second second = sampleSecond({}, 1, 3).second;
    QCOMPARE(second.slowest.size(), metrics::Slowest::kMost);
    QVERIFY(store::secondOf(store::blobOf(second)) == second);
    QVERIFY(store::secondOf(store::blobOf(metrics::Second())) == metrics::Second());
}

void TestBlob::keepsResults()
{
    const SampleRun run = sampleRun();
    const auto read = store::resultOf(store::blobOf(run.result));
    QVERIFY(read.has_value());
    QCOMPARE(difference(*read, run.result), std::string());
    const auto head = store::resultOf(store::blobOf(run.head));
    QVERIFY(head.has_value());
    QCOMPARE(difference(*head, run.head), std::string());
}

void TestBlob::refusesWhatIsCutOff()
{
    const QByteArray blob = store::blobOf(sampleSecond({}, 0, 0).second);
    for (qsizetype length = 0; length < blob.size(); ++length)
        QVERIFY(!store::secondOf(blob.first(length)));
    ArchiveWriter writer;
    writer(sampleRun({.targets = 1, .seconds = 1, .requests = 3}).result);
    for (std::size_t length = 0; length < writer.bytes().size(); ++length) {
        ArchiveReader reader(std::span(writer.bytes()).first(length));
        experiment::RunResult result;
        reader(result);
        QVERIFY(!reader.complete());
    }
}

void TestBlob::refusesOtherBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("another version") << QByteArray("\x02") + qCompress(QByteArray("x"));
    QTest::newRow("not compressed") << QByteArray("\x01plain text");
    QTest::newRow("a length beyond reason") << QByteArray("\x01\x7f\xff\xff\xff\x78\x9c", 7);
    QTest::newRow("something else, compressed") << QByteArray("\x01") + qCompress(QByteArray(100, '\xff'));
}

void TestBlob::refusesOtherBytes()
{
    QFETCH(const QByteArray, bytes);
    QVERIFY(!store::secondOf(bytes));
    QVERIFY(!store::resultOf(bytes));
}

QTEST_GUILESS_MAIN(TestBlob)
#include "tst_blob.moc"
