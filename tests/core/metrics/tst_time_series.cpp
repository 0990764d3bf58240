#include "metrics/time_series.h"

#include <QTest>

#include <malloc.h>

#include <chrono>
#include <numeric>

using namespace escala::metrics;
using namespace std::chrono_literals;
using std::chrono::microseconds;
using std::chrono::nanoseconds;

using Points = std::vector<SeriesPoint>;

class TestTimeSeries : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mergesWorkersBeforePercentiles();
    void nothingIsFinalBeforeItIsSettled();
    void lateIntervalIsCountedInTheNextPoint();
    void gapsBecomePoints();
    void inFlightRunsOn();
    void secondsMergeTheirIntervals();
    void wholeSecondsAreKeptForWhoTakesThem();
    void lastSecondMayBeShorter_data();
    void lastSecondMayBeShorter();
    void answersAfterTheEndAreKept();
    void finishOfNothing();
    void pointsCarryEveryCount();
    void courseOfMilliseconds();
    void courseShowsWhatIsUnderWay();
    void courseCountsEveryEnding();
    void courseWithoutAllSamples();
    void fineForTheFirstMinute();
    void twoHoursInBoundedMemory();
    void aDayGrowsByItsPointsAlone();
};

namespace {

Interval interval(std::uint64_t index, std::uint64_t ok, microseconds response)
{
    Interval made;
    made.index = index;
    made.tally.ledger = {.scheduled = ok, .sent = ok, .ok = ok};
    if (ok > 0)
        made.tally.response.record(response, ok);
    return made;
}

std::uint64_t requestsIn(const Points &points)
{
    return std::accumulate(points.begin(), points.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const SeriesPoint &each) { return sum + each.requests; });
}

nanoseconds lengthOf(const Points &points)
{
    return std::accumulate(points.begin(), points.end(), nanoseconds{},
                           [](nanoseconds sum, const SeriesPoint &each) { return sum + each.length; });
}

/// `count` requests one after the other, each of `response`, all in interval 0.
Interval oneAfterTheOther(int count, nanoseconds response)
{
    Interval made = interval(0, static_cast<std::uint64_t>(count), std::chrono::round<microseconds>(response));
    for (int each = 1; each <= count; ++each)
        made.samples.push_back(
            {.end = each * response, .response = response, .answered = true, .good = true, .bytesReceived = 10});
    return made;
}

}

void TestTimeSeries::mergesWorkersBeforePercentiles()
{
    TimeSeries series(100ms);
    series.add(interval(0, 99, 100us));
    series.add(interval(0, 1, 900us)); // of another worker
    series.settle(1);
    QCOMPARE(series.display().size(), std::size_t{1});
    const SeriesPoint &point = series.display().front();
    QCOMPARE(point.requests, std::uint64_t{100});
    QCOMPARE(point.response->p50, 100us);
    QCOMPARE(point.response->p99, 100us); // an average of percentiles would be 500
    QCOMPARE(point.response->max, 900us);
    QCOMPARE(point.rate(point.requests), 1000.0);
}

void TestTimeSeries::nothingIsFinalBeforeItIsSettled()
{
    TimeSeries series(100ms);
    series.add(interval(1, 50, 1ms));
    series.add(interval(0, 30, 1ms));
    QVERIFY(series.display().empty());
    series.settle(1);
    QCOMPARE(series.display().size(), std::size_t{1});
    QCOMPARE(series.display()[0].requests, std::uint64_t{30});
    series.settle(2);
    QCOMPARE(series.display()[1].requests, std::uint64_t{50});
    QCOMPARE(series.display()[1].start, nanoseconds(100ms));
    series.settle(1); // the past stays as it is
    QCOMPARE(series.display().size(), std::size_t{2});
}

void TestTimeSeries::lateIntervalIsCountedInTheNextPoint()
{
    TimeSeries series(100ms);
    series.add(interval(0, 30, 1ms));
    series.settle(2);
    series.add(interval(0, 40, 2ms));
    series.settle(3);
    QCOMPARE(series.display().size(), std::size_t{3});
    QCOMPARE(series.display()[0].requests, std::uint64_t{30});
    QCOMPARE(series.display()[2].requests, std::uint64_t{40});
    QCOMPARE(requestsIn(series.display()), std::uint64_t{70});
}

