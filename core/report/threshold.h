#pragma once

#include "experiment/run_result.h"

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace escala::report {

/// A condition on a target's figures: "p99<200ms", "errors<1%", "achieved_rps>=1000", "hit_ratio>0.9".
///
/// Metrics: min, mean, p50, p75, p90, p95, p99, p999, max (durations of response time, with a unit), errors (a count,
/// or a share with %), dropped, achieved_rps, hit_ratio (0 to 1, or with %). Operators: < <= > >= ==.
struct Threshold {
    enum class Operator { Less, LessOrEqual, Greater, GreaterOrEqual, Equal };
    std::string expression; ///< As it was written.
    std::string metric;
    Operator op = Operator::Less;
    double limit = 0; ///< Seconds for durations; a share for %.
    bool share = false;
};

/// The error says what was expected.
[[nodiscard]] std::expected<Threshold, std::string> parseThreshold(std::string_view text);

struct ThresholdOutcome {
    std::string expression;
    std::string target;
    double actual = 0; ///< NaN where the figure does not exist; then not passed.
    bool passed = false;
};

/// Every threshold on every target.
[[nodiscard]] std::vector<ThresholdOutcome> evaluate(const std::vector<Threshold> &thresholds,
                                                     const experiment::RunResult &result);

}
