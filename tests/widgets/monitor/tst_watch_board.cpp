#include "charts/legend_button.h"
#include "charts/plot.h"
#include "common/theme.h"
#include "synthetic_watch.h"
#include "watch/watch_board.h"
#include "watch/watch_chart.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileInfo>
#include <QImage>
#include <QMenu>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace escala;
using namespace escala::tests;
using namespace std::chrono_literals;
using watch::WatchBoard;
using watch::WatchChart;

namespace {

std::unique_ptr<WatchBoard> boardOf(const watch::Courses &courses)
{
    auto board = std::make_unique<WatchBoard>();
    board->resize(900, 500);
    board->setWhole({watch::secondsOf(kNow) - 3600, watch::secondsOf(kNow)});
    board->setCourses(courses);
    board->show();
    board->draw();
    return board;
}

}

class TestWatchBoard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void oneTargetHasFourCharts();
    void severalTargetsShareThem();
    void seriesHaveChartsOfTheirOwn();
    void linesAreShort();
    void gapsAndIncidentsAreSeen();
    void aSecondWithoutAProbeIsNoGap();
    void anEmptyChartSaysWhy();
    void allChartsZoomTogether();
    void theCrosshairReadsAll();
    void nothingIsDrawnWhileHidden();
    void legendsSwitchLinesOff();
    void figuresCanBeCopied();
    void chartsCanBeSaved();
    void theMenuCopiesSavesAndShowsATable();
};

void TestWatchBoard::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
}

void TestWatchBoard::oneTargetHasFourCharts()
{
    const auto board = boardOf(syntheticCourses({"shop"}, 300));
    QStringList names;
    for (const auto *chart : board->charts())
        names << chart->objectName();
    QCOMPARE(names.join(u' '), QStringLiteral("response-time availability phases cache-hits"));
    QCOMPARE(board->charts().front()->content().lines.size(), std::size_t(3));
    QVERIFY(board->lastFrameMs() > 0);
}

void TestWatchBoard::severalTargetsShareThem()
{
    const auto board = boardOf(syntheticCourses({"shop", "api", "blog"}, 300));
    QCOMPARE(board->charts().size(), std::size_t(4));
    const auto &lines = board->charts().front()->content().lines;
    QCOMPARE(lines.size(), std::size_t(6)); // the median and the 99th percentile of each
    QCOMPARE(lines[0].name, QStringLiteral("shop p50"));
    QCOMPARE(lines[3].name, QStringLiteral("api p99"));
    QCOMPARE(lines[3].side, std::size_t(1)); // its colour and its shape
    board->setCourses(syntheticCourses({"shop"}, 300));
    board->draw();
    QCOMPARE(board->charts().front()->content().lines.size(), std::size_t(3));
}

void TestWatchBoard::seriesHaveChartsOfTheirOwn()
{
    auto courses = syntheticCourses({"shop"}, 60);
    watch::SeriesCourse memory{
        .key = {"node", "node_memory_MemAvailable_bytes"}, .kind = monitor::SeriesKind::Gauge, .points = {}};
    for (int i = 0; i < 60; ++i)
        memory.points.push_back({.start = kNow - 60min + i * 1min,
                                 .length = 60s,
                                 .gap = false,
                                 .min = 0,
                                 .mean = 3.0 * 1024 * 1024,
                                 .max = 4.0 * 1024 * 1024});
    courses.series.push_back(memory);
    const auto board = boardOf(courses);
    QCOMPARE(board->charts().size(), std::size_t(5));
    const auto &chart = board->charts().back()->content();
    QCOMPARE(chart.unit, QStringLiteral("MiB"));
    QCOMPARE(chart.lines.front().samples.front().value, 3.0);
    // Between two readings it is no gap; where several are missing it is one.
    for (int i = 0; i < 60; ++i)
        courses.series.front().points[std::size_t(i)].gap = i % 2 == 1 || i > 50;
    courses.series.front().interval = 120s;
    board->setCourses(courses);
    board->draw();
    QCOMPARE(board->charts().back()->plot()->face().curves.back().drawn.lines.size(), std::size_t(1));
    QCOMPARE(board->charts().back()->content().lines.front().samples.size(), std::size_t(26 + 9));
    courses.targets.clear(); // a source alone is charted too
    board->setCourses(courses);
    board->draw();
    QCOMPARE(board->charts().size(), std::size_t(1));
}

void TestWatchBoard::linesAreShort()
{
    const auto board = boardOf(syntheticCourses({"shop"}, 1800));
    std::size_t lines = 0;
    for (const auto *chart : board->charts()) {
        for (const auto &curve : chart->plot()->face().curves) {
            std::size_t points = std::size_t(curve.drawn.alone.size());
            for (const auto &line : curve.drawn.lines)
                points += std::size_t(line.size());
            QVERIFY2(points <= std::size_t(charts::kMostPoints), qPrintable(QString::number(points)));
            ++lines;
        }
    }
    QCOMPARE(lines, std::size_t(14));
    QVERIFY(board->points() > 1000);
}

