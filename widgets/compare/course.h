#pragma once

#include "charts/run_course.h"
#include "experiment/run_result.h"
#include "experiment/runner.h"

namespace escala::compare {

/// What the charts show of a run under way. `experiment` is the one that was started.
[[nodiscard]] charts::RunCoursePtr courseOf(const experiment::Experiment &experiment, const experiment::RunView &view);
/// What they show when it is over.
[[nodiscard]] charts::RunCoursePtr courseOf(const experiment::RunResult &result);
/// Empty charts for targets that have not been loaded yet.
[[nodiscard]] charts::RunCoursePtr emptyCourse(const experiment::Experiment &experiment);

}
