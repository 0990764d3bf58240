#pragma once

#include "metrics/series_point.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>

namespace escala::analysis {

/// What a fault did to those who were served while it was in force.
struct FaultEffect {
    std::uint64_t lost = 0; ///< Requests that failed from the fault until the service was whole again.
    /// From the fault until throughput is back to nine tenths of what it was, without errors, and stays there for a
    /// second; 0 where it was never worse. Empty: not within what was seen.
    std::optional<std::chrono::nanoseconds> recovered;
    std::optional<double> beforeRps; ///< Good answers a second in the ten seconds before, or since the start …
    std::optional<double> duringRps; ///< … until it recovered (the fault lasted where nothing was felt) …
    std::optional<double> afterRps;  ///< … and from then on; each empty where there was no such time.
    std::optional<std::chrono::microseconds> worstP99; ///< The highest of the time during.
};

/// `points`: the series of a target, without holes. `until`: when the fault was undone. `end`: where what is seen ends
/// for this fault: with the next one, or with the run.
[[nodiscard]] FaultEffect effectOf(std::span<const metrics::SeriesPoint> points, std::chrono::nanoseconds at,
                                   std::optional<std::chrono::nanoseconds> until, std::chrono::nanoseconds end);

}
