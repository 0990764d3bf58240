#include "metrics/summary.h"

#include <QTest>

#include <chrono>
#include <limits>

using namespace escala::metrics;
using namespace std::chrono_literals;

class TestSummary : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void samplesNeeded_data();
    void samplesNeeded();
    void statistics();
    void statisticsOfNothing();
    void summarises();
    void noRateWithoutDuration();
};

// measuring.md's figures; the lower half mirrors the upper.
void TestSummary::samplesNeeded_data()
{
    QTest::addColumn<double>("quantile");
    QTest::addColumn<std::uint64_t>("samples");
    QTest::newRow("p50") << 0.5 << std::uint64_t{6};
    QTest::newRow("p90") << 0.9 << std::uint64_t{36};
    QTest::newRow("p95") << 0.95 << std::uint64_t{72};
    QTest::newRow("p99") << 0.99 << std::uint64_t{368};
    QTest::newRow("p99.9") << 0.999 << std::uint64_t{3688};
    QTest::newRow("p5 as p95") << 0.05 << std::uint64_t{72};
    QTest::newRow("never enough for the minimum") << 0.0 << std::numeric_limits<std::uint64_t>::max();
    QTest::newRow("never enough for the maximum") << 1.0 << std::numeric_limits<std::uint64_t>::max();
}

void TestSummary::samplesNeeded()
{
    QFETCH(double, quantile);
    QTEST(escala::metrics::samplesNeeded(quantile), "samples");
}

void TestSummary::statistics()
{
    Histogram histogram;
    for (int us = 1; us <= 1000; ++us) // buckets of 1 us: nothing is lost
        histogram.record(std::chrono::microseconds(us));
    const Statistics figures = statisticsOf(histogram);
    QCOMPARE(figures.count, std::uint64_t{1000});
    QCOMPARE(figures.min.count(), 1e-6);
    QCOMPARE(figures.mean.count(), 500.5e-6);
    QCOMPARE(figures.stdev.count(), 288.6749902572095e-6);
    QCOMPARE(figures.p50.count(), 500e-6);
    QCOMPARE(figures.p75.count(), 750e-6);
    QCOMPARE(figures.p90.count(), 900e-6);
    QCOMPARE(figures.p95.count(), 950e-6);
    QCOMPARE(figures.p99.count(), 990e-6);
    QCOMPARE(figures.p999.count(), 999e-6);
    QCOMPARE(figures.max.count(), 1000e-6);
}

void TestSummary::statisticsOfNothing()
{
    QVERIFY(statisticsOf(Histogram()) == Statistics());
}

void TestSummary::summarises()
{
    Tally tally;
    tally.ledger = {.scheduled = 30, .sent = 30, .ok = 20, .httpError = 6, .timeout = 4};
    tally.errors[static_cast<std::size_t>(ErrorKind::Timeout)] = 4;
    tally.cache[static_cast<std::size_t>(CacheResult::Hit)] = 26;
    tally.status[200] = 20;
    tally.status[503] = 6;
    tally.bytesSent = 100;
    tally.bytesReceived = 200;
    tally.connectionsOpened = 5;
    tally.response.record(10us);
    tally.service.record(9us);
    tally.lag.record(1us);
    tally.phases.dns.record(2us);
    tally.phases.connect.record(3us);
    tally.phases.tls.record(4us);
    tally.phases.ttfb.record(5us);
    tally.phases.transfer.record(6us);
    tally.byStatus.of(StatusClass::ServerError).response.record(8us);
    tally.byStatus.of(StatusClass::ServerError).service.record(7us);
    const Summary summary = summarise(tally, 2s);
    QVERIFY(summary.ledger == tally.ledger);
    QVERIFY(summary.errors == tally.errors);
    QVERIFY(summary.cache == tally.cache);
    QVERIFY((summary.status == std::map<int, std::uint64_t>{{200, 20}, {503, 6}}));
    QCOMPARE(summary.bytesSent, std::uint64_t{100});
    QCOMPARE(summary.bytesReceived, std::uint64_t{200});
    QCOMPARE(summary.connectionsOpened, std::uint64_t{5});
    QCOMPARE(summary.duration.count(), 2.0);
    QCOMPARE(summary.offeredRps, 15.0);
    QCOMPARE(summary.achievedRps, 10.0); // errors don't count
    QCOMPARE(summary.response.max.count(), 10e-6);
    QCOMPARE(summary.service.max.count(), 9e-6);
    QCOMPARE(summary.lag.max.count(), 1e-6);
    QCOMPARE(summary.dns.max.count(), 2e-6);
    QCOMPARE(summary.connect.max.count(), 3e-6);
    QCOMPARE(summary.tls.max.count(), 4e-6);
    QCOMPARE(summary.ttfb.max.count(), 5e-6);
    QCOMPARE(summary.transfer.max.count(), 6e-6);
    QCOMPARE(summary.byStatus.size(), std::size_t{1}); // of what came up
    QCOMPARE(summary.byStatus.at(StatusClass::ServerError).response.max.count(), 8e-6);
    QCOMPARE(summary.byStatus.at(StatusClass::ServerError).service.max.count(), 7e-6);
    QCOMPARE(summary.responses(), std::uint64_t{26});
    QCOMPARE(summary.failed(), std::uint64_t{10});
}

void TestSummary::noRateWithoutDuration()
{
    Tally tally;
    tally.ledger = {.scheduled = 1, .sent = 1, .ok = 1};
    QCOMPARE(summarise(tally, 0s).achievedRps, 0.0);
    QCOMPARE(summarise(tally, 0s).offeredRps, 0.0);
}

QTEST_APPLESS_MAIN(TestSummary)
#include "tst_summary.moc"
