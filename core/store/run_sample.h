#pragma once

#include "analysis/detectable_difference.h"
#include "analysis/run_sample.h"
#include "store/history.h"

#include <cstddef>
#include <expected>
#include <string>
#include <vector>

namespace escala::store {

/// The targets of a stored run as samples that can be compared, in the order of the plan, made of the run's seconds.
/// One of an hour and a target takes about a third of a second of CPU.
[[nodiscard]] std::expected<std::vector<analysis::RunSample>, StoreError> samplesOf(const History &history,
                                                                                    const std::string &id);

/// The run to compare with where none is named: the latest baseline of the same plan, else the latest baseline; never
/// the run itself. NotFound where there is none.
[[nodiscard]] std::expected<RunRow, StoreError> baselineFor(const History &history, const std::string &id);

/// How much the latest finished runs of an experiment with one target varied: those with the same plan and a target of
/// the same name, valid or degraded, at most `most`.
[[nodiscard]] std::expected<analysis::Variation, StoreError>
earlierVariation(const History &history, const experiment::Experiment &experiment, std::size_t most = 20);

/// The same for the rounds of an experiment, whose targets run one after the other: of the target that varied most.
[[nodiscard]] std::expected<analysis::Variation, StoreError>
earlierVariationOfRounds(const History &history, const experiment::Experiment &experiment);

}
