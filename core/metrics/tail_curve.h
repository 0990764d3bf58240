#pragma once

#include "metrics/histogram.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace escala::metrics {

/// The response time of every percentile from 0 to 99.99 %, evenly on the axis that shows a tail: decades of the share
/// that is slower, 0 for all, 1 for a tenth (p90), 2 for a hundredth (p99) … A value type; cheap enough for ten a
/// second.
struct TailCurve {
    static constexpr int kDecades = 4;
    static constexpr int kPerDecade = 20;

    std::uint64_t count = 0; ///< Answers it is made of.
    /// At i / kPerDecade decades. Empty without answers; it ends where not one answer is slower.
    std::vector<std::chrono::microseconds> values;

    /// The share of answers that a place on the axis is about: 0.99 at 2 decades.
    [[nodiscard]] static double quantileAt(double decades) noexcept;
    [[nodiscard]] static double decadesOf(double quantile) noexcept;
    /// Where the curve is to be believed up to: samplesNeeded(…) is within `count`.
    [[nodiscard]] double believedUpTo() const noexcept;
    /// Where the last point is; 0 without any.
    [[nodiscard]] double end() const noexcept;
    /// Between its points as a straight line, beyond its end the slowest answer; none beyond the axis.
    [[nodiscard]] std::optional<std::chrono::microseconds> at(double decades) const noexcept;
    friend bool operator==(const TailCurve &, const TailCurve &) = default;
};

[[nodiscard]] TailCurve tailCurveOf(const Histogram &histogram);

}