void TestWatchBoard::gapsAndIncidentsAreSeen()
{
    const auto board = boardOf(syntheticCourses({"shop"}, 300));
    monitor::IncidentView incident;
    incident.id = 1;
    incident.target = "shop";
    incident.start = kNow - 20min;
    incident.end = kNow - 15min;
    board->setIncidents({incident});
    board->draw();
    for (const auto *chart : board->charts()) {
        using Kind = charts::PlotFace::Span::Kind;
        const auto &face = chart->plot()->face();
        QCOMPARE(face.spans.size(), std::size_t(2));
        QCOMPARE(face.spans[0].kind, Kind::Unwatched);
        QVERIFY(std::abs(face.spans[0].from - 0.25) < 0.01 && std::abs(face.spans[0].to - 0.3) < 0.01);
        QCOMPARE(face.spans[1].kind, Kind::Incident);
        QVERIFY(std::abs(face.spans[1].from - 2.0 / 3) < 0.01 && std::abs(face.spans[1].to - 0.75) < 0.01);
        QCOMPARE(face.marks.size(), std::size_t(1));
    }
    // No line goes across what was not watched.
    const auto &lines = board->charts().front()->plot()->face().curves.back().drawn.lines;
    QCOMPARE(lines.size(), std::size_t(2));
}

void TestWatchBoard::aSecondWithoutAProbeIsNoGap()
{
    auto courses = syntheticCourses({"shop", "api"}, 60);
    courses.targets.front().points[40].figures = {};
    const auto board = boardOf(courses);
    const auto *chart = board->charts().front();
    QCOMPARE(chart->plot()->face().curves.back().drawn.lines.size(), std::size_t(2)); // only the one that is a gap
    const auto lines = chart->text().split(u'\n');
    QCOMPARE(lines.size(), 61);
    QCOMPARE(lines.at(41).split(u'\t').at(1), QString());
    QVERIFY(!lines.at(41).split(u'\t').at(3).isEmpty()); // the other target was asked then
}

void TestWatchBoard::anEmptyChartSaysWhy()
{
    auto courses = syntheticCourses({"shop"}, 60);
    for (auto &point : courses.targets.front().points)
        point.figures.cache = {0, 0, 0, 0, 12};
    const auto board = boardOf(courses);
    const auto *hits = board->charts().back();
    QVERIFY(hits->plot()->face().emptyText.contains(QStringLiteral("no cache header")));
    QVERIFY(board->charts().front()->plot()->face().emptyText.isEmpty());
    QVERIFY(hits->plot()->accessibleDescription().contains(QStringLiteral("no cache header")));
}

void TestWatchBoard::allChartsZoomTogether()
{
    const auto board = boardOf(syntheticCourses({"shop"}, 300));
    const QSignalSpy moved(board.get(), &WatchBoard::windowChanged);
    Q_EMIT board->charts()[1]->plot()->zoomed(0.5, 0.5);
    board->draw();
    QCOMPARE(moved.count(), 1);
    for (const auto *chart : board->charts())
        QVERIFY(std::abs(chart->plot()->face().time.high() - chart->plot()->face().time.low() - 1800) < 1);
    board->setFocus();
    QTest::keyClick(board.get(), Qt::Key_Plus);
    QVERIFY(board->axis().window().to - board->axis().window().from < 1800);
    Q_EMIT board->charts()[0]->plot()->resetRequested();
    QVERIFY(!board->axis().isZoomed());
    QTest::keyClick(board.get(), Qt::Key_Plus);
    QTest::keyClick(board.get(), Qt::Key_Home);
    QVERIFY(!board->axis().isZoomed());
}

void TestWatchBoard::theCrosshairReadsAll()
{
    const auto board = boardOf(syntheticCourses({"shop"}, 300));
    auto *first = board->charts().front();
    auto *p99 = first->findChildren<charts::LegendButton *>().back();
    const auto latest = p99->value();
    Q_EMIT first->plot()->hovered(0.502); // the spike
    QCOMPARE(p99->value(), QStringLiteral("900"));
    for (const auto *chart : board->charts())
        QVERIFY(chart->plot()->face().crosshair.has_value());
    Q_EMIT first->plot()->left();
    QCOMPARE(p99->value(), latest);
    QTest::keyClick(board.get(), Qt::Key_Right);
    QVERIFY(first->plot()->face().crosshair.has_value());
    QTest::keyClick(board.get(), Qt::Key_Escape);
    QVERIFY(!first->plot()->face().crosshair.has_value());
}

