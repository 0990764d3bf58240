#pragma once

#include "metrics/series_point.h"

#include <chrono>
#include <cstddef>
#include <span>

namespace escala::analysis {

/// Where the warm-up of a series of values ends.
struct WarmUp {
    std::size_t cut = 0; ///< So many values from the start on are warm-up.
    bool steady = true;  ///< False: the best cut is at the bound of half of the values, so no steady state was seen.
    friend bool operator==(const WarmUp &, const WarmUp &) = default;
};

/// The cut that leaves a mean with the smallest standard error: over d up to half of the n values,
/// Σ(z − mean)² / (n − d)² of those after d is smallest; of several, the first (K. P. White, "An effective truncation
/// heuristic for bias reduction in simulation output", 1997).
[[nodiscard]] WarmUp mser(std::span<const double> values);

/// The same of means of five, as is usual: single values are too noisy. `cut` counts values; those that fill no five at
/// the end are left out. Fewer than 40 values have no warm-up that could be told from noise.
[[nodiscard]] WarmUp mser5(std::span<const double> values);

/// Where the warm-up of a target ends, since the start of its series.
struct WarmUpEnd {
    std::chrono::nanoseconds at{};
    bool steady = true;
    friend bool operator==(const WarmUpEnd &, const WarmUpEnd &) = default;
};

/// By mser5 of the median response time and, of a cache, of the hit ratio: the later of both. `points`: of equal
/// length.
[[nodiscard]] WarmUpEnd warmUpOf(std::span<const metrics::SeriesPoint> points);

}
