#include "charts/chart_face.h"
#include "charts/course_reading.h"
#include "charts/result_course.h"
#include "charts/value_table.h"
#include "synthetic_run.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace escala;
using namespace escala::charts;
using namespace std::chrono_literals;

class TestCourseReading : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void valueIsFoundByTime_data();
    void valueIsFoundByTime();
    void withoutACrosshairTheLatestKnownValueCounts();
    void emptyChartsSayWhatToDo_data();
    void emptyChartsSayWhatToDo();
    void expiriesAreMarked();
    void changesStandWhereTheyWereMade();
    void shortSideHasItsOwnTimeAxis();
    void throughputIsLogarithmicWhereSidesAreFarApart();
    void hiddenFiguresDoNotStretchTheAxis();
    void tableHasEveryFigure();
};

namespace {

constexpr auto kAll = [](std::size_t, std::size_t) { return true; };

ChartSpec specNamed(const QString &name)
{
    for (const auto &spec : chartSpecs()) {
        if (spec.name == name)
            return spec;
    }
    return {};
}

}

void TestCourseReading::valueIsFoundByTime_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<int>("index"); // -1: none
    QTest::newRow("start of the first") << 0.0 << 0;
    QTest::newRow("just before its end") << 0.0999 << 0;
    QTest::newRow("start of the second") << 0.1 << 1;
    QTest::newRow("in the gap between two") << 0.25 << -1;
    QTest::newRow("after the gap") << 0.35 << 2;
    QTest::newRow("before all") << -1.0 << -1;
    QTest::newRow("after all") << 0.4 << -1;
}

void TestCourseReading::valueIsFoundByTime()
{
    QFETCH(double, seconds);
    QFETCH(int, index);
    std::vector<metrics::SeriesPoint> points(3);
    points[0].start = 0ms;
    points[1].start = 100ms;
    points[2].start = 300ms;
    for (auto &point : points)
        point.length = 100ms;
    const auto *found = pointAt(points, seconds);
    QCOMPARE(found ? static_cast<int>(found - points.data()) : -1, index);
}

void TestCourseReading::withoutACrosshairTheLatestKnownValueCounts()
{
    auto side = synthetic::classic().sides.front(); // answers every five seconds
    side.points.pop_back();
    const auto p50 = chartSpecs().front().figures.front();
    QVERIFY(std::isfinite(valueAt(side, p50, {})));
    QVERIFY(!std::isfinite(valueAt(side, p50, 1.5)));
    QVERIFY(std::abs(valueAt(side, p50, 5.5) - 5003) < 0.001);
}

void TestCourseReading::emptyChartsSayWhatToDo_data()
{
    QTest::addColumn<QString>("chart");
    QTest::addColumn<RunCourse>("course");
    QTest::addColumn<QString>("words");
    auto waiting = synthetic::empty();
    waiting.running = true;
    auto foreign = synthetic::empty();
    foreign.sides[0].localServer = false;
    const auto server = QStringLiteral("server");
    const auto cache = QStringLiteral("cache-hits");
    QTest::newRow("before the run") << QStringLiteral("throughput") << synthetic::empty()
                                    << QStringLiteral("Press Start");
    QTest::newRow("run has begun") << QStringLiteral("throughput") << waiting << QStringLiteral("Waiting");
    auto done = waiting;
    done.sides[0].done = true;
    QTest::newRow("this side is done") << QStringLiteral("throughput") << done << QStringLiteral("Done already");
    auto drawn = synthetic::quick();
    drawn.running = true;
    drawn.sides[0].done = true;
    for (auto &point : drawn.sides[0].points) {
        point.serverCpu.reset();
        point.serverRssBytes.reset();
    }
    QTest::newRow("this side is done, its server") << server << drawn << QStringLiteral("The run was too short");
    QTest::newRow("no cache header") << cache << synthetic::quick() << QStringLiteral("Put a cache in front");
    QTest::newRow("foreign server") << server << foreign << QStringLiteral("Only servers started by Escala");
    QTest::newRow("has figures") << server << synthetic::quick() << QString();
}