void TestTimeSeries::gapsBecomePoints()
{
    TimeSeries series(100ms);
    series.add(interval(0, 30, 1ms));
    series.add(interval(4, 30, 1ms));
    series.settle(5);
    const Points &points = series.display();
    QCOMPARE(lengthOf(points), nanoseconds(500ms));
    QVERIFY(points.size() > 2);
    for (std::size_t gap = 1; gap + 1 < points.size(); ++gap) {
        QCOMPARE(points[gap].requests, std::uint64_t{0});
        QVERIFY(!points[gap].response);
    }
    QCOMPARE(points.back().start, nanoseconds(400ms));
    QVERIFY(points.back().response);
}

void TestTimeSeries::inFlightRunsOn()
{
    TimeSeries series(100ms);
    Interval sent;
    sent.tally.ledger = {.scheduled = 80, .sent = 80, .ok = 30};
    series.add(sent);
    Interval answered;
    answered.index = 2;
    answered.tally.ledger = {
        .scheduled = 30, .sent = 30, .ok = 20, .httpError = 10, .transportError = 10, .timeout = 10};
    series.add(answered);
    series.settle(3);
    QCOMPARE(series.display()[0].inFlight, std::uint64_t{50});
    QCOMPARE(series.display()[1].inFlight, std::uint64_t{50}); // a stall: still under way
    QCOMPARE(series.display()[2].inFlight, std::uint64_t{30});
}

void TestTimeSeries::secondsMergeTheirIntervals()
{
    TimeSeries series(100ms);
    for (std::uint64_t index = 0; index < 25; ++index)
        series.add(interval(index, 10, index == 7 ? 900us : 100us));
    series.settle(25);
    QCOMPARE(series.seconds().size(), std::size_t{2});
    const SeriesPoint &first = series.seconds()[0];
    QCOMPARE(first.requests, std::uint64_t{100});
    QCOMPARE(first.length, nanoseconds(1s));
    QCOMPARE(first.response->p50, 100us);
    QCOMPARE(first.response->p99, 900us);
    QCOMPARE(series.seconds()[1].start, nanoseconds(1s));
    QCOMPARE(series.seconds()[1].response->max, 100us);
}

void TestTimeSeries::wholeSecondsAreKeptForWhoTakesThem()
{
    TimeSeries series(100ms);
    series.add(interval(0, 1, 1ms));
    series.settle(10);
    QVERIFY(series.takeWhole().empty()); // nobody asked
    series.keepWhole();

    Interval failing = interval(11, 3, 20ms);
    failing.tally.ledger.httpError = 1;
    failing.tally.ledger.sent += 1;
    failing.tally.ledger.scheduled += 1;
    failing.tally.status[200] = 3;
    failing.tally.status[503] = 1;
    failing.tally.errors[static_cast<std::size_t>(ErrorKind::Status5xx)] = 1;
    failing.tally.slowest.add({.response = 20ms, .status = 503});
    series.add(failing);
    series.add(interval(25, 2, 5ms));
    series.finish(2500ms + 100ms);

    const auto whole = series.takeWhole();
    QCOMPARE(whole.size(), 2UL);
    const Second &first = whole.front();
    QCOMPARE(first.point, series.seconds().at(1));
    QCOMPARE(first.ledger.ok, 3UL);
    QCOMPARE(first.errors[static_cast<std::size_t>(ErrorKind::Status5xx)], 1UL);
    QCOMPARE(first.status, (std::vector<std::pair<std::uint16_t, std::uint64_t>>{{200, 3}, {503, 1}}));
    QCOMPARE(first.response.unpacked().count(), 3UL);
    QCOMPARE(first.slowest.size(), 1UL);
    QCOMPARE(first.slowest.front().status, 503);
    QCOMPARE(whole.back().point.length, nanoseconds(600ms));
    QVERIFY(series.takeWhole().empty());
}

void TestTimeSeries::lastSecondMayBeShorter_data()
{
    QTest::addColumn<nanoseconds>("run");
    QTest::addColumn<std::size_t>("seconds");
    QTest::addColumn<nanoseconds>("last");
    QTest::newRow("whole seconds") << nanoseconds(3s) << std::size_t{3} << nanoseconds(1s);
    QTest::newRow("half a second more") << nanoseconds(3500ms) << std::size_t{4} << nanoseconds(500ms);
    QTest::newRow("half an interval more") << nanoseconds(3050ms) << std::size_t{4} << nanoseconds(50ms);
    QTest::newRow("a nanosecond more") << nanoseconds(3s + 1ns) << std::size_t{4} << 1ns;
    QTest::newRow("a nanosecond less") << nanoseconds(3s - 1ns) << std::size_t{3} << nanoseconds(1s - 1ns);
}

