#pragma once

#include "metrics/summary.h"

#include <optional>
#include <string>

namespace escala::analysis {

/// How a candidate did against a baseline; every ratio candidate / baseline, empty where one side has no figure.
struct Comparison {
    std::optional<double> throughputRatio, p50Ratio, p95Ratio, p99Ratio;
    std::optional<double> baselineHitRatio, candidateHitRatio;
    friend bool operator==(const Comparison &, const Comparison &) = default;
};

[[nodiscard]] Comparison compare(const metrics::Summary &baseline, const metrics::Summary &candidate);

}