void TestCourseReading::emptyChartsSayWhatToDo()
{
    QFETCH(QString, chart);
    QFETCH(RunCourse, course);
    QFETCH(QString, words);
    const auto text = emptyText(specNamed(chart), course, 0);
    QCOMPARE(text.isEmpty(), words.isEmpty());
    QVERIFY2(text.contains(words), qPrintable(text));
}

void TestCourseReading::expiriesAreMarked()
{
    const auto course = courseOf(synthetic::resultOf(synthetic::quick()));
    QCOMPARE(course.marks.size(), 4U);
    QCOMPARE(course.marks.front().at, std::chrono::nanoseconds(2200ms));
}

void TestCourseReading::changesStandWhereTheyWereMade()
{
    auto result = synthetic::resultOf(synthetic::quick());
    result.marks = {{.kind = metrics::Mark::Kind::Paused, .at = 3s, .level = 0, .target = 1}};
    const auto course = courseOf(result);
    TimeAxes times;
    times.update(course, false, false);
    const auto pausesOn = [&](const std::vector<std::size_t> &sides) {
        return std::ranges::count(timeFaceOf(chartSpecs().front(), course, sides, times, {}, 600).marks,
                                  RunCourse::Mark::Origin::User, &PlotFace::Mark::origin);
    };
    QCOMPARE(pausesOn({0}), 0);
    QCOMPARE(pausesOn({1}), 1);
    QCOMPARE(pausesOn({0, 1}), 1);
}

void TestCourseReading::shortSideHasItsOwnTimeAxis()
{
    TimeAxes times;
    times.update(synthetic::classic(), false, false);
    QVERIFY(!times.hasOwn(0));
    QVERIFY(times.hasOwn(1));
    QVERIFY(times.scale(1, 5).ticks().back().label.endsWith(u"ms"));
    times.update(synthetic::classic(), true, false);
    QVERIFY(!times.hasOwn(1)); // one chart has one axis
    times.update(synthetic::quick(3), false, false);
    QVERIFY(!times.anyOwn());
    QCOMPARE(times.window(0).to, 10.0); // the planned length
}

void TestCourseReading::throughputIsLogarithmicWhereSidesAreFarApart()
{
    const auto spec = specNamed(QStringLiteral("throughput"));
    TimeAxes times;
    RowScales scales;
    times.update(synthetic::quick(), false, false);
    scales.update(spec, synthetic::quick(), times, kAll, {});
    QVERIFY(scales.left().isLog());
    QVERIFY(scales.note(spec).contains(u"20×"));
    RowScales alike;
    alike.update(spec, synthetic::dense(2, 100), times, kAll, {});
    QVERIFY(!alike.left().isLog());
    QVERIFY(!alike.note(spec).contains(u"log"));
}

void TestCourseReading::hiddenFiguresDoNotStretchTheAxis()
{
    const auto spec = specNamed(QStringLiteral("response-time"));
    const auto course = synthetic::dense(1, 100);
    TimeAxes times;
    times.update(course, false, false);
    RowScales all;
    all.update(spec, course, times, kAll, {.logLatency = false});
    RowScales p50;
    p50.update(spec, course, times, [](std::size_t, std::size_t figure) { return figure == 0; }, {.logLatency = false});
    QVERIFY(p50.left().high() < all.left().high() / 4);
}

void TestCourseReading::tableHasEveryFigure()
{
    ValueTable table;
    const auto course = std::make_shared<const RunCourse>(synthetic::quick(3));
    table.setCourse(chartSpecs().front(), course, {0, 1});
    QCOMPARE(table.rowCount(), 30);
    QCOMPARE(table.columnCount(), 7);
    QCOMPARE(table.headerData(4, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("Cached p50"));
    QCOMPARE(table.text().count(u'\n'), 31);
    QCOMPARE(table.text().count(u'\t'), 31 * 6);
    table.setCourse(chartSpecs().front(), std::make_shared<const RunCourse>(synthetic::quick(4)), {0, 1});
    QCOMPARE(table.rowCount(), 40);
}

QTEST_MAIN(TestCourseReading)
#include "tst_course_reading.moc"
