#include "servers/service_times.h"

#include <QTest>

using escala::servers::ServiceTimes;
using namespace std::chrono_literals;

class TestServiceTimes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTimeIsWithinItsBucket();
    void extremesHaveABucket();
};

void TestServiceTimes::everyTimeIsWithinItsBucket()
{
    for (std::chrono::nanoseconds time = 1025ns; time < 60s; time += time / 97 + 1ns) {
        const auto bucket = ServiceTimes::bucketOf(time);
        QVERIFY(time <= ServiceTimes::boundOf(bucket));
        QVERIFY(ServiceTimes::boundOf(bucket) <= time + time / 8 + 1ns);
        if (bucket > 0)
            QVERIFY(time >= ServiceTimes::boundOf(bucket - 1));
    }
}

void TestServiceTimes::extremesHaveABucket()
{
    QCOMPARE(ServiceTimes::bucketOf(-5ns), std::size_t(0));
    QCOMPARE(ServiceTimes::bucketOf(0ns), std::size_t(0));
    QCOMPARE(ServiceTimes::bucketOf(100h), ServiceTimes::kBuckets - 1);
}

QTEST_GUILESS_MAIN(TestServiceTimes)
#include "tst_service_times.moc"
