#pragma once

#include "charts/chart_spec.h"
#include "charts/run_course.h"
#include "experiment/server_status.h"

#include <chrono>
#include <vector>

namespace escala::lab {

/// What a server counted between its moments, as points of a chart; what was before `since` is left out.
[[nodiscard]] std::vector<metrics::SeriesPoint> seriesOf(const std::vector<experiment::ServerMoment> &moments,
                                                         std::chrono::steady_clock::time_point since);

/// Requests a second of each server: a line a server in one chart.
[[nodiscard]] charts::ChartSpec serverRequests();

}
