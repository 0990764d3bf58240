#pragma once

#include "analysis/run_comparison.h"

#include <expected>
#include <string>
#include <string_view>

namespace escala::report {

/// When a candidate is not good enough: "p99 > +5%", "throughput < -3%", "errors >= +0.5pp".
///
/// Figures: throughput, p50, p95, p99, errors, hit_ratio, cpu. A change in % is relative to the baseline's figure; in
/// pp (percentage points) it is a difference, of errors and hit_ratio only.
struct FailCondition {
    std::string expression; ///< As it was written.
    analysis::Figure figure = analysis::Figure::P99;
    bool above = true;   ///< Holds for changes above the limit; else for those below it.
    bool orAt = false;   ///< For those at the limit too: >= and <=.
    double limit = 0;    ///< 0.05 for +5% and for +5pp.
    bool points = false; ///< pp.
};

/// The error says what was expected.
[[nodiscard]] std::expected<FailCondition, std::string> parseFailCondition(std::string_view text);

/// What a comparison says to a condition. Where that has >= or <=, at its limit is beyond it.
enum class Judgement {
    Passed,      ///< The change is not beyond the limit.
    Undecided,   ///< It is, but its interval reaches back to the limit: it may be chance. Passes, and is told.
    Failed,      ///< The whole interval is beyond the limit.
    Incomparable ///< There is nothing to judge by. Does not pass.
};

[[nodiscard]] constexpr bool passes(Judgement judgement) noexcept
{
    return judgement <= Judgement::Undecided;
}

struct Judged {
    std::string expression;
    Judgement judgement = Judgement::Incomparable;
    std::string sentence; ///< For people: the change with its interval, or why there is none.
};

[[nodiscard]] Judged judge(const FailCondition &condition, const analysis::RunComparison &comparison);

}
