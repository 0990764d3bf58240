#include "lab/server_course.h"
#include "metrics/tally.h"

#include <QTest>

using namespace escala;
using namespace escala::lab;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

class TestServerCourse : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pointsAreWhatWasCountedBetween();
    void aRestartIsNoNegativeRate();
};

void TestServerCourse::pointsAreWhatWasCountedBetween()
{
    const Clock::time_point since = Clock::time_point() + 100s;
    const auto points = seriesOf({{.at = since - 1s, .requests = 5, .errors = 0, .hits = 0, .lookups = 0},
                                  {.at = since, .requests = 10, .errors = 0, .hits = 0, .lookups = 0},
                                  {.at = since + 500ms, .requests = 110, .errors = 2, .hits = 60, .lookups = 80}},
                                 since);
    QCOMPARE(points.size(), std::size_t(1));
    QVERIFY(points[0].start == 0s && points[0].length == 500ms);
    QCOMPARE(points[0].good, 100UL);
    QCOMPARE(points[0].errors, 2UL);
    QCOMPARE(points[0].rate(points[0].good), 200.0);
    QCOMPARE(metrics::hitRatio(points[0].cache), 0.75);
}

void TestServerCourse::aRestartIsNoNegativeRate()
{
    const Clock::time_point since = Clock::time_point() + 100s;
    const auto points = seriesOf({{.at = since, .requests = 1000, .errors = 9, .hits = 9, .lookups = 9},
                                  {.at = since + 2s, .requests = 10, .errors = 0, .hits = 0, .lookups = 0}},
                                 since);
    QCOMPARE(points[0].good, 0UL);
    QCOMPARE(points[0].errors, 0UL);
}

QTEST_GUILESS_MAIN(TestServerCourse)
#include "tst_server_course.moc"
