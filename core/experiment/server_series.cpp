#include "experiment/server_series.h"

#include <algorithm>

namespace escala::experiment {

namespace {

bool isMeasured(const metrics::TargetSnapshot &target)
{
    return target.phase >= metrics::TargetPhase::Measuring || !target.series.empty();
}

}

void addServerUse(std::span<metrics::SeriesPoint> points, const ServerSampler &sampler,
                  ServerSampler::Time measuringSince)
{
    for (metrics::SeriesPoint &point : points) {
        const ServerSampler::Time from = measuringSince + point.start;
        const ServerSampler::Time to = from + point.length;
        point.serverCpu = sampler.cpuBetween(from, to);
        point.serverRssBytes = sampler.rssAt(to);
    }
}

void MeasuringStart::learn(const metrics::TargetSnapshot &target, ServerSampler::Time arrived)
{
    if (!isMeasured(target))
        return;
    const auto measured = target.series.empty() ? std::chrono::nanoseconds::zero()
                                                : target.series.back().start + target.series.back().length;
    const ServerSampler::Time latest = arrived - measured;
    m_time = m_time ? std::min(*m_time, latest) : latest;
}

}
