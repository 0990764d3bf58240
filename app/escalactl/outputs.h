#pragma once

#include "experiment/run_result.h"
#include "report/threshold.h"

#include <CLI/App.hpp>

#include <expected>
#include <string>
#include <vector>

namespace escala::ctl
{

/// The files that a run leaves, as asked for on the command line; empty names are not written.
struct Outputs {
    std::string dir;
    std::string json; ///< "-": standard output, which then holds nothing else.
    std::string csv;
    std::string seriesCsv;
    std::string hlog;
    std::string junit;
    std::string html;
    std::string charts;

    void addTo(CLI::App &command);

    [[nodiscard]] bool jsonToStdout() const { return json == "-"; }
    /// Some of it needs the chart renderer.
    [[nodiscard]] bool wantPictures() const { return !dir.empty() || !html.empty() || !charts.empty(); }
};

/// Empty when everything can be written, as far as can be known before the run; else a sentence. Leaves no trace.
[[nodiscard]] std::string problemOf(const Outputs &outputs);

/// Writes all files but the JSON on standard output. The paths that were written, or a sentence on what went wrong: the
/// others are still tried, so that as much as possible of a run is kept.
struct Written {
    std::vector<std::string> paths;
    std::vector<std::string> problems;
};
[[nodiscard]] Written write(const Outputs &outputs, const experiment::RunResult &result,
                            const std::vector<report::ThresholdOutcome> &thresholds);

}