void TestTimeSeries::lastSecondMayBeShorter()
{
    QFETCH(nanoseconds, run);
    TimeSeries series(100ms);
    for (std::uint64_t index = 0; index < 28; ++index)
        series.add(interval(index, 10, 100us));
    series.settle(28);
    series.finish(run);
    QTEST(series.seconds().size(), "seconds");
    QTEST(series.seconds().back().length, "last");
    QCOMPARE(lengthOf(series.seconds()), run);
    QVERIFY(run - lengthOf(series.display()) < 200ms); // a rest too short for a point is not drawn
    QCOMPARE(requestsIn(series.seconds()), std::uint64_t{280});
}

void TestTimeSeries::answersAfterTheEndAreKept()
{
    TimeSeries series(100ms);
    series.add(interval(0, 10, 100us));
    series.add(interval(34, 2, 3s)); // during the drain
    series.finish(2s);
    QCOMPARE(requestsIn(series.seconds()), std::uint64_t{12});
    QCOMPARE(series.seconds().size(), std::size_t{4});
    QCOMPARE(series.seconds().back().requests, std::uint64_t{2});
}

void TestTimeSeries::finishOfNothing()
{
    TimeSeries series(100ms);
    series.finish(0s);
    QVERIFY(series.display().empty());
    QVERIFY(series.seconds().empty());
    QCOMPARE(series.displayStep(), nanoseconds(100ms));
}

void TestTimeSeries::pointsCarryEveryCount()
{
    Interval made;
    made.tally.ledger = {.scheduled = 40,
                         .sent = 30,
                         .dropped = 10,
                         .ok = 12,
                         .httpError = 5,
                         .transportError = 4,
                         .timeout = 3,
                         .aborted = 2};
    made.tally.cache = {1, 2, 3, 4, 5};
    made.tally.bytesReceived = 77;
    TimeSeries series(100ms);
    series.add(made);
    series.settle(1);
    const SeriesPoint &point = series.display().front();
    QCOMPARE(point.offered, std::uint64_t{40});
    QCOMPARE(point.requests, std::uint64_t{26});
    QCOMPARE(point.good, std::uint64_t{12});
    QCOMPARE(point.errors, std::uint64_t{12});
    QCOMPARE(point.dropped, std::uint64_t{10});
    QCOMPARE(point.inFlight, std::uint64_t{4});
    QCOMPARE(point.bytesReceived, std::uint64_t{77});
    QVERIFY((point.cache == std::array<std::uint64_t, kCacheResults>{1, 2, 3, 4, 5}));
    QVERIFY(!point.response);
}

// 100 requests in 2 ms: a point each 100 us, though an interval is 100 ms.
void TestTimeSeries::courseOfMilliseconds()
{
    TimeSeries series(100ms);
    series.add(oneAfterTheOther(100, 20us));
    series.finish(2ms);
    const Points &course = series.display();
    QCOMPARE(course.size(), std::size_t{20});
    QCOMPARE(series.displayStep(), nanoseconds(100us));
    QVERIFY(series.seconds() == course);
    QCOMPARE(requestsIn(course), std::uint64_t{100});
    QCOMPARE(lengthOf(course), nanoseconds(2ms));
    QCOMPARE(course[1].start, nanoseconds(100us));
    QCOMPARE(course[1].requests, std::uint64_t{5});
    QCOMPARE(course[1].response->p50, 20us);
    QCOMPARE(course[1].bytesReceived, std::uint64_t{50});
}

void TestTimeSeries::courseShowsWhatIsUnderWay()
{
    Interval made = interval(0, 3, 1ms);
    const auto add = [&](nanoseconds start, nanoseconds end) {
        made.samples.push_back({.end = end, .response = end - start, .answered = true, .good = true});
    };
    add(0us, 1950us);
    add(150us, 650us);
    add(250us, 2000us);
    TimeSeries series(100ms);
    series.add(made);
    series.finish(2ms);
    const Points &course = series.display();
    QCOMPARE(course[0].inFlight, std::uint64_t{1});  // at 0.1 ms
    QCOMPARE(course[1].inFlight, std::uint64_t{2});  // at 0.2 ms
    QCOMPARE(course[2].inFlight, std::uint64_t{3});  // at 0.3 ms
    QCOMPARE(course[6].inFlight, std::uint64_t{2});  // at 0.7 ms
    QCOMPARE(course[18].inFlight, std::uint64_t{2}); // at 1.9 ms
    QCOMPARE(course[19].inFlight, std::uint64_t{0}); // all answered at the end
    QVERIFY(!course[3].response);
}

