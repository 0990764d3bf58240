#include "charts/chart_export.h"
#include "charts/export_bundle.h"
#include "synthetic_run.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QRegularExpression>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <set>

using namespace escala;
using namespace escala::charts;

class TestChartExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyChartIsWritten_data();
    void everyChartIsWritten();
    void svgStaysInside_data();
    void svgStaysInside();
    void reportHasEveryChart();
    void bundleIsWhole();
    void unknownChartIsASentence();
    void unwritableFolderIsASentence();
    void pictureForTheClipboard();
    void runWithoutTargetsIsNoCrash();
};

namespace {

// Enough colours that something was drawn on it.
bool isDrawn(const QImage &image)
{
    std::set<QRgb> colours;
    for (int y = 0; y < image.height(); y += 3) {
        for (int x = 0; x < image.width(); x += 3)
            colours.insert(image.pixel(x, y));
    }
    return colours.size() > 20;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}

void TestChartExport::everyChartIsWritten_data()
{
    QTest::addColumn<QString>("chart");
    for (const auto &chart : chartNames())
        QTest::newRow(qPrintable(chart)) << chart;
}

void TestChartExport::everyChartIsWritten()
{
    QFETCH(QString, chart);
    const QTemporaryDir dir;
    const auto result = synthetic::resultOf(synthetic::quick());
    const auto path = [&](const char *suffix) {
        return QString(dir.path() % u'/' % chart % QString::fromLatin1(suffix));
    };
    for (const auto &[format, suffix] : {std::pair{PictureFormat::Png, ".png"}, std::pair{PictureFormat::Svg, ".svg"},
                                         std::pair{PictureFormat::Pdf, ".pdf"}}) {
        const auto written = exportChart(result, chart, format, path(suffix).toStdString());
        QVERIFY2(written, written ? "" : written.error().c_str());
    }
    const QImage png(path(".png"));
    QVERIFY(png.width() >= 2000);
    QCOMPARE(png.pixelColor(0, 0), QColor(Qt::white));
    QVERIFY(isDrawn(png));

    QSvgRenderer svg(path(".svg"));
    QVERIFY(svg.isValid());
    QImage picture(svg.defaultSize(), QImage::Format_RGB32);
    picture.fill(Qt::black);
    QPainter painter(&picture);
    svg.render(&painter);
    QCOMPARE(picture.pixelColor(3, 3), QColor(Qt::white)); // has a background of its own
    QVERIFY(isDrawn(picture));

    const auto pdf = contentOf(path(".pdf"));
    QVERIFY(pdf.startsWith("%PDF-"));
    QCOMPARE(pdf.count("/Type /Page\n"), 1);
}

void TestChartExport::svgStaysInside_data()
{
    QTest::addColumn<RunCourse>("course");
    QTest::newRow("quick") << synthetic::quick();
    QTest::newRow("classic") << synthetic::classic();
    QTest::newRow("longer than a chart has points") << synthetic::dense(2, 3000);
}

void TestChartExport::svgStaysInside()
{
    QFETCH(RunCourse, course);
    static const QRegularExpression number(QStringLiteral("-?[0-9.]+(?:e-?[0-9]+)?"));
    for (const auto &chart : reportCharts(synthetic::resultOf(course))) {
        QXmlStreamReader xml(QByteArray::fromStdString(chart.svg));
        QSizeF size;
        int lines = 0;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            const auto numbersOf = [&](QStringView text) {
                QList<double> numbers;
                auto matches = number.globalMatch(text.toString());
                while (matches.hasNext())
                    numbers << matches.next().captured().toDouble();
                return numbers;
            };
            if (xml.name() == u"svg") {
                const auto box = numbersOf(xml.attributes().value(QStringLiteral("viewBox")));
                size = {box.at(2), box.at(3)};
            } else if (xml.name() == u"polyline") {
                // Coordinates are within the plot: what Qt does not clip is not there.
                ++lines;
                const auto points = numbersOf(xml.attributes().value(QStringLiteral("points")));
                for (qsizetype i = 0; i + 1 < points.size(); i += 2) {
                    QVERIFY(points[i] >= 0 && points[i] <= size.width());
                    QVERIFY(points[i + 1] >= 0 && points[i + 1] <= size.height());
                }
            }
        }
        QVERIFY(!xml.hasError());
        QVERIFY2(lines > 0, chart.name.c_str());
    }
}

void TestChartExport::reportHasEveryChart()
{
    const auto charts = reportCharts(synthetic::resultOf(synthetic::quick()));
    QCOMPARE(charts.size(), static_cast<std::size_t>(chartNames().size() - 1)); // without the sheet
    for (const auto &chart : charts) {
        QVERIFY(chart.svg.starts_with("<svg"));
        QVERIFY(!chart.title.empty());
        QVERIFY(chart.description.find("Cached") != std::string::npos);
    }
}

void TestChartExport::bundleIsWhole()
{
    const QTemporaryDir dir;
    const auto written =
        exportAll(synthetic::resultOf(synthetic::quick(2)), {}, dir.filePath(QStringLiteral("new/run")).toStdString());
    QVERIFY2(written, written ? "" : written.error().c_str());
    const QDir run(dir.filePath(QStringLiteral("new/run")));
    for (const auto *name : {"result.json", "summary.csv", "series.csv", "report.html", "Slow.hlog", "Cached.hlog",
                             "charts/response-time.png", "charts/all.svg", "charts/all.pdf", "charts/server.png"})
        QVERIFY2(QFile(run.filePath(QString::fromLatin1(name))).size() > 0, name);
    QCOMPARE(QDir(run.filePath(QStringLiteral("charts"))).entryList(QDir::Files).size(), 3 * chartNames().size());
    QVERIFY(contentOf(run.filePath(QStringLiteral("report.html"))).contains("<svg"));
}

void TestChartExport::unknownChartIsASentence()
{
    const auto written = exportChart({}, QStringLiteral("nonsense"), PictureFormat::Png, "nonsense.png");
    QVERIFY(!written);
    QVERIFY(written.error().find("response-time") != std::string::npos);
    QVERIFY(!QFile::exists(QStringLiteral("nonsense.png")));
}

void TestChartExport::unwritableFolderIsASentence()
{
    const QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto below = dir.filePath(QStringLiteral("file/below.png")).toStdString();
    const auto written =
        exportChart(synthetic::resultOf(synthetic::quick(1)), QStringLiteral("errors"), PictureFormat::Png, below);
    QVERIFY(!written);
    QVERIFY(written.error().find("file") != std::string::npos);
}

void TestChartExport::pictureForTheClipboard()
{
    QVERIFY(isDrawn(chartImage(synthetic::resultOf(synthetic::classic()), QStringLiteral("throughput"))));
    QVERIFY(chartImage(synthetic::resultOf(synthetic::classic()), QStringLiteral("nonsense")).isNull());
}

void TestChartExport::runWithoutTargetsIsNoCrash()
{
    QVERIFY(!chartImage({}, QStringLiteral("all")).isNull());
}

QTEST_MAIN(TestChartExport)
#include "tst_chart_export.moc"
