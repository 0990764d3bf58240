#include "metrics/slowest.h"

#include <QTest>

using namespace escala::metrics;
using namespace std::chrono_literals;

class TestSlowest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheLongestInOrder();
    void wantsWhatItWouldKeep();
    void theFirstOfEqualOnesStays();
    void mergesAsIfSeenInOne();
    void clears();
};

namespace {

SlowRequest lasting(std::chrono::nanoseconds response, std::uint32_t request = 0)
{
    return {.response = response, .request = request};
}

std::vector<std::chrono::nanoseconds> responsesOf(const Slowest &slowest)
{
    std::vector<std::chrono::nanoseconds> responses;
    for (const SlowRequest &each : slowest.requests())
        responses.push_back(each.response);
    return responses;
}

}

void TestSlowest::keepsTheLongestInOrder()
{
    Slowest slowest;
    for (const auto ms : {3ms, 9ms, 1ms, 7ms, 5ms, 8ms, 2ms})
        slowest.add(lasting(ms));
    QCOMPARE(responsesOf(slowest), (std::vector<std::chrono::nanoseconds>{9ms, 8ms, 7ms, 5ms, 3ms}));
}

void TestSlowest::wantsWhatItWouldKeep()
{
    Slowest slowest;
    QVERIFY(slowest.wants(0ns));
    for (int i = 0; i < 5; ++i)
        slowest.add(lasting(10ms));
    QVERIFY(!slowest.wants(10ms));
    QVERIFY(slowest.wants(10ms + 1ns));
    slowest.add(lasting(1ms)); // not wanted: nothing happens
    QCOMPARE(responsesOf(slowest).back(), 10ms);
}

void TestSlowest::theFirstOfEqualOnesStays()
{
    Slowest slowest;
    for (std::uint32_t i = 0; i < 7; ++i)
        slowest.add(lasting(10ms, i));
    for (std::uint32_t i = 0; i < 5; ++i)
        QCOMPARE(slowest.requests()[i].request, i);
}

void TestSlowest::mergesAsIfSeenInOne()
{
    Slowest one;
    Slowest left;
    Slowest right;
    for (int i = 0; i < 20; ++i) {
        const auto request = lasting(std::chrono::milliseconds((i * 7) % 20));
        one.add(request);
        (i % 2 == 0 ? left : right).add(request);
    }
    left.merge(right);
    QCOMPARE(responsesOf(left), responsesOf(one));
}

void TestSlowest::clears()
{
    Slowest slowest;
    slowest.add(lasting(1s));
    slowest.clear();
    QCOMPARE(slowest, Slowest());
    QVERIFY(slowest.wants(0ns));
}

QTEST_APPLESS_MAIN(TestSlowest)
#include "tst_slowest.moc"