void TestTimeSeries::courseCountsEveryEnding()
{
    Interval made;
    made.tally.ledger = {.scheduled = 3, .sent = 3, .ok = 1, .httpError = 1, .transportError = 1};
    made.samples = {{.end = 100us, .response = 50us, .cache = CacheResult::Hit, .answered = true, .good = true},
                    {.end = 110us, .response = 50us, .cache = CacheResult::Miss, .answered = true},
                    {.end = 120us, .response = 50us}};
    TimeSeries series(100ms);
    series.add(made);
    series.finish(200us);
    const SeriesPoint &point = series.display()[10]; // from 100 us on
    QCOMPARE(point.requests, std::uint64_t{1});
    QCOMPARE(point.good, std::uint64_t{1});
    QCOMPARE(requestsIn(series.display()), std::uint64_t{3});
    std::uint64_t errors = 0;
    std::uint64_t cacheKnown = 0;
    for (const SeriesPoint &each : series.display()) {
        errors += each.errors;
        cacheKnown += each.cache[0] + each.cache[2];
    }
    QCOMPARE(errors, std::uint64_t{2});
    QCOMPARE(cacheKnown, std::uint64_t{2}); // one that was not answered has no cache result
}

// More requests than samples are kept: then the recorder's intervals are the finest there is.
void TestTimeSeries::courseWithoutAllSamples()
{
    TimeSeries series(100ms);
    Interval first = oneAfterTheOther(100, 20us);
    first.samples.resize(50);
    series.add(first);
    series.add(interval(3, 7, 1ms));
    series.finish(450ms);
    QVERIFY(series.seconds() == series.display());
    QCOMPARE(series.display()[0].requests, std::uint64_t{100});
    QCOMPARE(series.display()[0].length, nanoseconds(100ms));
    QCOMPARE(requestsIn(series.display()), std::uint64_t{107});
    QCOMPARE(series.display().back().start, nanoseconds(300ms)); // the silence after it is too short for a point
}

void TestTimeSeries::fineForTheFirstMinute()
{
    TimeSeries series(100ms);
    series.add(interval(600, 1, 1ms));
    series.settle(600);
    QCOMPARE(series.display().size(), std::size_t{600});
    QCOMPARE(series.displayStep(), nanoseconds(100ms));
    series.settle(601);
    QCOMPARE(series.display().size(), std::size_t{60});
    QCOMPARE(series.displayStep(), nanoseconds(1s));
}

void TestTimeSeries::twoHoursInBoundedMemory()
{
    TimeSeries series(500ms);
    constexpr std::uint64_t kIntervals = 14'400;
    Interval each = oneAfterTheOther(2, 1ms); // one for all: an interval is over a megabyte
    for (std::uint64_t index = 0; index < kIntervals; ++index) {
        each.index = index;
        series.add(each);
        series.settle(index + 1);
    }
    series.finish(2h);
    QCOMPARE(series.seconds().size(), std::size_t{7200});
    QVERIFY(series.display().size() <= series.seconds().size());
    QCOMPARE(requestsIn(series.display()), 2 * kIntervals);
    QCOMPARE(requestsIn(series.seconds()), 2 * kIntervals);
}

// The way of every interval of a run: recorder, series, recorder.
void TestTimeSeries::aDayGrowsByItsPointsAlone()
{
    const auto heapInUse = [] {
        const auto info = ::mallinfo2();
        return static_cast<std::int64_t>(info.uordblks + info.hblkhd);
    };
    Recorder recorder(1s);
    TimeSeries series(1s);
    std::int64_t early = 0;
    constexpr std::uint64_t kDay = 86'400;
    constexpr std::uint64_t kEarly = kDay / 10;
    for (std::uint64_t second = 0; second < kDay; ++second) {
        const auto now = std::chrono::seconds(second);
        auto &tally = recorder.at(now);
        ++tally.ledger.scheduled;
        ++tally.ledger.sent;
        ++tally.ledger.ok;
        tally.response.record(1ms);
        recorder.sample({.end = now, .response = 1ms, .answered = true, .good = true});
        while (auto closed = recorder.take()) {
            series.add(*closed);
            recorder.recycle(std::move(closed));
        }
        series.settle(second);
        if (second == kEarly)
            early = heapInUse();
    }
    const auto grown = heapInUse() - early;
    QCOMPARE(series.seconds().size(), kDay - 1); // the last second is still open
    QCOMPARE(requestsIn(series.seconds()), kDay - 1);
    // A vector that grows keeps up to twice what it holds.
    QVERIFY2(grown <= static_cast<std::int64_t>(2 * kDay * sizeof(SeriesPoint)),
             qPrintable(QStringLiteral("%1 bytes more").arg(grown)));
}

QTEST_APPLESS_MAIN(TestTimeSeries)
#include "tst_time_series.moc"
