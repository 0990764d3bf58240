#include "charts/chart_face.h"
#include "charts/plot.h"
#include "synthetic_run.h"

#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace escala;
using namespace escala::charts;

class TestPlot : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pressOnAnEmptyPlaceDoesNotCrash();
    void seriesAreMadeOnce();
    void hoverTellsThePosition();
    void onlyControlWheelZooms();
    void colourChangesReachTheScreen();
};

namespace {

PlotFace faceOfFirst(const RunCourse &course)
{
    const auto spec = chartSpecs().front();
    const auto all = [](std::size_t, std::size_t) { return true; };
    TimeAxes times;
    times.update(course, false, false);
    RowScales scales;
    scales.update(spec, course, times, all, {});
    return faceOf(spec, course, {0}, times, scales, all, common::lightTokens(), 400);
}

void wheel(Plot &plot, Qt::KeyboardModifiers modifiers)
{
    const QPointF at(200, 80);
    QWheelEvent event(at, plot.viewport()->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, modifiers, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(plot.viewport(), &event);
}

}

void TestPlot::pressOnAnEmptyPlaceDoesNotCrash()
{
    for (const auto &course : {synthetic::empty(), synthetic::classic()}) {
        Plot plot;
        plot.resize(400, 160);
        plot.setFace(faceOfFirst(course));
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        for (const auto &at : {QPoint(1, 1), QPoint(200, 80), QPoint(399, 159), QPoint(60, 150)}) {
            QTest::mouseClick(plot.viewport(), Qt::LeftButton, {}, at);
            QTest::mouseClick(plot.viewport(), Qt::RightButton, {}, at);
            QTest::mouseDClick(plot.viewport(), Qt::LeftButton, {}, at);
        }
    }
}

void TestPlot::seriesAreMadeOnce()
{
    Plot plot;
    plot.setFace(faceOfFirst(synthetic::quick(2)));
    const auto count = plot.seriesCount();
    QCOMPARE(count, 3);
    for (int tick = 0; tick < 50; ++tick)
        plot.setFace(faceOfFirst(synthetic::quick(2 + tick * 0.1)));
    QCOMPARE(plot.seriesCount(), count);
}

void TestPlot::hoverTellsThePosition()
{
    Plot plot;
    plot.resize(400, 160);
    plot.setFace(faceOfFirst(synthetic::quick(5)));
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QSignalSpy hovered(&plot, &Plot::hovered);
    const auto area = plot.face().area(plot.size());
    QMouseEvent move(QEvent::MouseMove, area.center(), plot.viewport()->mapToGlobal(area.center()), Qt::NoButton,
                     Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(plot.viewport(), &move);
    QCOMPARE(hovered.count(), 1);
    QVERIFY(std::abs(hovered.first().first().toDouble() - 0.5) < 0.01);
}

void TestPlot::onlyControlWheelZooms()
{
    Plot plot;
    plot.resize(400, 160);
    plot.setFace(faceOfFirst(synthetic::quick(5)));
    plot.show();
    QSignalSpy zoomed(&plot, &Plot::zoomed);
    wheel(plot, Qt::NoModifier);
    QCOMPARE(zoomed.count(), 0);
    wheel(plot, Qt::ControlModifier);
    QCOMPARE(zoomed.count(), 1);
    QVERIFY(zoomed.first().first().toDouble() < 1);
}

void TestPlot::colourChangesReachTheScreen()
{
    Plot plot;
    plot.resize(400, 160);
    plot.setPalette(common::paletteOf(common::lightTokens()));
    plot.setFace(faceOfFirst(synthetic::quick(5)));
    plot.show();
    QCOMPARE(plot.grab().toImage().pixelColor(2, 2), common::lightTokens().panel);
    plot.setPalette(common::paletteOf(common::darkTokens()));
    QCOMPARE(plot.grab().toImage().pixelColor(2, 2), common::darkTokens().panel);
}

QTEST_MAIN(TestPlot)
#include "tst_plot.moc"
