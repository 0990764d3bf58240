#pragma once

#include "metrics/cache_result.h"
#include "metrics/histogram.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>

namespace escala::metrics {

struct Tally;

/// What happened to one target in one interval: a point of every chart and a row of the series export.
/// Counts are of the interval, not running; percentiles are of the interval's own histogram.
struct SeriesPoint {
    std::chrono::nanoseconds start{}; ///< Since the start of measuring.
    std::chrono::nanoseconds length{};
    std::uint64_t offered = 0;  ///< Scheduled in the interval.
    std::uint64_t requests = 0; ///< Ended in the interval, answered or not.
    std::uint64_t good = 0;     ///< Answered without error.
    std::uint64_t errors = 0;
    std::uint64_t dropped = 0;
    std::uint64_t inFlight = 0; ///< At the end of the interval.
    std::uint64_t bytesReceived = 0;
    std::array<std::uint64_t, kCacheResults> cache{};
    /// Of the response time; empty where no answer ended in the interval, so a chart shows a gap.
    struct Percentiles {
        std::chrono::microseconds p50, p90, p95, p99, max;
        friend bool operator==(const Percentiles &, const Percentiles &) = default;
    };
    std::optional<Percentiles> response;
    std::optional<double> serverCpu; ///< Cores in use by the server process: 0.5 is half a core.
    std::optional<std::uint64_t> serverRssBytes;

    /// Per second, from a count of this interval.
    [[nodiscard]] double rate(std::uint64_t count) const noexcept;
    friend bool operator==(const SeriesPoint &, const SeriesPoint &) = default;
};

/// The point of one interval's tally.
[[nodiscard]] SeriesPoint pointOf(const Tally &tally, std::chrono::nanoseconds start, std::chrono::nanoseconds length);

}
