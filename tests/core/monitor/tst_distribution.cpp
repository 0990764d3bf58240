#include "monitor/cell.h"
#include "monitor/source_cell.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <vector>

using namespace escala::monitor;
using namespace std::chrono_literals;

class TestDistribution : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyBucketIsNarrow();
    void quantilesAreNeverBelowTheTruth();
    void mergedIsAsRecordedTogether();
    void whatWasMergedCanBeTakenAway();
    void cellsDecodeToTheSame();
    void cellsAreSmall();
    void brokenCellsAreRefused();
    void sourceCellsDecodeToTheSame();
    void brokenSourceCellsAreRefused();
};

namespace {

Cell randomCell(unsigned seed, int probes)
{
    std::mt19937 random(seed);
    std::lognormal_distribution<double> time(9, 1.5);
    Cell cell;
    for (int index = 0; index < probes; ++index) {
        ProbeResult probe;
        probe.status = 200;
        probe.cache = static_cast<escala::metrics::CacheResult>(random() % 5);
        if (random() % 10 == 0)
            probe.error = static_cast<escala::metrics::ErrorKind>(random() % escala::metrics::kErrorKinds);
        probe.response = Microseconds(static_cast<std::int64_t>(time(random)));
        probe.ttfb = probe.response / 2;
        if (random() % 2 == 0)
            probe.tls = 1234us;
        cell.add(probe);
    }
    return cell;
}

}

void TestDistribution::everyBucketIsNarrow()
{
    std::int64_t before = -1;
    for (std::uint16_t index = 0; index < Distribution::kEnd; ++index) {
        const std::int64_t highest = Distribution::highestAt(index).count();
        QVERIFY(highest > before);
        if (before + 1 <= Distribution::kMaximum.count())
            QCOMPARE(Distribution::indexOf(Microseconds(before + 1)), index);
        QVERIFY((highest - before) <= std::max<std::int64_t>(1, (before + 1) / 64));
        before = highest;
        if (highest >= Distribution::kMaximum.count())
            break;
    }
    QVERIFY(before >= Distribution::kMaximum.count());
    QCOMPARE(Distribution::indexOf(-5us), 0);
    QCOMPARE(Distribution::indexOf(100h), Distribution::indexOf(1h));
}

void TestDistribution::quantilesAreNeverBelowTheTruth()
{
    std::mt19937 random(7);
    std::lognormal_distribution<double> time(9, 2);
    std::vector<std::int64_t> values;
    Distribution distribution;
    QVERIFY(!distribution.quantile(0.5));
    for (int index = 0; index < 5'000; ++index) {
        values.push_back(static_cast<std::int64_t>(time(random)));
        distribution.record(Microseconds(values.back()));
    }
    std::ranges::sort(values);
    for (const double quantile : {0.0, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999, 1.0}) {
        const auto rank = static_cast<std::size_t>(std::max(1.0, std::ceil(quantile * 5'000)));
        const std::int64_t truth = values.at(rank - 1);
        const std::int64_t said = distribution.quantile(quantile)->count();
        QVERIFY(said >= truth && said <= truth + std::max<std::int64_t>(1, truth / 64));
    }
    QCOMPARE(distribution.countAtOrBelow(1h), 5'000U);
}

void TestDistribution::mergedIsAsRecordedTogether()
{
    Cell together = randomCell(1, 300);
    together.merge(randomCell(2, 500));
    Cell other = randomCell(2, 500);
    other.merge(randomCell(1, 300));
    QVERIFY(together == other);
    QCOMPARE(together.probes, 800U);
}

void TestDistribution::whatWasMergedCanBeTakenAway()
{
    Cell cell = randomCell(1, 300);
    cell.merge(randomCell(2, 500));
    cell.subtract(randomCell(1, 300));
    QVERIFY(cell == randomCell(2, 500));
    cell.subtract(randomCell(3, 900)); // more than there is: never below 0
    QVERIFY(cell.probes == 0 && cell.response.count() <= 500);
}

void TestDistribution::cellsDecodeToTheSame()
{
    for (const int probes : {0, 1, 2, 60, 3'600}) {
        const Cell cell = randomCell(static_cast<unsigned>(probes), probes);
        const auto again = Cell::decoded(cell.encoded());
        QVERIFY(again);
        QVERIFY(*again == cell);
    }
}

void TestDistribution::cellsAreSmall()
{
    QVERIFY(randomCell(1, 1).encoded().size() <= 40);
    QVERIFY(randomCell(1, 60).encoded().size() <= 700);
    QVERIFY(randomCell(1, 3'600).encoded().size() <= 3'000);
}

void TestDistribution::brokenCellsAreRefused()
{
    const std::string whole = randomCell(5, 20).encoded();
    for (std::size_t length = 0; length < whole.size(); ++length)
        QVERIFY(!Cell::decoded(std::string_view(whole).substr(0, length)));
    QVERIFY(!Cell::decoded(whole + '\0'));
    std::mt19937 random(3);
    for (int times = 0; times < 20'000; ++times) {
        std::string broken = whole;
        broken[random() % broken.size()] = static_cast<char>(random());
        if (const auto cell = Cell::decoded(broken))
            QVERIFY(Cell::decoded(cell->encoded()) == cell);
    }
}

void TestDistribution::sourceCellsDecodeToTheSame()
{
    SourceCell cell;
    for (int reading = 0; reading < 5; ++reading) {
        cell.add(3, 1.5);
        cell.add(1, reading);
        cell.add(1'000'000, -0.25 * reading);
        cell.add(7, std::numeric_limits<double>::infinity());
    }
    QCOMPARE(cell.entries().size(), 3U);
    const auto again = SourceCell::decoded(cell.encoded());
    QVERIFY(again);
    QVERIFY(*again == cell);
    QCOMPARE(again->find(1)->mean(), 2.0);
    QCOMPARE(again->find(1)->max, 4.0);
    QVERIFY(!again->find(7));
    SourceCell both = cell;
    both.merge(*again);
    QCOMPARE(both.find(3)->readings, 10U);
}

void TestDistribution::brokenSourceCellsAreRefused()
{
    SourceCell cell;
    for (std::uint32_t series = 0; series < 50; ++series)
        cell.add(series, series * 1.1);
    const std::string whole = cell.encoded();
    for (std::size_t length = 0; length < whole.size(); ++length)
        QVERIFY(!SourceCell::decoded(std::string_view(whole).substr(0, length)));
    std::mt19937 random(3);
    for (int times = 0; times < 2'000; ++times) {
        std::string broken = whole;
        broken[random() % broken.size()] = static_cast<char>(random());
        (void)SourceCell::decoded(broken);
    }
    QVERIFY(!SourceCell::decoded(std::string("\xff\xff\xff\xff", 4)));
}

QTEST_GUILESS_MAIN(TestDistribution)
#include "tst_distribution.moc"
