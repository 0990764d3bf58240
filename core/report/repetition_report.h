#pragma once

#include "analysis/detectable_difference.h"
#include "experiment/repetition.h"
#include "report/run_comparison.h"

#include <cstdint>
#include <string>
#include <vector>

namespace escala::report {

/// Before the start: which differences can be seen in so many rounds and which get a word, from what earlier runs of
/// the plan varied by; where there are too few, for coefficients of variation of 2, 5 and 10 %.
[[nodiscard]] std::string outlookText(std::uint32_t rounds, const analysis::Variation &earlier);
/// The same after some rounds, from these themselves; empty where they tell nothing.
[[nodiscard]] std::string outlookAfter(std::uint32_t rounds, const analysis::Variation &roundsSoFar);

/// The first target against each of the others over the rounds.
[[nodiscard]] std::vector<ComparedRuns> comparedRounds(const experiment::RepetitionResult &result,
                                                       const std::vector<FailCondition> &conditions);

/// What the rounds say, a line for each comparison, for a page: throughput, p50 and p99 with ratio, 95 % interval and
/// word, or why there is none; figures alone for a single target.
[[nodiscard]] std::string roundsText(const experiment::RepetitionResult &result,
                                     const std::vector<ComparedRuns> &comparisons);

// What came of it, with those comparisons: for a terminal, and as a file of format "escala-repetition/1"
// (docs/comparing-runs.md).

[[nodiscard]] std::string repetitionText(const experiment::RepetitionResult &result,
                                         const std::vector<ComparedRuns> &comparisons);
[[nodiscard]] std::string repetitionJson(const experiment::RepetitionResult &result,
                                         const std::vector<ComparedRuns> &comparisons);

}
