#pragma once

#include "experiment/server_sampler.h"
#include "metrics/series_point.h"
#include "metrics/snapshot.h"

#include <chrono>
#include <optional>
#include <span>

namespace escala::experiment {

/// Fills in what a server's process used during each point. `measuringSince` is the time of the points' 0.
void addServerUse(std::span<metrics::SeriesPoint> points, const ServerSampler &sampler,
                  ServerSampler::Time measuringSince);

/// Learns from its snapshots when the measuring of a target began, which the load engine doesn't tell: never later than
/// the first snapshot of the measuring part, nor than any snapshot's arrival less the length of the series in it.
class MeasuringStart {
public:
    void learn(const metrics::TargetSnapshot &target, ServerSampler::Time arrived);
    /// Empty before measuring has begun.
    [[nodiscard]] const std::optional<ServerSampler::Time> &time() const noexcept { return m_time; }

private:
    std::optional<ServerSampler::Time> m_time;
};

}
