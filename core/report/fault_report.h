#pragma once

#include "analysis/fault_effect.h"
#include "experiment/run_result.h"

#include <string>
#include <vector>

namespace escala::report {

/// What a fault of a run did. Where others follow at the same target, it is seen until the next one begins.
[[nodiscard]] analysis::FaultEffect effectOf(const experiment::RunResult &result, const experiment::FaultEvent &event);
/// The same of a run under way, from the series so far.
[[nodiscard]] analysis::FaultEffect effectOf(const std::vector<metrics::SeriesPoint> &series,
                                             const std::vector<experiment::FaultEvent> &events,
                                             const experiment::FaultEvent &event);

/// "Replica 2 killed at 4 s: given up by the balancer after 0.3 s, no request lost, whole again after 0.4 s;
/// 1,200/s before, 1,190/s during, 1,200/s after."
[[nodiscard]] std::string faultSentence(const experiment::FaultEvent &event, const analysis::FaultEffect &effect);

}
