#include "metrics/heat_grid.h"

#include <QTest>

#include <numeric>

using namespace escala::metrics;
using namespace std::chrono_literals;

/// Answers by time and response time.
class TestHeatGrid : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyAnswerHasItsCell();
    void rowsCoverAMicrosecondToAnHour_data();
    void rowsCoverAMicrosecondToAnHour();
    void aLongRunTakesNoMoreRoom();
};

namespace {

std::uint64_t answersIn(const HeatGrid &heat)
{
    std::uint64_t sum = 0;
    for (const auto &column : heat.columns())
        sum = std::accumulate(column.begin(), column.end(), sum);
    return sum;
}

}

void TestHeatGrid::everyAnswerHasItsCell()
{
    HeatGrid heat(100ms);
    QVERIFY(heat.empty());
    Histogram response;
    response.record(200ms, 20);
    response.record(300us, 5);
    heat.add(250ms, response);
    heat.add(50ms, 2ms);
    QCOMPARE(heat.columns().size(), std::size_t{3});
    QCOMPARE(heat.columns()[2][HeatGrid::rowOf(200ms)], std::uint64_t{20});
    QCOMPARE(heat.columns()[2][HeatGrid::rowOf(300us)], std::uint64_t{5});
    QCOMPARE(heat.columns()[0][HeatGrid::rowOf(2ms)], std::uint64_t{1});
    QCOMPARE(heat.most(), std::uint64_t{20});
    QCOMPARE(answersIn(heat), std::uint64_t{26});
}

void TestHeatGrid::rowsCoverAMicrosecondToAnHour_data()
{
    QTest::addColumn<std::int64_t>("microseconds");
    for (const std::int64_t micros : {1L, 2L, 9L, 10L, 11L, 999L, 1000L, 200'000L, 3'600'000'000L})
        QTest::addRow("%lld us", static_cast<long long>(micros)) << micros;
}

void TestHeatGrid::rowsCoverAMicrosecondToAnHour()
{
    QFETCH(const std::int64_t, microseconds);
    const auto row = HeatGrid::rowOf(std::chrono::microseconds(microseconds));
    QVERIFY(row < HeatGrid::kRows);
    const double seconds = static_cast<double>(microseconds) / 1e6;
    QVERIFY(HeatGrid::edgeOf(row).count() <= seconds * (1 + 1e-9));
    QVERIFY(HeatGrid::edgeOf(row + 1).count() > seconds);
}

void TestHeatGrid::aLongRunTakesNoMoreRoom()
{
    HeatGrid heat(100ms);
    constexpr int kSeconds = 7200;
    for (int second = 0; second < kSeconds; ++second)
        heat.add(std::chrono::seconds(second), 1ms);
    QVERIFY(heat.columns().size() <= HeatGrid::kMostColumns);
    QCOMPARE(answersIn(heat), std::uint64_t{kSeconds});
    QVERIFY(heat.width() * static_cast<std::int64_t>(HeatGrid::kMostColumns) >= std::chrono::seconds(kSeconds));
}

QTEST_GUILESS_MAIN(TestHeatGrid)
#include "tst_heat_grid.moc"
