#include "metrics/chart_course.h"

#include <QTest>

#include <algorithm>
#include <chrono>
#include <map>
#include <numeric>

using namespace escala::metrics;
using namespace std::chrono_literals;
using std::chrono::microseconds;
using std::chrono::nanoseconds;

using Points = std::vector<SeriesPoint>;

/// What charts draw of runs whose true course is known.
class TestChartCourse : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lockStepIsNoSawTooth_data();
    void lockStepIsNoSawTooth();
    void aTurnLongerThanASecondIsAPoint();
    void percentilesAreOfAllAnswersOfAPoint();
    void quickAnswersKeepEveryInterval();
    void aStallOfAQuickServerStaysVisible();
    void aStallOfASlowServerStaysVisible();
    void aStallAtTheStartStaysVisible();
    void fewAnswersAreGathered();
    void waitingIsShownUntilTheFirstPoint();
    void aRestTooShortIsLeftOut_data();
    void aRestTooShortIsLeftOut();
    void nothingIsLost();
};

namespace {

constexpr nanoseconds kInterval = 100ms;

/// Answers, by the interval in which they end.
class Answers {
public:
    void add(nanoseconds end, microseconds response, std::uint64_t count = 1)
    {
        Tally &tally = m_intervals[end / kInterval];
        tally.ledger.ok += count;
        tally.ledger.scheduled += count; // in the closed model an answer sets its user free for the next request
        tally.response.record(response, count);
    }

    /// `users` who ask again as soon as they are answered, all at the same moment.
    void addLockStep(std::uint64_t users, microseconds turn, nanoseconds length)
    {
        for (nanoseconds end = turn; end < length; end += turn)
            add(end, turn, users);
    }

    [[nodiscard]] ChartCourse course(nanoseconds length)
    {
        ChartCourse course;
        for (std::int64_t index = 0; index < length / kInterval; ++index)
            course.add(m_intervals[index], index * kInterval, kInterval);
        return course;
    }

private:
    std::map<std::int64_t, Tally> m_intervals;
};

std::uint64_t requestsIn(const Points &points)
{
    return std::accumulate(points.begin(), points.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const SeriesPoint &each) { return sum + each.requests; });
}

double rateOf(const SeriesPoint &point)
{
    return point.rate(point.good);
}

}

