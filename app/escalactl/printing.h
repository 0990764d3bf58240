#pragma once

#include "experiment/run_result.h"
#include "report/threshold.h"

#include <string>
#include <vector>

namespace escala::ctl {

/// Table, the classic three lines of each target, answer, thresholds, and where the files are.
[[nodiscard]] std::string resultText(const experiment::RunResult &result,
                                     const std::vector<report::ThresholdOutcome> &thresholds,
                                     const std::vector<std::string> &files);

/// To standard output; false when it could not be written there.
[[nodiscard]] bool print(const std::string &text);

}
