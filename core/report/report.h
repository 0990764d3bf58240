#pragma once

#include "experiment/run_result.h"
#include "report/threshold.h"

#include <string>
#include <vector>

namespace escala::report {

/// A chart picture to be put into the HTML report: SVG text and what it shows, in words.
struct ReportChart {
    std::string name; ///< As in the file name: "response-time".
    std::string title;
    std::string svg;
    std::string description;
};

// The texts of a result in each format: no files, no widgets. Figures have a dot in any locale; credentials in URLs and
// in Authorization and Cookie fields are masked; cells that a spreadsheet would run as a formula are defused.

/// One object, format "escala-result/1" (docs/result-format.md).
[[nodiscard]] std::string resultJson(const experiment::RunResult &result,
                                     const std::vector<ThresholdOutcome> &thresholds = {});
/// RFC 4180: a header and one row a target.
[[nodiscard]] std::string summaryCsv(const experiment::RunResult &result);
/// RFC 4180: one row a target and step of the series.
[[nodiscard]] std::string seriesCsv(const experiment::RunResult &result);
/// HdrHistogram V2 log of one target's response times: a line for the whole run.
[[nodiscard]] std::string histogramLog(const experiment::RunResult &result, std::size_t target);
/// One test suite: a test a target (it fails when requests failed) and a test a threshold.
[[nodiscard]] std::string junitXml(const experiment::RunResult &result,
                                   const std::vector<ThresholdOutcome> &thresholds = {});
/// One file, no network, printable; charts inline.
[[nodiscard]] std::string reportHtml(const experiment::RunResult &result, const std::vector<ReportChart> &charts,
                                     const std::vector<ThresholdOutcome> &thresholds = {});

/// The answer in one sentence: "Cached serves 486× the requests of Slow; its p99 is 93 % lower; 99.98 % hits."
/// The first target is the baseline. With one target: its own figures in a sentence.
[[nodiscard]] std::string answerSentence(const experiment::RunResult &result);

/// "Test on url: …", "Total time: … seconds", "Requests per second: …": three lines for one target.
[[nodiscard]] std::string classicLines(const experiment::TargetResult &target);

/// The result as an aligned table for a terminal, with verdict and server counts.
[[nodiscard]] std::string table(const experiment::RunResult &result);

}
