#pragma once

#include "analysis/run_comparison.h"
#include "report/fail_condition.h"

#include <string>
#include <vector>

namespace escala::report {

/// A target of a stored run that was compared.
struct ComparedSide {
    std::string id;  ///< Of the run; empty where it isn't stored.
    std::string run; ///< Its name.
    std::string target;
    std::string verdictText; ///< Where the generator was not at its best: what it said. Else empty.
};

/// Two of them, what their figures say, and what was asked of them.
struct ComparedRuns {
    ComparedSide baseline;
    ComparedSide candidate;
    analysis::RunComparison comparison;
    std::vector<Judged> conditions;
};

/// Compares two samples and judges the comparison.
[[nodiscard]] ComparedRuns compared(const analysis::RunSample &baseline, const std::string &baselineId,
                                    const analysis::RunSample &candidate, const std::string &candidateId,
                                    const std::vector<FailCondition> &conditions,
                                    const analysis::CompareOptions &options = {});

/// True where a condition failed or could not be judged.
[[nodiscard]] bool failed(const std::vector<ComparedRuns> &all);

// Words for people, in the language of the program.

[[nodiscard]] std::string figureName(analysis::Figure figure);
/// With its unit: "991/s", "20.1 ms", "0.12 %".
[[nodiscard]] std::string figureText(analysis::Figure figure, double value);
[[nodiscard]] std::string wordText(analysis::Word word);
[[nodiscard]] std::string obstacleText(const analysis::Obstacle &obstacle);
/// "1.25", and "–" where there is none.
[[nodiscard]] std::string ratioText(const analysis::FigureComparison &row);
/// "1.24 … 1.27"; of a share that has no ratio the change: "+0.9 … +1.1 pp"; "–" where there is none.
[[nodiscard]] std::string intervalText(const analysis::FigureComparison &row);
/// What the interval was made of: "30 blocks of 2 s against 28, in pairs".
[[nodiscard]] std::string blocksText(const analysis::RunComparison &comparison);

// All comparisons of a call: for a terminal, as a file of format "escala-comparison/1" (docs/comparing-runs.md), and as
// JUnit's XML with a suite a target and a test a condition.

[[nodiscard]] std::string comparisonText(const std::vector<ComparedRuns> &all);
[[nodiscard]] std::string comparisonJson(const std::vector<ComparedRuns> &all);
[[nodiscard]] std::string comparisonJunit(const std::vector<ComparedRuns> &all);

}
