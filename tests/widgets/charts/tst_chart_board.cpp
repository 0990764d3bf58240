#include "charts/chart_board.h"
#include "charts/chart_panel.h"
#include "charts/legend_button.h"
#include "charts/plot.h"
#include "synthetic_run.h"

#include <QMenu>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include <set>

#include <memory>

using namespace escala;
using namespace escala::charts;

class TestChartBoard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void columnsAndRowsStand();
    void overlayHasOneColumn();
    void legendHidesALine();
    void offeredLiesBeneathAchieved();
    void limitsOfTheGenerator_data();
    void limitsOfTheGenerator();
    void longNamesLeaveThePlotItsRoom();
    void keysMoveTheCrosshairOfAllCharts();
    void clickChoosesAMoment();
    void enterChoosesTheMomentOfTheCrosshair();
    void zoomIsSharedAndResets();
    void latestCourseWins();
    void nothingIsDrawnWhileHidden();
    void chartsCanBeHeard();
    void tableStandsInForThePlot();
    void menuAsksForAnExport();
    void anotherNumberOfTargetsFits();
    void percentilesAreALineASide();
    void tooFewAnswersAreGrey();
    void heatMapHasAColourForEachCount();
    void tablesOfPercentilesAndHeat();
};

namespace {

constexpr int kPatience = 30'000;

std::unique_ptr<ChartBoard> boardOf(const RunCourse &course)
{
    auto board = std::make_unique<ChartBoard>();
    board->resize(1100, 1600); // all rows are seen: the others are not drawn
    board->setCourse(std::make_shared<const RunCourse>(course));
    board->show();
    return board;
}

QList<ChartPanel *> panelsOf(const ChartBoard &board)
{
    return board.findChildren<ChartPanel *>();
}

ChartPanel *panel(const ChartBoard &board, const QString &chart, std::size_t side)
{
    for (auto *each : panelsOf(board)) {
        if (each->spec().name == chart && each->sides().front() == side)
            return each;
    }
    return nullptr;
}

bool isDrawn(const ChartPanel &panel)
{
    const auto &face = panel.plot()->face();
    return !face.curves.empty() && !face.curves.back().drawn.lines.empty();
}

const auto kLatency = QStringLiteral("response-time");

}

void TestChartBoard::columnsAndRowsStand()
{
    const auto board = boardOf(synthetic::quick(5));
    QCOMPARE(panelsOf(*board).size(), 13); // percentiles in one chart, all others a chart a side
    auto *slow = panel(*board, kLatency, 0);
    auto *cached = panel(*board, kLatency, 1);
    QTRY_VERIFY_WITH_TIMEOUT(isDrawn(*slow) && isDrawn(*cached), kPatience);
    QCOMPARE(slow->width(), cached->width());
    QCOMPARE(slow->y(), cached->y());
    QCOMPARE(slow->plot()->face().left.high(), cached->plot()->face().left.high());
    QVERIFY(board->lastFrameMs() > 0);
}

void TestChartBoard::overlayHasOneColumn()
{
    const auto board = boardOf(synthetic::quick(5, 3));
    board->setOverlay(true);
    QCOMPARE(panelsOf(*board).size(), 9); // a heat map a side still
    auto *all = panel(*board, kLatency, 0);
    QTRY_COMPARE_WITH_TIMEOUT(all->plot()->face().curves.size(), 9U, kPatience);
    QCOMPARE(all->legend({1, 0})->text(), QStringLiteral("Cached p50"));
    board->setOverlay(false);
    QCOMPARE(panelsOf(*board).size(), 19);
}

