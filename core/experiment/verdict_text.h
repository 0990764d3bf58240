#pragma once

#include "experiment/experiment.h"
#include "experiment/local_number.h"
#include "metrics/snapshot.h"

#include <string>

namespace escala::experiment {

/// One reason in words with its number, in the language of the program: "generator lag p99 3.2 ms, over 1 ms".
[[nodiscard]] std::string describe(const metrics::VerdictReason &reason, const Experiment &experiment,
                                   Reader reader = Reader::Person);

/// "valid (CPU 61 %, lag p99 0.04 ms)", or the verdict with its reasons.
[[nodiscard]] std::string describe(const metrics::GeneratorHealth &health, const Experiment &experiment);

}
