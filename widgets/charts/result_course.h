#pragma once

#include "charts/run_course.h"
#include "experiment/run_result.h"

namespace escala::charts {

/// What the charts show of a run that is over, with its marks.
[[nodiscard]] RunCourse courseOf(const experiment::RunResult &result);

}
