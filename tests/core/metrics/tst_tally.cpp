#include "metrics/tally.h"

#include <QTest>

#include <chrono>

using namespace escala::metrics;
using namespace std::chrono_literals;

using CacheCounts = std::array<std::uint64_t, kCacheResults>; // hit, stale, miss, bypass, unknown

class TestTally : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void balances_data();
    void balances();
    void hitRatios_data();
    void hitRatios();
    void mergesEveryPart();
    void clearsEveryPart();
    void countsFailures();
    void namesOfErrors();
};

namespace {

constexpr Ledger kLedger{.scheduled = 120,
                         .sent = 100,
                         .dropped = 15,
                         .unsent = 5,
                         .ok = 70,
                         .httpError = 10,
                         .transportError = 8,
                         .timeout = 6,
                         .aborted = 4,
                         .inFlight = 2};

Ledger with(std::uint64_t Ledger::*field, std::uint64_t value)
{
    Ledger ledger = kLedger;
    ledger.*field = value;
    return ledger;
}

/// Each part has something in it.
Tally full()
{
    Tally tally;
    tally.ledger = kLedger;
    tally.errors.fill(1);
    tally.cache.fill(2);
    tally.status[200] = 70;
    tally.status[999] = 1;
    tally.bytesSent = 1000;
    tally.bytesReceived = 9000;
    tally.connectionsOpened = 3;
    for (Histogram *each : {&tally.response, &tally.service, &tally.lag, &tally.phases.dns, &tally.phases.connect,
                            &tally.phases.tls, &tally.phases.ttfb, &tally.phases.transfer})
        each->record(5ms);
    tally.byStatus.of(StatusClass::ServerError).response.record(7ms);
    tally.byStatus.of(StatusClass::ServerError).service.record(6ms);
    return tally;
}

}

Q_DECLARE_METATYPE(Ledger)

void TestTally::balances_data()
{
    QTest::addColumn<Ledger>("ledger");
    QTest::addColumn<bool>("balanced");
    QTest::newRow("nothing") << Ledger{} << true;
    QTest::newRow("everything") << kLedger << true;
    QTest::newRow("scheduled but lost") << with(&Ledger::scheduled, 121) << false;
    QTest::newRow("sent but lost") << with(&Ledger::sent, 101) << false;
    QTest::newRow("dropped twice") << with(&Ledger::dropped, 16) << false;
    QTest::newRow("unsent forgotten") << with(&Ledger::unsent, 4) << false;
    QTest::newRow("answer counted twice") << with(&Ledger::ok, 71) << false;
    QTest::newRow("HTTP error forgotten") << with(&Ledger::httpError, 9) << false;
    QTest::newRow("transport error forgotten") << with(&Ledger::transportError, 7) << false;
    QTest::newRow("timeout forgotten") << with(&Ledger::timeout, 5) << false;
    QTest::newRow("aborted forgotten") << with(&Ledger::aborted, 3) << false;
    QTest::newRow("in flight forgotten") << with(&Ledger::inFlight, 1) << false;
}

void TestTally::balances()
{
    QFETCH(Ledger, ledger);
    QTEST(ledger.balances(), "balanced");
}

void TestTally::hitRatios_data()
{
    QTest::addColumn<CacheCounts>("cache");
    QTest::addColumn<double>("ratio");
    QTest::newRow("nothing known") << CacheCounts{0, 0, 0, 0, 9} << -1.0;
    QTest::newRow("bypass alone") << CacheCounts{0, 0, 0, 9, 0} << -1.0;
    QTest::newRow("nothing at all") << CacheCounts{} << -1.0;
    QTest::newRow("all hits") << CacheCounts{9, 0, 0, 0, 0} << 1.0;
    QTest::newRow("all misses") << CacheCounts{0, 0, 9, 0, 0} << 0.0;
    QTest::newRow("stale is no hit") << CacheCounts{6, 2, 2, 0, 0} << 0.6;
    QTest::newRow("unknown and bypass are not asked") << CacheCounts{3, 0, 1, 50, 50} << 0.75;
}

void TestTally::hitRatios()
{
    QFETCH(CacheCounts, cache);
    QTEST(hitRatio(cache), "ratio");
}

void TestTally::mergesEveryPart()
{
    Tally tally;
    tally.merge(full());
    QVERIFY(tally == full());
    tally.merge(full());
    QVERIFY(tally.ledger.balances());
    QCOMPARE(tally.ledger.scheduled, std::uint64_t{240});
    QCOMPARE(tally.ledger.inFlight, std::uint64_t{4});
    QCOMPARE(tally.errors.back(), std::uint64_t{2});
    QCOMPARE(tally.cache.back(), std::uint64_t{4});
    QCOMPARE(tally.status[200], std::uint64_t{140});
    QCOMPARE(tally.status[999], std::uint64_t{2});
    QCOMPARE(tally.bytesReceived, std::uint64_t{18'000});
    QCOMPARE(tally.connectionsOpened, std::uint64_t{6});
    QCOMPARE(tally.response.count(), std::uint64_t{2});
    QCOMPARE(tally.phases.transfer.count(), std::uint64_t{2});
    QCOMPARE(tally.byStatus.find(StatusClass::ServerError)->response.count(), std::uint64_t{2});
    QVERIFY(tally.byStatus.find(StatusClass::Success) == nullptr);
    QVERIFY(tally != full());
    tally = full(); // a copy has histograms of its own
    Tally copy = tally;
    copy.byStatus.of(StatusClass::ServerError).service.record(1ms);
    QVERIFY(copy != tally);
    QVERIFY(tally == full());
}

void TestTally::clearsEveryPart()
{
    Tally tally = full();
    tally.clear();
    QVERIFY(tally == Tally());
}

void TestTally::countsFailures()
{
    QCOMPARE(full().responses(), std::uint64_t{80});
    QCOMPARE(full().failed(), std::uint64_t{24}); // without the aborted ones
}

void TestTally::namesOfErrors()
{
    QCOMPARE(name(ErrorKind::Dns), "dns");
    QCOMPARE(name(ErrorKind::Status5xx), "status_5xx");
    QCOMPARE(name(ErrorKind::Dropped), "dropped");
    QCOMPARE(name(CacheResult::Hit), "hit");
    QCOMPARE(name(CacheResult::Unknown), "unknown");
    QVERIFY(isTransport(ErrorKind::Protocol));
    QVERIFY(!isTransport(ErrorKind::Status4xx));
}

QTEST_APPLESS_MAIN(TestTally)
#include "tst_tally.moc"
