#pragma once

#include "experiment/experiment.h"
#include "metrics/snapshot.h"

#include <QString>

namespace escala::compare {

/// The answer as far as it is known while a run is under way, in the words of the final one; empty before any answer
/// has arrived.
[[nodiscard]] QString liveAnswer(const experiment::Experiment &experiment, const metrics::Snapshot &snapshot);

/// "Slow and Cached", "Slow, Cached and api".
[[nodiscard]] QString targetNames(const experiment::Experiment &experiment);

}
