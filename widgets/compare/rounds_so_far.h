#pragma once

#include "compare/result_exporter.h"
#include "experiment/runner.h"

#include <cstddef>
#include <vector>

namespace escala::compare {

/// What is known of the targets of an experiment that is repeated, each from the latest run it had alone, for a page
/// that shows them side by side.
class RoundsSoFar {
public:
    void begin(const experiment::Experiment &experiment);
    /// The view of a run of one target in its place among what was last seen of the others.
    [[nodiscard]] experiment::RunViewPtr placed(const experiment::RunView &view, std::size_t target);
    /// A run of one target has ended.
    void take(const ResultPtr &result, std::size_t target);
    /// The latest results together, as if of one run; null before each target has one.
    [[nodiscard]] ResultPtr latest() const;

private:
    experiment::Experiment m_experiment;
    std::vector<metrics::TargetSnapshot> m_seen;
    std::vector<ResultPtr> m_results;
};

}
