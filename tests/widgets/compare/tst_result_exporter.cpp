#include "synthetic_run.h"

#include "compare/result_exporter.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace escala;
using compare::ResultExporter;
using compare::TextFormat;

namespace {

constexpr int kLimit = 60'000;

}

class TestResultExporter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingOfARun();
    void theWindowGoesOnMeanwhile();
    void aFolderThatCantBeWrittenIsSaid();
    void requestsFollowOneAnother();
    void mayBeDestroyedAtAnyTime();
};

void TestResultExporter::everythingOfARun()
{
    const QTemporaryDir dir;
    ResultExporter exporter;
    const QSignalSpy written(&exporter, &ResultExporter::written);
    const QSignalSpy failed(&exporter, &ResultExporter::failed);
    exporter.exportAll(tests::syntheticResult(experiment::quickPreset(), 300), dir.filePath(QStringLiteral("all")));
    QTRY_VERIFY_WITH_TIMEOUT(written.count() + failed.count() == 1, kLimit);
    QVERIFY2(failed.isEmpty(), qPrintable(failed.value(0).value(0).toString()));
    const QDir all(dir.filePath(QStringLiteral("all")));
    for (const auto *name : {"result.json", "summary.csv", "series.csv", "report.html", "Slow.hlog", "Cached.hlog"})
        QVERIFY2(QFile(all.filePath(QString::fromLatin1(name))).size() > 0, name);
    for (const auto &chart : charts::chartNames()) {
        for (const auto *suffix : {".png", ".svg", ".pdf"}) {
            const QString name = QStringLiteral("charts/") + chart + QString::fromLatin1(suffix);
            QVERIFY2(QFile(all.filePath(name)).size() > 0, qPrintable(name));
        }
    }
}

// A timer of the GUI thread keeps ticking between the pictures: they are drawn one at a time.
void TestResultExporter::theWindowGoesOnMeanwhile()
{
    const QTemporaryDir dir;
    ResultExporter exporter;
    const QSignalSpy written(&exporter, &ResultExporter::written);
    QTimer timer;
    int ticks = 0;
    connect(&timer, &QTimer::timeout, this, [&ticks] { ++ticks; });
    timer.start(0);
    exporter.exportAll(tests::syntheticResult(experiment::quickPreset(), 300), dir.path());
    QTRY_VERIFY_WITH_TIMEOUT(!written.isEmpty(), kLimit);
    QVERIFY(ticks > charts::chartNames().size());
}

void TestResultExporter::aFolderThatCantBeWrittenIsSaid()
{
    const QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    ResultExporter exporter;
    const QSignalSpy written(&exporter, &ResultExporter::written);
    const QSignalSpy failed(&exporter, &ResultExporter::failed);
    exporter.exportAll(tests::syntheticResult(experiment::quickPreset(), 30),
                       file.fileName() + QStringLiteral("/below"));
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, kLimit);
    QVERIFY(failed.first().first().toString().contains(file.fileName()));
    QVERIFY(written.isEmpty());
    QVERIFY(!exporter.isBusy());

    exporter.exportText(tests::syntheticResult(experiment::quickPreset(), 30), TextFormat::SummaryCsv,
                        dir.filePath(QStringLiteral("summary.csv")));
    QTRY_COMPARE_WITH_TIMEOUT(written.count(), 1, kLimit);
}

void TestResultExporter::requestsFollowOneAnother()
{
    const QTemporaryDir dir;
    const auto result = tests::syntheticResult(experiment::quickPreset(), 30);
    ResultExporter exporter;
    exporter.exportText(result, TextFormat::Json, dir.filePath(QStringLiteral("a.json")));
    exporter.exportText(result, TextFormat::SeriesCsv, dir.filePath(QStringLiteral("b.csv")));
    exporter.exportChart(result, charts::chartNames().first(), charts::PictureFormat::Svg,
                         dir.filePath(QStringLiteral("c.svg")));
    QTRY_VERIFY_WITH_TIMEOUT(!exporter.isBusy(), kLimit);
    for (const auto *name : {"a.json", "b.csv", "c.svg"})
        QVERIFY2(QFile::exists(dir.filePath(QString::fromLatin1(name))), name);
}

void TestResultExporter::mayBeDestroyedAtAnyTime()
{
    const QTemporaryDir dir;
    for (int i = 0; i < 5; ++i) {
        ResultExporter exporter;
        exporter.exportAll(tests::syntheticResult(experiment::quickPreset(), 30), dir.path());
        QCoreApplication::processEvents();
    }
}

QTEST_MAIN(TestResultExporter)
#include "tst_result_exporter.moc"
