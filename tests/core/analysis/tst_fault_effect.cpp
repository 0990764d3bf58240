#include "analysis/fault_effect.h"

#include <QTest>

#include <functional>
#include <vector>

using namespace escala::analysis;
using namespace std::chrono_literals;
using escala::metrics::SeriesPoint;

namespace {

/// 20 s in points of 100 ms; `shape` gives each its good answers and errors.
std::vector<SeriesPoint> course(const std::function<void(std::chrono::nanoseconds, SeriesPoint &)> &shape)
{
    std::vector<SeriesPoint> points;
    for (auto at = 0ns; at < 20s; at += 100ms) {
        SeriesPoint point;
        point.start = at;
        point.length = 100ms;
        point.good = 100;
        point.response = {{1000us, 2000us, 3000us, 4000us, 5000us}};
        shape(at, point);
        points.push_back(point);
    }
    return points;
}

void nothing(std::chrono::nanoseconds, SeriesPoint &) { }

}

class TestFaultEffect : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void unfeltFaultIsOverAtOnce();
    void countsWhatWasLostUntilItRecovered();
    void aLullIsNotARecovery();
    void whatDoesNotRecoverIsSaid();
    void slowServiceWithoutErrorsIsFelt();
    void chanceIsNotAnEffect();
    void nothingWasSeenBefore();
};

void TestFaultEffect::unfeltFaultIsOverAtOnce()
{
    const auto effect = effectOf(course(nothing), 10s, 12s, 20s);
    QCOMPARE(effect.lost, 0UL);
    QVERIFY(effect.recovered == 0ns);
    QCOMPARE(*effect.beforeRps, 1000.0);
    QCOMPARE(*effect.duringRps, 1000.0);
    QCOMPARE(*effect.afterRps, 1000.0);
    QVERIFY(effect.worstP99 == 4000us);
}

void TestFaultEffect::countsWhatWasLostUntilItRecovered()
{
    const auto points = course([](auto at, SeriesPoint &point) {
        if (at < 10s || at >= 12500ms)
            return;
        point.good = 0;
        point.errors = 7;
        point.response = {};
    });
    const auto effect = effectOf(points, 10s, 12s, 20s);
    QCOMPARE(effect.lost, 7UL * 25);
    QVERIFY(effect.recovered == 2500ms);
    QCOMPARE(*effect.duringRps, 0.0);
    QCOMPARE(*effect.afterRps, 1000.0);
    QVERIFY(!effect.worstP99);
}

void TestFaultEffect::aLullIsNotARecovery()
{
    const auto points = course([](auto at, SeriesPoint &point) {
        if ((at >= 10s && at < 11s) || (at >= 11500ms && at < 13s))
            point.errors = 1;
    });
    QVERIFY(effectOf(points, 10s, {}, 20s).recovered == 3s);
    QCOMPARE(effectOf(points, 10s, {}, 20s).lost, 25UL);
}

void TestFaultEffect::whatDoesNotRecoverIsSaid()
{
    const auto points = course([](auto at, SeriesPoint &point) { point.errors = at >= 10s && at < 19500ms ? 1 : 0; });
    const auto effect = effectOf(points, 10s, {}, 20s); // half a second of quiet at the end is no proof
    QVERIFY(!effect.recovered);
    QVERIFY(!effect.afterRps);
    QCOMPARE(effect.lost, 95UL);
    QVERIFY(effectOf(points, 10s, {}, 15s).duringRps.has_value());
}

void TestFaultEffect::slowServiceWithoutErrorsIsFelt()
{
    const auto points = course([](auto at, SeriesPoint &point) {
        if (at >= 10s && at < 13s)
            point.good = 50;
    });
    const auto effect = effectOf(points, 10s, 13s, 20s);
    QVERIFY(effect.recovered == 3s);
    QCOMPARE(effect.lost, 0UL);
    QCOMPARE(*effect.duringRps, 500.0);
}

void TestFaultEffect::chanceIsNotAnEffect()
{
    // 12 and 8 answers in turn, as random arrivals have it.
    const auto points = course([](auto at, SeriesPoint &point) { point.good = at / 100ms % 2 == 0 ? 12 : 8; });
    QVERIFY(effectOf(points, 10s, {}, 20s).recovered == 0ns);
}

void TestFaultEffect::nothingWasSeenBefore()
{
    const auto effect = effectOf(course(nothing), 0s, {}, 20s);
    QVERIFY(!effect.beforeRps);
    QVERIFY(effectOf({}, 0s, {}, 20s).recovered == 0ns);
}

QTEST_GUILESS_MAIN(TestFaultEffect)
#include "tst_fault_effect.moc"