void TestChartBoard::legendHidesALine()
{
    const auto board = boardOf(synthetic::quick(5));
    auto *cached = panel(*board, kLatency, 1);
    QTRY_VERIFY_WITH_TIMEOUT(isDrawn(*cached), kPatience);
    QTest::mouseClick(cached->legend({1, 0}), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!cached->plot()->face().curves.back().shown, kPatience);
    QVERIFY(cached->plot()->face().curves.front().shown);
    QVERIFY(panel(*board, kLatency, 0)->plot()->face().curves.back().shown); // the other side keeps its own
    QTest::mouseClick(cached->legend({1, 0}), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(isDrawn(*cached), kPatience);
}

void TestChartBoard::offeredLiesBeneathAchieved()
{
    auto course = synthetic::quick(5);
    for (auto &point : course.sides[1].points)
        point.offered *= 2;
    const auto board = boardOf(course);
    auto *cached = panel(*board, QStringLiteral("throughput"), 1);
    QTRY_VERIFY_WITH_TIMEOUT(isDrawn(*cached), kPatience);
    const auto &curves = cached->plot()->face().curves;
    QCOMPARE(curves.size(), 2U);
    const auto &offered = curves.front(); // drawn first
    const auto &achieved = curves.back();
    QVERIFY(offered.style.width > 2 * achieved.style.width);
    QVERIFY(offered.drawn.lines.front().last().y() > achieved.drawn.lines.front().last().y());
    QTest::mouseClick(cached->legend({1, 1}), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!cached->plot()->face().curves.front().shown, kPatience);
}

void TestChartBoard::limitsOfTheGenerator_data()
{
    QTest::addColumn<QString>("chart");
    QTest::addColumn<double>("share"); // of the highest value on the axis
    QTest::addColumn<bool>("drawn");
    QTest::newRow("ceiling within reach") << QStringLiteral("throughput") << 0.9 << true;
    QTest::newRow("ceiling far above") << QStringLiteral("throughput") << 50.0 << false;
    QTest::newRow("lag floor within reach") << kLatency << 0.9 << true;
    QTest::newRow("lag floor far below") << kLatency << 1e-9 << false;
    QTest::newRow("no limit of cache hits") << QStringLiteral("cache-hits") << 0.9 << false;
}

// A line with a word, on the axis that the answers have chosen.
void TestChartBoard::limitsOfTheGenerator()
{
    QFETCH(const QString, chart);
    QFETCH(const double, share);
    QFETCH(const bool, drawn);
    auto course = synthetic::quick(5);
    const auto board = boardOf(course);
    const auto *shown = panel(*board, chart, 1);
    QTRY_VERIFY_WITH_TIMEOUT(isDrawn(*shown), kPatience);
    QVERIFY(!shown->plot()->face().limit);
    const auto axis = shown->plot()->face().left;
    const std::chrono::duration<double, std::milli> lag(axis.high() * share);
    course.calibration = {.ceilingRps = axis.high() * share,
                          .lagFloor = std::chrono::round<std::chrono::nanoseconds>(lag),
                          .engineThreads = 1};
    const auto newest = [&] {
        return panel(*board, kLatency, 0)->plot()->face().curves.back().drawn.lines.back().last();
    };
    const auto before = newest();
    course.sides[0].points.pop_back();
    board->setCourse(std::make_shared<const RunCourse>(course));
    QTRY_VERIFY_WITH_TIMEOUT(newest() != before, kPatience);
    QCOMPARE(shown->plot()->face().limit.has_value(), drawn);
    if (drawn) {
        const auto &limit = *shown->plot()->face().limit;
        QVERIFY(!limit.word.isEmpty());
        QVERIFY(std::abs(limit.position - axis.position(axis.high() * share)) < 0.01);
    }
}

void TestChartBoard::longNamesLeaveThePlotItsRoom()
{
    auto course = synthetic::quick(5, 3);
    const auto name = QStringLiteral("The front page of the shop, without any cache");
    for (auto &side : course.sides)
        side.name = name + side.name;
    const auto board = boardOf(course);
    board->resize(700, 500);
    board->setOverlay(true);
    auto *all = panel(*board, kLatency, 0);
    QTRY_VERIFY_WITH_TIMEOUT(isDrawn(*all), kPatience);
    auto *button = all->legend({1, 0});
    QVERIFY(!button->text().contains(name));
    QVERIFY(button->accessibleName().contains(name));
    QTRY_VERIFY_WITH_TIMEOUT(all->legend({2, 2})->y() > button->y(), kPatience); // several lines
    QTRY_VERIFY_WITH_TIMEOUT(all->plot()->height() >= all->spec().minimumHeight - 40, kPatience);
}

void TestChartBoard::keysMoveTheCrosshairOfAllCharts()
{
    const auto board = boardOf(synthetic::quick(5));
    auto *slow = panel(*board, kLatency, 0);
    auto *hits = panel(*board, QStringLiteral("cache-hits"), 1);
    QTRY_VERIFY_WITH_TIMEOUT(isDrawn(*slow), kPatience);
    QVERIFY(!slow->plot()->face().crosshair);
    QTest::keyClick(board.get(), Qt::Key_Home);
    QTRY_VERIFY_WITH_TIMEOUT(slow->plot()->face().crosshair && hits->plot()->face().crosshair, kPatience);
    const double first = *slow->plot()->face().crosshair;
    QVERIFY(std::abs(first - 0.005) < 1e-9); // the middle of the first tenth of 10 s
    QCOMPARE(*hits->plot()->face().crosshair, first);
    QTest::keyClick(board.get(), Qt::Key_Right);
    QTRY_VERIFY_WITH_TIMEOUT(std::abs(*slow->plot()->face().crosshair - 0.015) < 1e-9, kPatience);
    QTest::keyClick(board.get(), Qt::Key_Right, Qt::ShiftModifier);
    QTRY_VERIFY_WITH_TIMEOUT(std::abs(*slow->plot()->face().crosshair - 0.115) < 1e-9, kPatience);
    QTest::keyClick(slow, Qt::Key_Left); // a chart that has the focus itself
    QTRY_VERIFY_WITH_TIMEOUT(std::abs(*slow->plot()->face().crosshair - 0.105) < 1e-9, kPatience);
    QTest::keyClick(board.get(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!slow->plot()->face().crosshair, kPatience);
}

void TestChartBoard::clickChoosesAMoment()
{
    const auto board = boardOf(synthetic::quick(5));
    auto *slow = panel(*board, kLatency, 0);
    QTRY_VERIFY_WITH_TIMEOUT(isDrawn(*slow), kPatience);
    QSignalSpy chosen(board.get(), &ChartBoard::momentChosen);
    auto *viewport = slow->plot()->viewport();
    const auto area = slow->plot()->face().area(viewport->size());
    const QPoint third(static_cast<int>(area.left() + area.width() * 0.3), static_cast<int>(area.center().y()));
    QTest::mouseClick(viewport, Qt::LeftButton, {}, third);
    QCOMPARE(chosen.size(), 1);
    const auto at = chosen.takeFirst().at(0).value<std::chrono::nanoseconds>();
    QVERIFY2(std::abs(std::chrono::duration<double>(at).count() - 3) < 0.1, "3 s of 10 s");

    QTest::mousePress(viewport, Qt::LeftButton, {}, third); // a drag is none
    QTest::mouseMove(viewport, third + QPoint(40, 0));
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, third + QPoint(40, 0));
    QTest::mouseClick(viewport, Qt::RightButton, {}, third); // nor the menu's button
    QCOMPARE(chosen.size(), 0);
}

void TestChartBoard::enterChoosesTheMomentOfTheCrosshair()
{
    const auto board = boardOf(synthetic::quick(5));
    QSignalSpy chosen(board.get(), &ChartBoard::momentChosen);
    QTest::keyClick(board.get(), Qt::Key_Return);
    QCOMPARE(chosen.size(), 0); // nowhere yet
    board->putCrosshair(std::chrono::milliseconds(2500));
    QTest::keyClick(board.get(), Qt::Key_Return);
    QCOMPARE(chosen.takeFirst().at(0).value<std::chrono::nanoseconds>(), std::chrono::milliseconds(2500));
}

void TestChartBoard::zoomIsSharedAndResets()
{
    const auto board = boardOf(synthetic::quick(9));
    auto *slow = panel(*board, kLatency, 0);
    auto *cached = panel(*board, QStringLiteral("throughput"), 1);
    QTRY_VERIFY_WITH_TIMEOUT(isDrawn(*slow) && isDrawn(*cached), kPatience);
    Q_EMIT slow->plot()->zoomed(0.5, 0.5);
    QVERIFY(std::abs(slow->plot()->face().time.low() - 2.5) < 1e-9);
    QVERIFY(std::abs(cached->plot()->face().time.high() - 7.5) < 1e-9);
    Q_EMIT slow->plot()->dragged(0.1);
    QVERIFY(std::abs(cached->plot()->face().time.low() - 2) < 1e-9);
    Q_EMIT cached->plot()->resetRequested();
    QCOMPARE(slow->plot()->face().time.high(), 10.0);
}

void TestChartBoard::latestCourseWins()
{
    const auto board = boardOf(synthetic::quick(1));
    auto *slow = panel(*board, kLatency, 0);
    QTRY_VERIFY_WITH_TIMEOUT(isDrawn(*slow), kPatience);
    for (int tenth = 11; tenth <= 60; ++tenth)
        board->setCourse(std::make_shared<const RunCourse>(synthetic::quick(tenth * 0.1)));
    QTRY_COMPARE_WITH_TIMEOUT(slow->plot()->face().curves.back().drawn.lines.front().size(), 60, kPatience);
}

void TestChartBoard::nothingIsDrawnWhileHidden()
{
    const auto board = boardOf(synthetic::quick(1));
    auto *slow = panel(*board, kLatency, 0);
    QTRY_VERIFY_WITH_TIMEOUT(isDrawn(*slow), kPatience);
    board->hide();
    board->setCourse(std::make_shared<const RunCourse>(synthetic::quick(5)));
    QCoreApplication::processEvents();
    QCOMPARE(slow->plot()->face().curves.back().drawn.lines.front().size(), 10);
    board->show();
    QTRY_COMPARE_WITH_TIMEOUT(slow->plot()->face().curves.back().drawn.lines.front().size(), 50, kPatience);
}

void TestChartBoard::chartsCanBeHeard()
{
    const auto board = boardOf(synthetic::quick(10));
    auto *cached = panel(*board, kLatency, 1);
    QCOMPARE(cached->plot()->accessibleName(), QStringLiteral("Response time: Cached"));
    QTRY_VERIFY_WITH_TIMEOUT(cached->plot()->accessibleDescription().contains(u"p99"), kPatience);
    auto *hits = panel(*board, QStringLiteral("cache-hits"), 0);
    QTRY_VERIFY_WITH_TIMEOUT(hits->plot()->accessibleDescription().contains(u"no cache header"), kPatience);
    QCOMPARE(cached->legend({1, 0})->accessibleName(), QStringLiteral("p50"));
}

void TestChartBoard::tableStandsInForThePlot()
{
    const auto board = boardOf(synthetic::quick(3));
    auto *slow = panel(*board, kLatency, 0);
    QTRY_VERIFY_WITH_TIMEOUT(isDrawn(*slow), kPatience);
    slow->setTableShown(true);
    auto *table = slow->findChild<QTableView *>();
    QVERIFY(table && table->isVisible() && !slow->plot()->isVisible());
    QCOMPARE(table->model()->rowCount(), 30);
    slow->setTableShown(false);
    QVERIFY(!table->isVisible() && slow->plot()->isVisible());
}

void TestChartBoard::percentilesAreALineASide()
{
    const auto board = boardOf(synthetic::quick(10));
    auto *all = panel(*board, QStringLiteral("percentiles"), 0);
    QCOMPARE(all->sides().size(), std::size_t{2});
    QTRY_COMPARE_WITH_TIMEOUT(all->plot()->face().time.high(), 4.0, kPatience);
    Q_EMIT all->plot()->hovered(0.5);
    QTRY_COMPARE_WITH_TIMEOUT(all->plot()->face().crosshairText, QStringLiteral("p99"), kPatience);
    QVERIFY2(all->legend({1, 0})->value().startsWith(QStringLiteral("p99 ")), qPrintable(all->legend({1, 0})->value()));
    QCOMPARE(all->legend({1, 0})->accessibleName(), QStringLiteral("Cached response"));
    QVERIFY(!panel(*board, kLatency, 0)->plot()->face().crosshair); // it is at no second
    const auto shows = [all](const QString &percentile) { return all->plot()->face().crosshairText == percentile; };
    QTest::keyClick(all, Qt::Key_Right, Qt::ShiftModifier);
    QTRY_VERIFY_WITH_TIMEOUT(shows(QStringLiteral("p99.68")), kPatience);
    QTest::keyClick(all, Qt::Key_Left);
    QTRY_VERIFY_WITH_TIMEOUT(shows(QStringLiteral("p99.64")), kPatience);
    QTest::keyClick(all, Qt::Key_Home);
    QTRY_VERIFY_WITH_TIMEOUT(shows(QStringLiteral("p0")), kPatience);
    QTest::keyClick(all, Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!all->plot()->face().crosshair, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(all->plot()->accessibleDescription().contains(u"p99.9"), kPatience);
}

void TestChartBoard::tooFewAnswersAreGrey()
{
    const auto board = boardOf(synthetic::classic());
    auto *all = panel(*board, QStringLiteral("percentiles"), 0);
    const auto &face = all->plot()->face();
    QTRY_COMPARE_WITH_TIMEOUT(face.curves.size(), 8U,
                              kPatience); // service and response of two sides, and their grey ends
    QVERIFY(face.axisNote.contains(u"too few"));
    const auto &believed = face.curves[1].drawn.lines.front();
    const auto &grey = face.curves[5].drawn.lines.front();
    QVERIFY(face.curves[1].style.colour != face.curves[5].style.colour);
    QCOMPARE(believed.last().x(), grey.first().x()); // the one goes on where the other ends
    QVERIFY(believed.last().x() < 0.5);              // a hundred answers say nothing of p99
}

void TestChartBoard::heatMapHasAColourForEachCount()
{
    const auto board = boardOf(synthetic::quick(10));
    std::set<QRgb> colours;
    for (const std::size_t side : {0U, 1U}) {
        const auto &face = panel(*board, QStringLiteral("heat-map"), side)->plot()->face();
        QTRY_VERIFY_WITH_TIMEOUT(!face.cells.empty(), kPatience);
        for (const auto &cell : face.cells) {
            QVERIFY(QRectF(0, 0, 1, 1).contains(cell.place));
            colours.insert(cell.colour.rgb());
        }
    }
    QVERIFY(colours.size() > 4);
    auto *hot = panel(*board, QStringLiteral("heat-map"), 0);
    QTRY_VERIFY_WITH_TIMEOUT(hot->plot()->accessibleDescription().contains(u"most answers of Slow"), kPatience);
}

void TestChartBoard::tablesOfPercentilesAndHeat()
{
    const auto board = boardOf(synthetic::quick(10));
    auto *all = panel(*board, QStringLiteral("percentiles"), 0);
    auto *hot = panel(*board, QStringLiteral("heat-map"), 0);
    QTRY_VERIFY_WITH_TIMEOUT(!hot->plot()->face().cells.empty(), kPatience);
    for (auto *each : {all, hot})
        each->setTableShown(true);
    const auto *percentiles = all->findChild<QTableView *>()->model();
    QCOMPARE(percentiles->rowCount(), 7);
    QCOMPARE(percentiles->headerData(4, Qt::Horizontal).toString(), QStringLiteral("Cached service"));
    QCOMPARE(percentiles->index(4, 0).data().toString(), QStringLiteral("p99"));
    const auto *heat = hot->findChild<QTableView *>()->model();
    QCOMPARE(heat->rowCount(), 100);
    QCOMPARE(heat->headerData(5, Qt::Horizontal).toString(), QStringLiteral("< 1 s"));
    QCOMPARE(heat->index(0, 5).data().toString(), QStringLiteral("10")); // 201 ms
}

void TestChartBoard::menuAsksForAnExport()
{
    const auto board = boardOf(synthetic::quick(3));
    auto *hits = panel(*board, QStringLiteral("cache-hits"), 1);
    QSignalSpy asked(board.get(), &ChartBoard::exportChartRequested);
    QContextMenuEvent event(QContextMenuEvent::Mouse, {20, 20}, hits->mapToGlobal(QPoint(20, 20)));
    QCoreApplication::sendEvent(hits, &event);
    auto *menu = hits->findChild<QMenu *>();
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 5);
    menu->actions().at(1)->trigger();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().first().toString(), QStringLiteral("cache-hits"));
    menu->close();
}

void TestChartBoard::anotherNumberOfTargetsFits()
{
    const auto board = boardOf(synthetic::quick(3, 4));
    QCOMPARE(panelsOf(*board).size(), 25);
    board->setCourse(std::make_shared<const RunCourse>(synthetic::empty()));
    QCOMPARE(panelsOf(*board).size(), 13);
    auto *slow = panel(*board, kLatency, 0);
    QTRY_VERIFY_WITH_TIMEOUT(slow->plot()->face().emptyText.contains(u"Press Start"), kPatience);
    board->setCourse(std::make_shared<const RunCourse>());
    QVERIFY(panelsOf(*board).isEmpty());
    QTest::keyClick(board.get(), Qt::Key_Right);
    QTest::keyClick(board.get(), Qt::Key_End);
    QTest::keyClick(board.get(), Qt::Key_Plus);
}

QTEST_MAIN(TestChartBoard)
#include "tst_chart_board.moc"
