#pragma once

#include "experiment/run_result.h"
#include "metrics/chart_course.h"
#include "metrics/second.h"

#include <chrono>
#include <vector>

namespace escala::store {

/// What seconds of a target add up to: the figures of a run that has not ended. What a second doesn't keep (the parts
/// of requests, classes of status) is not in it. One thread.
class SecondsTotal {
public:
    /// They follow each other without a gap.
    void add(const metrics::Second &second);
    /// The same, where it has been unpacked already.
    void add(const metrics::Tally &second, const metrics::SeriesPoint &point);

    [[nodiscard]] const metrics::Tally &tally() const noexcept { return m_tally; }
    [[nodiscard]] std::chrono::nanoseconds length() const noexcept { return m_length; }

private:
    metrics::Tally m_tally;
    std::chrono::nanoseconds m_length{};
};

/// Adds what a second tells; `inFlight` becomes that of its end.
void addTo(metrics::Tally &tally, const metrics::Second &second);

/// A target's result from its seconds, as they come: with its course, its heat map and its curves.
class SecondsCourse {
public:
    SecondsCourse();
    void add(const metrics::Second &second);
    /// Fills in all that the seconds tell; of the rest, `target` keeps what was last known while the run was on.
    void fill(experiment::TargetResult &target);

private:
    SecondsTotal m_total;
    metrics::Tally m_second; ///< Cleared and used again: it is over a megabyte.
    metrics::ChartCourse m_course;
    metrics::HeatGrid m_heat;
    std::vector<metrics::SeriesPoint> m_points;
};

/// The figures of such a tally. Times that it has none of are those of `known`.
[[nodiscard]] metrics::Summary summaryOf(const SecondsTotal &total, const metrics::Summary &known);

}
