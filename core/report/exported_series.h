#pragma once

#include "experiment/run_result.h"

namespace escala::report {

/// The course of a target as files have it: a point a second, finer in a run shorter than that. Where the run ended too
/// early for these, what the charts showed.
[[nodiscard]] inline const std::vector<metrics::SeriesPoint> &exportedSeries(const experiment::TargetResult &target)
{
    return target.figures.seconds.empty() ? target.figures.series : target.figures.seconds;
}

}
