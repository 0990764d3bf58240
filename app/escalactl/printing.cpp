#include "printing.h"

#include "report/markup.h"
#include "report/report.h"

#include <fmt/format.h>

#include <cstdio>
#include <string_view>

namespace escala::ctl {

namespace {

/// Ends with one line feed, whatever the text came with.
void addBlock(std::string &output, std::string_view text)
{
    while (text.ends_with('\n'))
        text.remove_suffix(1);
    if (!text.empty())
        output.append(text).append("\n");
}

std::string thresholdLine(const report::ThresholdOutcome &outcome)
{
    return fmt::format("Threshold {} on {}: {} ({:.6g})", outcome.expression, report::printable(outcome.target),
                       outcome.passed ? "passed" : "MISSED", outcome.actual);
}

}

std::string resultText(const experiment::RunResult &result, const std::vector<report::ThresholdOutcome> &thresholds,
                       const std::vector<std::string> &files)
{
    std::string output;
    addBlock(output, report::table(result));
    for (const experiment::TargetResult &target : result.targets) {
        output += "\n";
        addBlock(output, report::classicLines(target));
    }
    output += "\n";
    addBlock(output, report::printable(report::answerSentence(result)));
    for (const report::ThresholdOutcome &outcome : thresholds)
        addBlock(output, thresholdLine(outcome));
    for (const std::string &file : files)
        addBlock(output, "Written: " + file);
    return output;
}

bool print(const std::string &text)
{
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    return std::fflush(stdout) == 0 && written;
}

}
