#include "charts/chart_face.h"
#include "charts/decimation.h"
#include "synthetic_run.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace escala::charts;

class TestDecimation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shortCurvesAreKeptWhole();
    void spikesAreKept();
    void longCurvesAreBounded_data();
    void longCurvesAreBounded();
    void gapsAreGaps();
    void lonePointsAreSeen();
    void zeroOnALogarithmicAxisIsAtItsFloor();
    void zoomedLinesEndAtTheEdge();
    void nothingLiesOutside();
};

namespace {

const double kGap = std::numeric_limits<double>::quiet_NaN();

std::vector<Sample> flat(std::size_t count, double value)
{
    std::vector<Sample> samples;
    for (std::size_t i = 0; i < count; ++i)
        samples.push_back({static_cast<double>(i), value});
    return samples;
}

qsizetype pointsOf(const DrawnCurve &curve)
{
    qsizetype count = curve.alone.size();
    for (const auto &line : curve.lines)
        count += line.size();
    return count;
}

}

void TestDecimation::shortCurvesAreKeptWhole()
{
    const auto curve = drawn(flat(300, 5), Scale::time(0, 299, 5), Scale::linear(10, 5));
    QCOMPARE(curve.lines.size(), 1U);
    QCOMPARE(curve.lines.front().size(), 300);
}

void TestDecimation::spikesAreKept()
{
    auto samples = flat(100'000, 5);
    samples[54'321].value = 9;
    samples[77'777].value = 1;
    const auto values = Scale::linear(10, 5);
    const auto curve = drawn(samples, Scale::time(0, 100'000, 5), values);
    QVERIFY(pointsOf(curve) <= kMostPoints);
    double highest = 0;
    double lowest = 1;
    for (const auto &point : curve.lines.front()) {
        highest = std::max(highest, point.y());
        lowest = std::min(lowest, point.y());
    }
    QCOMPARE(highest, values.position(9));
    QCOMPARE(lowest, values.position(1));
}

void TestDecimation::longCurvesAreBounded_data()
{
    QTest::addColumn<int>("every"); // a gap every so many points
    QTest::newRow("no gap") << 0;
    QTest::newRow("every second point missing") << 2;
    QTest::newRow("every third point missing") << 3;
    QTest::newRow("every fiftieth point missing") << 50;
}

void TestDecimation::longCurvesAreBounded()
{
    QFETCH(int, every);
    auto samples = flat(5000, 5);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        samples[i].value = 5 + std::sin(static_cast<double>(i));
        if (every > 0 && i % static_cast<std::size_t>(every) == 0)
            samples[i].value = kGap;
    }
    QVERIFY(pointsOf(drawn(samples, Scale::time(0, 5000, 5), Scale::linear(10, 5))) <= kMostPoints);
}

void TestDecimation::gapsAreGaps()
{
    auto samples = flat(10, 5);
    samples[4].value = kGap;
    samples[5].value = std::numeric_limits<double>::infinity();
    const auto curve = drawn(samples, Scale::time(0, 10, 5), Scale::linear(10, 5));
    QCOMPARE(curve.lines.size(), 2U);
    QCOMPARE(curve.lines[0].size(), 4);
    QCOMPARE(curve.lines[1].size(), 4);
}

void TestDecimation::lonePointsAreSeen()
{
    const auto curve = drawn({{1, kGap}, {2, 5}, {3, kGap}}, Scale::time(0, 10, 5), Scale::linear(10, 5));
    QVERIFY(curve.lines.empty());
    QCOMPARE(curve.alone.size(), 1);
    QPointF last;
    QVERIFY(curve.last(last));
    QCOMPARE(last.x(), 0.2);
    QVERIFY(!drawn({}, Scale::time(0, 10, 5), Scale::linear(10, 5)).last(last));
}

void TestDecimation::zeroOnALogarithmicAxisIsAtItsFloor()
{
    const auto curve = drawn({{1, 10}, {2, 0}, {3, 100}}, Scale::time(0, 10, 5), Scale::logarithmic(1, 1000, 5));
    QCOMPARE(curve.lines.size(), 1U);
    QCOMPARE(curve.lines.front().size(), 3);
    QCOMPARE(curve.lines.front()[1].y(), 0.0);
}

void TestDecimation::zoomedLinesEndAtTheEdge()
{
    const auto curve = drawn({{0, 0}, {10, 10}}, Scale::time(4, 6, 5), Scale::linear(10, 5));
    QCOMPARE(curve.lines.size(), 1U);
    QCOMPARE(curve.lines.front().size(), 2);
    QCOMPARE(curve.lines.front().first().x(), 0.0);
    QCOMPARE(curve.lines.front().last().x(), 1.0);
}

void TestDecimation::nothingLiesOutside()
{
    for (const auto &course : {synthetic::quick(), synthetic::classic(), synthetic::dense(2, 2000)}) {
        TimeAxes times;
        times.update(course, false, false);
        times.zoom(0, 0.3, 4);
        const auto all = [](std::size_t, std::size_t) { return true; };
        for (const auto &spec : chartSpecs()) {
            RowScales scales;
            scales.update(spec, course, times, all, {});
            for (std::size_t side = 0; side < course.sides.size(); ++side) {
                const auto face = faceOf(spec, course, {side}, times, scales, all, escala::common::lightTokens(), 500);
                for (const auto &curve : face.curves) {
                    auto points = curve.drawn.alone;
                    for (const auto &line : curve.drawn.lines)
                        points += line;
                    for (const auto &point : points)
                        QVERIFY(QRectF(0, 0, 1, 1).adjusted(-1e-9, -1e-9, 1e-9, 1e-9).contains(point));
                }
            }
        }
    }
}

QTEST_MAIN(TestDecimation)
#include "tst_decimation.moc"
