#pragma once

#include "report/run_comparison.h"

#include <QString>

#include <vector>

namespace escala::history {

/// The answer of a comparison: throughput and p99 of each pair with their ratios and words, or why they can't be
/// compared; one line a pair, three at most.
[[nodiscard]] QString comparisonSentence(const std::vector<report::ComparedRuns> &comparisons);

}
