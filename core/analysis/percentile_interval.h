#pragma once

#include <cstdint>
#include <optional>

namespace escala::analysis {

/// Which of the values in order of size, from 1, enclose a percentile.
struct Ranks {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    friend bool operator==(const Ranks &, const Ranks &) = default;
};

/// By order statistics, without any assumption on the law of the values but that they don't depend on each other: how
/// many lie below the percentile is binomial. Empty where there are too few (metrics::samplesNeeded).
[[nodiscard]] std::optional<Ranks> percentileRanks(double quantile, std::uint64_t count, double confidence = 0.95);

}
