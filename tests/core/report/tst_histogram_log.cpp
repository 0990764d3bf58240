#include "histogram_tool.h"
#include "report/file_writer.h"
#include "report/report.h"
#include "sample_result.h"

#include <QTemporaryDir>
#include <QTest>

using namespace escala;
using namespace std::chrono_literals;

class TestHistogramLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void javaReadsIt();
    void hostileNames();
    void withoutAnswers();
};

namespace {

/// What Java's HistogramLogReader finds in it: a line an interval.
QStringList readByJava(const std::string &log)
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("run.hlog"));
    if (const auto written = report::writeFile(path.toStdString(), log); !written)
        QTest::qFail(written.error().c_str(), __FILE__, __LINE__);
    return histogramTool({QStringLiteral("log"), path});
}

}

void TestHistogramLog::javaReadsIt()
{
    experiment::RunResult result = slowAndCached();
    auto total = std::make_shared<metrics::Tally>(*result.targets[1].total);
    for (int each = 1; each <= 1000; ++each)
        total->response.record(each * 1ms);
    result.targets[1].total = total;
    const QStringList lines = readByJava(report::histogramLog(result, 1));
    QCOMPARE(lines.size(), 1);
    const QStringList words = lines.front().split(u' ');
    const metrics::Histogram &ours = total->response;
    QCOMPARE(words.value(0), QStringLiteral("Cached"));
    QCOMPARE(words.value(1), QStringLiteral("1795467600123")); // start and end in ms since 1970
    QCOMPARE(words.value(2), QStringLiteral("1795467610123"));
    QCOMPARE(words.value(3).toULongLong(), ours.count());
    QCOMPARE(words.value(4).toLongLong(), ours.quantile(0.5).count());
    QCOMPARE(words.value(5).toLongLong(), ours.quantile(0.99).count());
    QCOMPARE(words.value(6).toLongLong(), ours.quantile(0.999).count());
    // Java knows the end of the last bucket only; ours is the value itself.
    const auto slack = static_cast<long long>(metrics::Histogram::widthAt(ours.counts().size() - 1).count());
    QVERIFY(words.value(7).toLongLong() >= ours.max().count());
    QVERIFY(words.value(7).toLongLong() < ours.max().count() + slack);
}

void TestHistogramLog::hostileNames()
{
    experiment::RunResult result = sampleResult({{.name = "a,b\nTag=evil \xff"}});
    result.targets.front().url = "http://user:secret@host/\n";
    const std::string log = report::histogramLog(result, 0);
    QVERIFY(log.find("secret") == std::string::npos);
    const QStringList lines = readByJava(log);
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines.front().startsWith(QStringLiteral("a-b-Tag-evil ")), qPrintable(lines.front()));
}

void TestHistogramLog::withoutAnswers()
{
    experiment::RunResult result = sampleResult({{.name = "Dead", .good = 0}});
    QCOMPARE(readByJava(report::histogramLog(result, 0)).value(0).split(u' ').value(3), QStringLiteral("0"));
    result.targets.front().total = nullptr;
    QCOMPARE(readByJava(report::histogramLog(result, 0)).value(0).split(u' ').value(3), QStringLiteral("0"));
    QCOMPARE(report::histogramLog(result, 1), std::string()); // no such target
}

QTEST_GUILESS_MAIN(TestHistogramLog)
#include "tst_histogram_log.moc"
