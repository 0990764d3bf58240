#pragma once

#include "experiment/run_result.h"
#include "report/threshold.h"

#include <string>
#include <vector>

namespace escala::ctl
{

// Results on standard output. False when they could not be written there.

/// Table, the classic three lines of each target, answer, thresholds, and where the files are.
[[nodiscard]] bool printResult(const experiment::RunResult &result,
                               const std::vector<report::ThresholdOutcome> &thresholds,
                               const std::vector<std::string> &files);

/// The object of `--json -` and nothing else.
[[nodiscard]] bool printJson(const experiment::RunResult &result,
                             const std::vector<report::ThresholdOutcome> &thresholds);

}
