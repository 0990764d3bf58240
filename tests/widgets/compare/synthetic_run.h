#pragma once

#include "experiment/runner.h"

namespace escala::tests {

/// A view of a run of `experiment` in which each target has answered `answers` requests over 3 s, the first one without
/// a cache, the others with hits but for their second point.
[[nodiscard]] experiment::RunViewPtr syntheticView(const experiment::Experiment &experiment, std::uint64_t answers);

/// The same as a result.
[[nodiscard]] std::shared_ptr<const experiment::RunResult> syntheticResult(const experiment::Experiment &experiment,
                                                                           std::uint64_t answers);

}
