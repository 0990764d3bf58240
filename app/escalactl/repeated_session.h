#pragma once

#include "exit_status.h"
#include "experiment/experiment.h"
#include "report/fail_condition.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace escala::ctl {

struct SessionOptions;

/// --repeat, and what may be asked of the rounds.
struct RepeatOptions {
    std::uint32_t rounds = 0; ///< 0: an experiment is carried out once.
    std::vector<report::FailCondition> conditions;

    void addTo(CLI::App &command);
};

/// What can't be asked of a repetition; empty where all can.
[[nodiscard]] std::string problemOfRepeating(const SessionOptions &options);

/// Runs the targets in turns, as often as asked, each run kept in the history; says before which differences will be
/// seen, and then which were. The experiment has been checked.
[[nodiscard]] ExitStatus repeatExperiment(const experiment::Experiment &experiment, const SessionOptions &options);

}
