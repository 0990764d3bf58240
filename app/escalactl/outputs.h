#pragma once

#include "experiment/run_result.h"
#include "report/threshold.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <vector>

namespace escala::ctl {

/// The files that a run leaves, as asked for on the command line; empty names are not written. One file may be "-":
/// standard output, which then holds nothing else.
struct Outputs {
    std::string dir;
    std::string json;
    std::string csv;
    std::string seriesCsv;
    std::string hlog;
    std::string junit;
    std::string html;
    std::string charts;
    std::string plan;

    void addTo(CLI::App &command);

    /// Some of it needs the chart renderer.
    [[nodiscard]] bool wantPictures() const { return !dir.empty() || !html.empty() || !charts.empty(); }
};

/// Empty when everything can be written, as far as can be known before the run; else a sentence. Leaves no trace.
[[nodiscard]] std::string problemOf(const Outputs &outputs);

/// What became of the files: all are tried, so that as much as possible of a run is kept.
struct Written {
    std::vector<std::string> paths;
    std::vector<std::string> problems;         ///< A sentence for each file that could not be written.
    std::optional<std::string> standardOutput; ///< What was asked for under the name "-".
};
[[nodiscard]] Written write(const Outputs &outputs, const experiment::RunResult &result,
                            const std::vector<report::ThresholdOutcome> &thresholds);

}
