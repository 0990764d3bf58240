#pragma once

#include "experiment/runner.h"
#include "history_options.h"
#include "store/run_recorder.h"

#include <functional>
#include <memory>

namespace escala::ctl {

/// Keeps the runs of a runner in the history, where one is wanted; else null. What goes wrong with that is said on
/// standard error after `makeRoom`, and no more.
[[nodiscard]] std::unique_ptr<store::RunRecorder> recorderOf(experiment::Runner &runner, const HistoryOptions &history,
                                                             std::function<void()> makeRoom);

/// Waits until all is kept that can be, and says what can't. Null is fine.
void finish(store::RunRecorder *recorder);

}
