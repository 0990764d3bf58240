#pragma once

#include "charts/chart_spec.h"
#include "charts/decimation.h"
#include "charts/run_course.h"
#include "experiment/experiment.h"
#include "metrics/snapshot.h"

#include <optional>
#include <span>

namespace escala::charts {

// What the charts read from a course.

/// The middle of an interval: where its figures are drawn.
[[nodiscard]] double middle(const metrics::SeriesPoint &point);
/// Where the last interval ends; 0 without one.
[[nodiscard]] double extent(const RunCourse::Side &side);

/// Whose course goes on longest; 0 without any.
[[nodiscard]] std::size_t longestSide(const RunCourse &course);
/// It can't be the one before, some time later.
[[nodiscard]] bool isAnotherRun(const RunCourse &before, const RunCourse &now);

/// The interval that holds a moment, by binary search; null outside all of them.
[[nodiscard]] const metrics::SeriesPoint *pointAt(const std::vector<metrics::SeriesPoint> &points, double seconds);
/// The figure at a moment, else (without one) the latest that is known; NaN when unknown.
[[nodiscard]] double valueAt(const RunCourse::Side &side, const Figure &figure, std::optional<double> seconds);

/// Why a chart has nothing to show and what to do about it; empty when it has something.
[[nodiscard]] QString emptyText(const ChartSpec &spec, const RunCourse &course, std::size_t side);

/// Adds the borders of the plan's stages and what was changed while the run was on; marks are in order of time.
void markChanges(RunCourse &course, const experiment::Experiment &experiment, std::span<const metrics::Mark> marks,
                 std::span<const experiment::FaultEvent> faults = {});

/// Nothing of the load or of a server makes one request ask for another page than the next.
[[nodiscard]] bool asksForOnePage(const experiment::Experiment &experiment);

/// Adds a mark wherever misses come back after hits: a cached answer has expired. Seen in the answers, not guessed from
/// the TTL, so only of use where all ask for one page; none where there would be too many to help the eye.
void markExpiries(RunCourse &course);

}
