#include "monitor/courier.h"
#include "monitor/probe_schedule.h"

#include <QTest>

using namespace escala::monitor;
using namespace std::chrono_literals;

class TestCourier : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneAfterTheOther();
    void waitsTwiceAsLongEachTime();
    void givesUp();
    void theOldestGoWhenThereAreTooMany();
    void nobodyIsToldAnyMore();
    void schedulesNeverCatchUp();
};

void TestCourier::oneAfterTheOther()
{
    Courier courier;
    const Courier::Time now{};
    QVERIFY(!courier.next());
    courier.add("a");
    courier.add("b");
    QCOMPARE(*courier.take(now), "a");
    QVERIFY(!courier.take(now));
    QVERIFY(!courier.finished(Courier::Outcome::Taken, now));
    QCOMPARE(*courier.take(now), "b");
    QVERIFY(courier.finished(Courier::Outcome::Refused, now));
    QCOMPARE(courier.waiting(), 0U);
}

void TestCourier::waitsTwiceAsLongEachTime()
{
    Courier courier;
    Courier::Time now{};
    courier.add("a");
    for (const auto wait : {1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s}) {
        QVERIFY(courier.take(now));
        QVERIFY(!courier.finished(Courier::Outcome::Failed, now));
        QVERIFY(*courier.next() == now + wait);
        QVERIFY(!courier.take(now + wait - 1ms));
        now += wait;
    }
    QVERIFY(courier.take(now));
    QVERIFY(!courier.finished(Courier::Outcome::Taken, now));
}

void TestCourier::givesUp()
{
    Courier courier;
    Courier::Time now{};
    courier.add("a");
    for (int tries = 1; tries < Courier::kMostTries; ++tries, now += 60s) {
        QVERIFY(courier.take(now));
        QVERIFY(!courier.finished(Courier::Outcome::Failed, now));
    }
    QVERIFY(courier.take(now));
    QVERIFY(courier.finished(Courier::Outcome::Failed, now));
    QVERIFY(!courier.next());
}

void TestCourier::theOldestGoWhenThereAreTooMany()
{
    Courier courier;
    for (std::size_t number = 0; number <= Courier::kMostWaiting; ++number)
        courier.add(std::to_string(number));
    QCOMPARE(courier.waiting(), Courier::kMostWaiting);
    QCOMPARE(*courier.take({}), "1");
}

void TestCourier::nobodyIsToldAnyMore()
{
    const Courier::Time now{};
    Courier courier;
    courier.add("a");
    courier.add("b");
    QCOMPARE(courier.take(now).value(), "a");
    courier.clear();
    QCOMPARE(courier.waiting(), 1U);
    QVERIFY(!courier.finished(Courier::Outcome::Taken, now));
    QCOMPARE(courier.waiting(), 0U);
    QVERIFY(!courier.next());
}

void TestCourier::schedulesNeverCatchUp()
{
    const ProbeSchedule::Time start{};
    ProbeSchedule schedule(start, 1s);
    QVERIFY(schedule.isDue(start));
    QVERIFY(!schedule.isDue(start + 999ms));
    QVERIFY(schedule.isDue(start + 1'300ms)); // late
    QVERIFY(schedule.next() == start + 2s);   // and no later for it
    QVERIFY(schedule.isDue(start + 60s + 500ms));
    QVERIFY(!schedule.isDue(start + 60s + 500ms));
    QVERIFY(schedule.next() == start + 61s);
}

QTEST_GUILESS_MAIN(TestCourier)
#include "tst_courier.moc"
