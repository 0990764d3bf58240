#pragma once

#include "exit_status.h"
#include "experiment/experiment.h"
#include "history_options.h"
#include "outputs.h"
#include "repeated_session.h"
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
    HistoryOptions history;
    RepeatOptions repeat;

    void addTo(CLI::App &command);
};

/// Checks, runs, prints and writes: everything between the arguments and the exit status. `program` is argv[0].
[[nodiscard]] ExitStatus runExperiment(const experiment::Experiment &experiment, const SessionOptions &options,
                                       char *program);

/// --threshold, as often as it is given.
void addThresholds(CLI::App &command, std::vector<report::Threshold> &thresholds);

/// Prints and writes a result; the status is that of the thresholds, or of what could not be written.
[[nodiscard]] ExitStatus printAndWrite(const experiment::RunResult &result, const Outputs &outputs,
                                       const std::vector<report::Threshold> &thresholds);

/// One line on standard error, as every complaint of escalactl; hands back `status`.
ExitStatus complain(ExitStatus status, const std::string &sentence);

}
