#include "analysis/warm_up.h"

#include <QTest>

#include <vector>

using namespace escala::analysis;
using namespace std::chrono_literals;
using escala::metrics::SeriesPoint;

using Values = std::vector<double>;

class TestWarmUp : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cutsWhereTheErrorIsLeast_data();
    void cutsWhereTheErrorIsLeast();
    void meansOfFive();
    void laterOfLatencyAndHits_data();
    void laterOfLatencyAndHits();
};

namespace {

/// 10, 8, 6, 4, 2, then (1, −1) so many times: the reference batch means, settled after five.
Values settling(int pairs)
{
    Values values{10, 8, 6, 4, 2};
    for (int pair = 0; pair < pairs; ++pair)
        values.insert(values.end(), {1, -1});
    return values;
}

Values repeated(const Values &batches)
{
    Values values;
    for (const double batch : batches)
        values.insert(values.end(), {batch - 1, batch, batch + 1, batch, batch});
    return values;
}

constexpr int kNever = 100;

/// 100 points of 100 ms whose latency and hit ratio settle after so many.
std::vector<SeriesPoint> course(int latencySettles, int hitsSettle)
{
    std::vector<SeriesPoint> points;
    for (int index = 0; index < 100; ++index) {
        SeriesPoint point;
        point.start = index * 100ms;
        point.length = 100ms;
        const auto p50 = 1000us + (index < latencySettles ? 9000us : index % 2 * 10us);
        point.response = {{p50, p50, p50, p50, p50}};
        if (hitsSettle >= 0) {
            const auto number = static_cast<unsigned>(index);
            const unsigned hits = hitsSettle == kNever ? number : index < hitsSettle ? 0 : 90 + number % 2;
            point.cache = {hits, 0, 100 - hits, 0, 0};
        }
        points.push_back(point);
    }
    return points;
}

}

void TestWarmUp::cutsWhereTheErrorIsLeast_data()
{
    QTest::addColumn<Values>("values");
    QTest::addColumn<qulonglong>("cut");
    QTest::addColumn<bool>("steady");
    QTest::newRow("reference: 0.3264, 0.21412, … 0.05 at five") << settling(10) << 5ULL << true;
    QTest::newRow("never settles: at the bound") << Values{9, 8, 7, 6, 5, 4, 3, 2, 1, 0} << 5ULL << false;
    QTest::newRow("all the same: nothing to cut") << Values(20, 0.1) << 0ULL << true;
    QTest::newRow("of cuts that are as good the first") << Values{5, 0, 0, 0, 0, 0, 0, 0} << 1ULL << true;
    QTest::newRow("nothing at all") << Values() << 0ULL << true;
    QTest::newRow("one value") << Values{7} << 0ULL << true;
}

void TestWarmUp::cutsWhereTheErrorIsLeast()
{
    QFETCH(const Values, values);
    QFETCH(const qulonglong, cut);
    QFETCH(const bool, steady);
    const WarmUp warmUp = mser(values);
    QCOMPARE(warmUp.cut, cut);
    QCOMPARE(warmUp.steady, steady);
}

void TestWarmUp::meansOfFive()
{
    QCOMPARE(mser5(repeated(settling(10))).cut, 25UL);
    Values unfinished = repeated(settling(10));
    unfinished.insert(unfinished.end(), {1000, 1000}); // fill no five
    QCOMPARE(mser5(unfinished).cut, 25UL);
    QVERIFY((mser5(Values(39, 1)) == WarmUp()));
    QVERIFY((mser5({{9, 0, 0, 0, 0, 0, 0, 0}}) == WarmUp())); // too few to tell
}

void TestWarmUp::laterOfLatencyAndHits_data()
{
    QTest::addColumn<int>("latencySettles");
    QTest::addColumn<int>("hitsSettle");
    QTest::addColumn<int>("cutMs");
    QTest::addColumn<bool>("steady");
    QTest::newRow("no cache") << 10 << -1 << 1000 << true;
    QTest::newRow("hits settle later") << 10 << 25 << 2500 << true;
    QTest::newRow("latency settles later") << 25 << 10 << 2500 << true;
    QTest::newRow("steady from the start") << 0 << 0 << 0 << true;
    QTest::newRow("hits go on rising") << 10 << kNever << 0 << false;
}

void TestWarmUp::laterOfLatencyAndHits()
{
    QFETCH(const int, latencySettles);
    QFETCH(const int, hitsSettle);
    QFETCH(const int, cutMs);
    QFETCH(const bool, steady);
    const WarmUpEnd end = warmUpOf(course(latencySettles, hitsSettle));
    QCOMPARE(end.steady, steady);
    if (steady)
        QVERIFY(end.at == std::chrono::milliseconds(cutMs));
}

QTEST_APPLESS_MAIN(TestWarmUp)
#include "tst_warm_up.moc"
