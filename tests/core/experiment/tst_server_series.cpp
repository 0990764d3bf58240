#include "experiment/server_series.h"

#include <QTest>

#include <unistd.h>

using namespace escala;
using namespace escala::experiment;
using namespace std::chrono_literals;

namespace {

metrics::SeriesPoint pointAt(std::chrono::nanoseconds start, std::chrono::nanoseconds length)
{
    metrics::SeriesPoint point;
    point.start = start;
    point.length = length;
    return point;
}

metrics::TargetSnapshot snapshotOf(metrics::TargetPhase phase, std::chrono::nanoseconds measured)
{
    metrics::TargetSnapshot target;
    target.phase = phase;
    if (measured > 0ns)
        target.series.push_back(pointAt(measured - 100ms, 100ms));
    return target;
}

}

class TestServerSeries : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fillsPointsFromSamples();
    void learnsWhenMeasuringBegan();
};

void TestServerSeries::fillsPointsFromSamples()
{
    ServerSampler::Time now{50s};
    long ticks = 0;
    ServerSampler sampler(
        1,
        [&ticks](std::int64_t, const char *file) -> std::optional<std::string> {
            if (std::string_view(file) == "status")
                return "VmRSS: 64 kB";
            return "1 (s) S 0 0 0 0 0 0 0 0 0 0 " + std::to_string(ticks) + " 0 ";
        },
        [&now] { return now; });
    for (int second = 0; second <= 3; ++second) {
        sampler.sample();
        now += 1s;
        ticks += second * sysconf(_SC_CLK_TCK) / 4;
    }
    // Measuring begins a second after the first sample, and goes on when the server is gone.
    std::vector<metrics::SeriesPoint> points{pointAt(0s, 1s), pointAt(1s, 1s), pointAt(4s, 1s)};
    addServerUse(points, sampler, ServerSampler::Time{51s});
    QCOMPARE(points[0].serverCpu.value_or(-1), 0.25);
    QCOMPARE(points[1].serverCpu.value_or(-1), 0.5);
    QCOMPARE(points[1].serverRssBytes.value_or(0), std::uint64_t{65536});
    QVERIFY(!points[2].serverCpu && !points[2].serverRssBytes);
}

void TestServerSeries::learnsWhenMeasuringBegan()
{
    using metrics::TargetPhase;
    MeasuringStart start;
    start.learn(snapshotOf(TargetPhase::WarmingUp, 0ns), ServerSampler::Time{10s});
    QVERIFY(!start.time());
    start.learn(snapshotOf(TargetPhase::Measuring, 0ns), ServerSampler::Time{11s});
    QCOMPARE(start.time().value(), ServerSampler::Time{11s});
    start.learn(snapshotOf(TargetPhase::Measuring, 1100ms), ServerSampler::Time{12s});
    QCOMPARE(start.time().value(), ServerSampler::Time{10900ms});
    start.learn(snapshotOf(TargetPhase::Measuring, 2s), ServerSampler::Time{14s});
    QCOMPARE(start.time().value(), ServerSampler::Time{10900ms});
}

QTEST_GUILESS_MAIN(TestServerSeries)
#include "tst_server_series.moc"
