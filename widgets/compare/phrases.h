#pragma once

#include "experiment/experiment.h"
#include "experiment/run_result.h"
#include "experiment/runner.h"

#include <QString>

#include <chrono>
#include <string>

namespace escala::compare {

// What the window says, in the user's language.

/// The state in a word or two: "Starting servers", "Measuring".
[[nodiscard]] QString stateWord(experiment::Runner::State state);

/// Why an experiment can't be started; empty when it can.
[[nodiscard]] QString whyNotToStart(const experiment::Experiment &experiment);

/// The URL, "built-in server", or who stands behind whom: "Cache → Balancer → Replica 1, Replica 2".
[[nodiscard]] QString whatIsLoaded(const experiment::Target &target);

/// Cause and remedy where a target gave no complete answer at all; empty where it gave one.
[[nodiscard]] QString whyNoAnswer(const experiment::TargetResult &target);

/// A share in per cent without the sign: "99.98"; never rounded up to "100".
[[nodiscard]] QString shareText(double share);

/// A number text of core ("48,310.5") with the separators of the user's locale.
[[nodiscard]] QString localNumber(const std::string &number);

/// "6.4 s", "1 min 40 s", "2 h 5 min": for progress, where tenths matter only in the first minute.
[[nodiscard]] QString clockText(std::chrono::nanoseconds duration);

}