void TestWatchBoard::nothingIsDrawnWhileHidden()
{
    const auto board = boardOf(syntheticCourses({"shop"}, 300));
    board->hide();
    board->setCourses(syntheticCourses({"shop", "api"}, 300));
    board->draw();
    QCOMPARE(board->charts().front()->content().lines.size(), std::size_t(3));
    board->show(); // and then what it was given last
    QTRY_COMPARE_WITH_TIMEOUT(board->charts().front()->content().lines.size(), std::size_t(4), 30'000);
}

void TestWatchBoard::legendsSwitchLinesOff()
{
    const auto board = boardOf(syntheticCourses({"shop"}, 300));
    auto *chart = board->charts().front();
    const auto before = chart->points();
    auto *button = chart->findChildren<charts::LegendButton *>().back();
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(!button->isChecked());
    QVERIFY(chart->points() < before);
    board->setCourses(syntheticCourses({"shop"}, 300)); // it stays so
    board->draw();
    QVERIFY(chart->points() < before);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(chart->points(), before);
}

void TestWatchBoard::figuresCanBeCopied()
{
    const auto board = boardOf(syntheticCourses({"shop"}, 60));
    const auto lines = board->charts().front()->text().split(u'\n');
    QCOMPARE(lines.size(), 61);
    QCOMPARE(lines.front(), QStringLiteral("Time\tp50\tp95\tp99"));
    QVERIFY(lines.at(31).contains(QStringLiteral("\t900")));
    QVERIFY(lines.at(16).endsWith(QStringLiteral("\t–\t–\t–"))); // not watched
    board->charts().front()->setTableShown(true);
    QVERIFY(!board->charts().front()->plot()->isVisible());
}

// On white paper whatever the theme, with what the chart shows.
void TestWatchBoard::chartsCanBeSaved()
{
    const auto board = boardOf(syntheticCourses({"shop", "api"}, 300));
    board->setPalette(common::paletteOf(common::darkTokens()));
    const QTemporaryDir dir;
    using Format = charts::PictureFormat;
    for (const auto &[format, suffix] :
         {std::pair{Format::Png, "png"}, std::pair{Format::Svg, "svg"}, std::pair{Format::Pdf, "pdf"}}) {
        const auto file = dir.filePath(QStringLiteral("phases.") + QLatin1StringView(suffix));
        const auto written = board->writeChart(QStringLiteral("phases"), format, file.toStdString());
        QVERIFY2(written, written ? "" : written.error().c_str());
        QVERIFY(QFileInfo(file).size() > 1000);
    }
    const QImage picture(dir.filePath(QStringLiteral("phases.png")));
    QCOMPARE(picture.width(), 2240);
    QCOMPARE(picture.pixelColor(5, 5), QColor(Qt::white));
    QSet<QRgb> colours; // lines are there, not paper alone
    for (int y = 0; y < picture.height(); y += 2) {
        for (int x = 0; x < picture.width(); x += 2)
            colours.insert(picture.pixel(x, y));
    }
    QVERIFY(colours.size() > 20);
    QFile svg(dir.filePath(QStringLiteral("phases.svg")));
    QVERIFY(svg.open(QIODevice::ReadOnly));
    const auto text = QString::fromUtf8(svg.readAll());
    QVERIFY(text.contains(board->charts()[2]->content().title));
    QVERIFY(text.contains(QStringLiteral("shop")));
    QVERIFY(
        !board->writeChart(QStringLiteral("nonsense"), Format::Png, dir.filePath(QStringLiteral("x")).toStdString()));
    const auto refused = board->writeChart(QStringLiteral("phases"), Format::Png, "/proc/nowhere/phases.png");
    QVERIFY(!refused && !refused.error().empty());
}

void TestWatchBoard::theMenuCopiesSavesAndShowsATable()
{
    const auto board = boardOf(syntheticCourses({"shop"}, 60));
    QSignalSpy saved(board.get(), &WatchBoard::exportChartRequested);
    auto *chart = board->charts()[1];
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, chart->mapToGlobal(QPoint(9, 9)));
    QCoreApplication::sendEvent(chart, &event);
    auto *menu = chart->findChild<QMenu *>();
    QVERIFY(menu);
    const auto actions = menu->actions();
    QCOMPARE(actions.size(), 5);
    actions[1]->trigger();
    QCOMPARE(saved.count(), 1);
    QCOMPARE(saved[0][0].toString(), QStringLiteral("availability"));
    actions[0]->trigger();
    QVERIFY(!QApplication::clipboard()->image().isNull());
    actions[2]->trigger();
    QCOMPARE(QApplication::clipboard()->text(), chart->text());
    actions[4]->trigger();
    QVERIFY(chart->isTableShown());
    menu->close();
}

QTEST_MAIN(TestWatchBoard)
#include "tst_watch_board.moc"
