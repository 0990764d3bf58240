#include "metrics/recorder.h"

#include <QTest>

#include <chrono>
#include <thread>
#include <vector>

using namespace escala::metrics;
using namespace std::chrono_literals;
using std::chrono::nanoseconds;

class TestRecorder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesNothingBeforeAnIntervalEnds();
    void closesAtTheEndOfAnInterval();
    void skipsIntervalsWithoutRequests();
    void finishHandsOverTheOpenInterval();
    void finishWithNothingRecorded();
    void fullRingLosesNothing();
    void recycledIntervalsAreEmpty();
    void keepsOnlyTheFirstSamples();
    void nothingIsLostBetweenThreads();
    void dropsWhatNobodyTook();
};

namespace {

void recordAt(Recorder &recorder, nanoseconds now)
{
    Tally &tally = recorder.at(now);
    ++tally.ledger.ok;
    tally.response.record(now);
}

std::vector<std::unique_ptr<Interval>> takeAll(Recorder &recorder)
{
    std::vector<std::unique_ptr<Interval>> intervals;
    while (auto interval = recorder.take())
        intervals.push_back(std::move(interval));
    return intervals;
}

}

void TestRecorder::givesNothingBeforeAnIntervalEnds()
{
    Recorder recorder(100ms);
    recordAt(recorder, 0ms);
    recordAt(recorder, 100ms - 1ns);
    QVERIFY(!recorder.take());
}

void TestRecorder::closesAtTheEndOfAnInterval()
{
    Recorder recorder(100ms);
    recordAt(recorder, 99ms);
    recordAt(recorder, 100ms);
    const auto closed = recorder.take();
    QVERIFY(closed);
    QCOMPARE(closed->index, std::uint64_t{0});
    QCOMPARE(closed->tally.ledger.ok, std::uint64_t{1});
    QCOMPARE(closed->tally.response.max(), 99'000us);
    QVERIFY(!recorder.take());
}

void TestRecorder::skipsIntervalsWithoutRequests()
{
    Recorder recorder(100ms);
    recordAt(recorder, 50ms);
    recordAt(recorder, 1250ms);
    recorder.finish();
    const auto intervals = takeAll(recorder);
    QCOMPARE(intervals.size(), std::size_t{2});
    QCOMPARE(intervals[0]->index, std::uint64_t{0});
    QCOMPARE(intervals[1]->index, std::uint64_t{12});
}

void TestRecorder::finishHandsOverTheOpenInterval()
{
    Recorder recorder(100ms);
    recordAt(recorder, 10ms);
    recordAt(recorder, 110ms);
    recorder.finish();
    const auto intervals = takeAll(recorder);
    QCOMPARE(intervals.size(), std::size_t{2});
    QCOMPARE(intervals[0]->index, std::uint64_t{0});
    QCOMPARE(intervals[1]->index, std::uint64_t{1});
    QCOMPARE(intervals[1]->tally.ledger.ok, std::uint64_t{1});
}

void TestRecorder::finishWithNothingRecorded()
{
    Recorder recorder(100ms);
    recorder.finish();
    const auto intervals = takeAll(recorder);
    QCOMPARE(intervals.size(), std::size_t{1});
    QVERIFY(intervals[0]->tally == Tally());
}

// The aggregator is held up for 1,000 intervals: the ring takes the first ones, the open one takes all that follow.
void TestRecorder::fullRingLosesNothing()
{
    Recorder recorder(1ms);
    constexpr int kIntervals = 1000;
    for (int each = 0; each < kIntervals; ++each)
        recordAt(recorder, each * 1ms);
    recorder.finish();
    std::uint64_t recorded = 0;
    std::uint64_t previous = 0;
    for (const auto &interval : takeAll(recorder)) {
        QVERIFY(recorded == 0 || interval->index > previous);
        previous = interval->index;
        recorded += interval->tally.response.count();
    }
    QCOMPARE(recorded, std::uint64_t{kIntervals});
    QVERIFY(previous < 100); // the rest went into the one that was open when the ring was full
}

void TestRecorder::recycledIntervalsAreEmpty()
{
    Recorder recorder(1ms);
    recordAt(recorder, 0ms);
    recorder.sample({.end = 1us});
    recordAt(recorder, 1ms); // closes 0
    auto first = recorder.take();
    const Interval *reused = first.get();
    recorder.recycle(std::move(first));
    recordAt(recorder, 2ms); // closes 1, opens the one given back
    recordAt(recorder, 3ms);
    QCOMPARE(recorder.take()->index, std::uint64_t{1});
    const auto second = recorder.take();
    QCOMPARE(second.get(), reused);
    QCOMPARE(second->index, std::uint64_t{2});
    QCOMPARE(second->tally.ledger.ok, std::uint64_t{1});
    QVERIFY(second->samples.empty());
}

void TestRecorder::keepsOnlyTheFirstSamples()
{
    Recorder recorder(1s);
    for (std::size_t each = 0; each < Recorder::kSamples + 500; ++each)
        recorder.sample({.end = nanoseconds(each)});
    recorder.finish();
    const auto last = recorder.take();
    QCOMPARE(last->samples.size(), Recorder::kSamples);
    QCOMPARE(last->samples.front().end, 0ns);
    QCOMPARE(last->samples.back().end, nanoseconds(Recorder::kSamples - 1));
}

void TestRecorder::nothingIsLostBetweenThreads()
{
    Recorder recorder(10us);
    constexpr std::uint64_t kRequests = 300'000;
    constexpr nanoseconds kGap = 100ns; // virtual time: 100 requests an interval
    std::jthread engine([&] {
        for (std::uint64_t each = 0; each < kRequests; ++each)
            recordAt(recorder, kGap * static_cast<std::int64_t>(each));
        recorder.finish();
    });
    Tally total;
    std::uint64_t next = 0;
    while (total.ledger.ok < kRequests) {
        auto interval = recorder.take();
        if (!interval) {
            std::this_thread::yield();
            continue;
        }
        QVERIFY(interval->index >= next); // in order of time, none twice
        next = interval->index + 1;
        total.merge(interval->tally);
        recorder.recycle(std::move(interval));
    }
    engine.join();
    QVERIFY(!recorder.take());
    QCOMPARE(total.ledger.ok, kRequests);
    QCOMPARE(total.response.count(), kRequests);
    QCOMPARE(total.response.max(), std::chrono::round<std::chrono::microseconds>(kGap * (kRequests - 1)));
}

// For the leak checker: closed, free and last intervals all go with their recorder.
void TestRecorder::dropsWhatNobodyTook()
{
    auto recorder = std::make_unique<Recorder>(1ms);
    for (int each = 0; each < 30; ++each)
        recordAt(*recorder, each * 1ms);
    recorder->recycle(recorder->take());
    recorder->finish();
    recorder.reset();
    QVERIFY(!recorder);
}

QTEST_APPLESS_MAIN(TestRecorder)
#include "tst_recorder.moc"
