#pragma once

#include "exit_status.h"
#include "experiment/experiment.h"
#include "outputs.h"
#include "report/threshold.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace escala::ctl {

/// What every command that runs an experiment takes besides it.
struct SessionOptions {
    Outputs outputs;
    std::vector<report::Threshold> thresholds;
    std::vector<std::string> allowedHosts;

    void addTo(CLI::App &command);
};

/// Checks, runs, prints and writes: everything between the arguments and the exit status. `program` is argv[0].
[[nodiscard]] ExitStatus runExperiment(const experiment::Experiment &experiment, const SessionOptions &options,
                                       char *program);

/// One line on standard error, as every complaint of escalactl; hands back `status`.
ExitStatus complain(ExitStatus status, const std::string &sentence);

}
