#pragma once

#include "experiment/run_result.h"
#include "report/report.h"
#include "report/threshold.h"

#include <QCoreApplication>

#include <expected>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace escala::ctl {

// The chart renderer, or its absence in a build without widgets (ESCALA_WIDGETS=OFF): then there are no pictures, and
// everything else is written all the same.

[[nodiscard]] bool havePictures();

/// The application object: one that can draw where pictures are wanted, else the plain one, which starts quicker.
[[nodiscard]] std::unique_ptr<QCoreApplication> makeApplication(bool pictures, int &argc, char **argv);

[[nodiscard]] std::vector<report::ReportChart> reportCharts(const experiment::RunResult &result);
[[nodiscard]] std::expected<void, std::string> exportCharts(const experiment::RunResult &result,
                                                            const std::filesystem::path &dir);
/// Everything of `--out`.
[[nodiscard]] std::expected<void, std::string> exportAll(const experiment::RunResult &result,
                                                         const std::vector<report::ThresholdOutcome> &thresholds,
                                                         const std::filesystem::path &dir);

}