void TestChartCourse::lockStepIsNoSawTooth_data()
{
    QTest::addColumn<microseconds>("turn");
    QTest::newRow("a little over 200 ms") << microseconds(201'500us);
    QTest::newRow("just 200 ms") << microseconds(200'100us);
    QTest::newRow("no round part of a second") << microseconds(330ms);
    QTest::newRow("three in an interval") << microseconds(33ms);
    QTest::newRow("one in an interval") << microseconds(98ms);
    QTest::newRow("seconds") << microseconds(2'400ms);
}

void TestChartCourse::lockStepIsNoSawTooth()
{
    QFETCH(const microseconds, turn);
    Answers answers;
    answers.addLockStep(20, turn, 26s);
    const ChartCourse course = answers.course(26s);
    const double rate = 20 / std::chrono::duration<double>(turn).count();
    QVERIFY(course.points().size() > 9);
    for (const SeriesPoint &point : course.points())
        QVERIFY2(std::abs(rateOf(point) / rate - 1) < 0.25, qPrintable(QString::number(rateOf(point))));
}

void TestChartCourse::aTurnLongerThanASecondIsAPoint()
{
    Answers answers;
    answers.addLockStep(5, 5001ms, 40s);
    const Points points = answers.course(40s).points();
    QCOMPARE(points.size(), std::size_t{7});
    for (const SeriesPoint &point : points)
        QCOMPARE(point.requests, std::uint64_t{5});
}

// An average of percentiles would be far from the slow one.
void TestChartCourse::percentilesAreOfAllAnswersOfAPoint()
{
    Answers answers;
    answers.addLockStep(20, 200ms, 3s);
    answers.add(610ms, 900ms, 3);
    const SeriesPoint first = answers.course(3s).points().front();
    QCOMPARE(std::chrono::round<std::chrono::milliseconds>(first.response->p50), 200ms);
    QCOMPARE(std::chrono::round<std::chrono::milliseconds>(first.response->p99), 900ms);
}

void TestChartCourse::quickAnswersKeepEveryInterval()
{
    Answers answers;
    for (int index = 0; index < 30; ++index)
        answers.add(index * kInterval, 200us, index % 2 == 0 ? 4000 : 5000);
    const Points points = answers.course(3s).points();
    QCOMPARE(points.size(), std::size_t{30});
    QCOMPARE(points[7].start, nanoseconds(700ms));
    QCOMPARE(points[7].requests, std::uint64_t{5000});
}

// 500 a second, six seconds of silence, and then all that was due.
void TestChartCourse::aStallOfAQuickServerStaysVisible()
{
    Answers answers;
    for (int index = 0; index < 100; ++index) {
        if (index < 20 || index > 80)
            answers.add(index * kInterval, 5ms, 50);
    }
    answers.add(80 * kInterval, 3s, 3000);
    const Points points = answers.course(10s).points();
    const auto burst = std::ranges::find(points, nanoseconds(8s), &SeriesPoint::start);
    QVERIFY(burst != points.end());
    QCOMPARE(burst->length, kInterval);
    QCOMPARE(burst->requests, std::uint64_t{3000});
    QVERIFY(burst->response->p50 > 2900ms);
    for (auto silent = std::ranges::find(points, nanoseconds(2s), &SeriesPoint::start); silent != burst; ++silent)
        QCOMPARE(silent->requests, std::uint64_t{0});
    QCOMPARE((burst + 1)->requests, std::uint64_t{50});
}

void TestChartCourse::aStallOfASlowServerStaysVisible()
{
    Answers answers;
    answers.addLockStep(20, 200ms, 5s);
    for (nanoseconds end = 9s; end < 15s; end += 200ms)
        answers.add(end, 200ms, 20);
    const Points points = answers.course(15s).points();
    const auto lowest = std::ranges::min(points, {}, rateOf);
    QVERIFY2(rateOf(lowest) < 15, qPrintable(QString::number(rateOf(lowest))));
    QVERIFY(lowest.start >= 4s && lowest.start + lowest.length <= 9500ms);
}

void TestChartCourse::aStallAtTheStartStaysVisible()
{
    Answers answers;
    answers.add(210ms, 200ms, 20);
    for (nanoseconds end = 6s; end < 10s; end += 200ms)
        answers.add(end, 200ms, 20);
    const Points points = answers.course(10s).points();
    QVERIFY(points.front().start + points.front().length < 3s);
    QCOMPARE(points[1].requests, std::uint64_t{0});
}

void TestChartCourse::fewAnswersAreGathered()
{
    Answers answers;
    for (int each = 0; each < 40; ++each) // two a second
        answers.add(each * 500ms + 50ms, 20ms);
    const Points points = answers.course(20s).points();
    QVERIFY(points.size() >= 7);
    for (const SeriesPoint &point : points)
        QVERIFY(point.requests >= ChartCourse::kLeastRequests);
}

void TestChartCourse::waitingIsShownUntilTheFirstPoint()
{
    ChartCourse course;
    Tally waiting;
    waiting.ledger = {.scheduled = 5, .sent = 5, .inFlight = 5};
    for (int index = 0; index < 50; ++index) {
        course.add(waiting, index * kInterval, kInterval);
        waiting.ledger = {.inFlight = 5};
    }
    QCOMPARE(course.points().size(), std::size_t{50});
    QCOMPARE(course.points().back().inFlight, std::uint64_t{5});
    Tally answered;
    answered.ledger = {.scheduled = 5, .ok = 5};
    answered.response.record(5010ms, 5);
    course.add(answered, 5s, kInterval);
    QCOMPARE(course.points().size(), std::size_t{1});
    QCOMPARE(course.points().front().offered, std::uint64_t{10});
    QCOMPARE(course.points().front().requests, std::uint64_t{5});
    QCOMPARE(course.points().front().length, nanoseconds(5100ms));
}

void TestChartCourse::aRestTooShortIsLeftOut_data()
{
    QTest::addColumn<Ledger>("rest");
    QTest::addColumn<nanoseconds>("length");
    QTest::addColumn<bool>("leftOut");
    QTest::newRow("given up by Stop") << Ledger{.aborted = 20} << nanoseconds(50ms) << true;
    QTest::newRow("the last answers come in") << Ledger{.ok = 20} << nanoseconds(50ms) << true;
    QTest::newRow("too short to give a rate") << Ledger{.scheduled = 1, .ok = 1} << nanoseconds(40us) << true;
    QTest::newRow("an error") << Ledger{.transportError = 1, .aborted = 19} << nanoseconds(50ms) << false;
    QTest::newRow("as long as a point") << Ledger{.ok = 20} << nanoseconds(900ms) << false;
}

void TestChartCourse::aRestTooShortIsLeftOut()
{
    QFETCH(const Ledger, rest);
    QFETCH(const nanoseconds, length);
    Answers answers;
    answers.addLockStep(20, 200ms, 3900ms);
    ChartCourse course = answers.course(3900ms);
    const std::size_t before = course.points().size();
    QCOMPARE(course.points().back().start + course.points().back().length, nanoseconds(3900ms));
    Tally last;
    last.ledger = rest;
    if (rest.ok > 0)
        last.response.record(200ms);
    course.add(last, 3900ms, length);
    course.finish();
    QTEST(course.points().size() == before, "leftOut");
}

void TestChartCourse::nothingIsLost()
{
    Answers answers;
    answers.addLockStep(3, 70ms, 8s);
    answers.add(9s, 5ms);
    ChartCourse course = answers.course(20s);
    course.finish();
    QCOMPARE(requestsIn(course.points()), std::uint64_t{3 * 114 + 1});
    nanoseconds at{};
    for (const SeriesPoint &point : course.points()) {
        QCOMPARE(point.start, at);
        at += point.length;
    }
    QVERIFY(at > 15s);
}

QTEST_APPLESS_MAIN(TestChartCourse)
#include "tst_chart_course.moc"
