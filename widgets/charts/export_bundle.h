#pragma once

#include "experiment/run_result.h"
#include "report/threshold.h"

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

namespace escala::charts {

/// Writes everything of a run into a folder (made where needed): result.json, summary.csv, series.csv, report.html,
/// <target>.hlog and charts/. The same code for window and command line. Files are whole or not there; on an error the
/// ones already written stay. Needs a QApplication; GUI thread.
[[nodiscard]] std::expected<void, std::string> exportAll(const experiment::RunResult &result,
                                                         const std::vector<report::ThresholdOutcome> &thresholds,
                                                         const std::filesystem::path &dir);

}
