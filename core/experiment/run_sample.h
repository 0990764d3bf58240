#pragma once

#include "analysis/run_sample.h"
#include "experiment/run_result.h"
#include "metrics/second.h"

#include <cstddef>
#include <span>
#include <vector>

namespace escala::experiment {

/// A second of a target as a block that can be drawn.
[[nodiscard]] analysis::Block blockOf(const metrics::Second &second);

/// A target's seconds, from the first on, as its rate counts them: what came when the time planned for it was over
/// joins the last second within it, with its response times, errors and CPU, but not in time and good answers.
[[nodiscard]] std::vector<analysis::Block> inTime(std::vector<analysis::Block> seconds,
                                                  const metrics::Summary &summary);

/// A target's whole run as one block.
[[nodiscard]] analysis::Block blockOf(const TargetResult &target);

/// What a result depends on besides the servers under test: the load with all its settings, the planned faults, and how
/// many targets share the machine at a time. Not where the targets are, and not the seed: those may differ between two
/// runs that are compared. Fields as in plan files (docs/plan-files.md).
[[nodiscard]] std::vector<analysis::PlanSetting> planSettings(const Experiment &experiment);

/// One target of a run, with its seconds. Targets of one run that were loaded at once or in turns are paired.
[[nodiscard]] analysis::RunSample sampleOf(const RunResult &result, std::size_t target,
                                           std::vector<analysis::Block> seconds);

}
