#pragma once

#include "metrics/chart_course.h"
#include "metrics/heat_grid.h"
#include "metrics/recorder.h"
#include "metrics/second.h"
#include "metrics/series_point.h"
#include "metrics/tally.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace escala::metrics {

/// The course of one target, from the intervals of all workers: fine points for a short run and one point a second for
/// any run. Histograms are merged, percentiles never averaged.
///
/// Fine points (from recorder intervals) are kept for the first kFineSpan, which is all of a short run; a longer one is
/// shown in seconds. So memory grows only by one point a second. Charts show them joined where they are too short for
/// the answers they hold; see ChartCourse. One thread (the aggregator's).
class TimeSeries {
public:
    static constexpr std::chrono::seconds kFineSpan{60};

    explicit TimeSeries(std::chrono::nanoseconds interval);

    /// Intervals of one index may come from several workers and in any order, until `settle` has passed them; later
    /// ones are counted in the next unsettled point, so nothing is lost.
    void add(const Interval &interval);
    /// All workers have closed what lies before `index`: those points are final. Indices without an interval become
    /// points without requests, so a stall is seen as such.
    void settle(std::uint64_t index);
    /// The run is over: settles everything; the last second may be shorter.
    void finish(std::chrono::nanoseconds runLength);

    /// Settled points for charts: of intervals while the run is no longer than kFineSpan, else of seconds.
    [[nodiscard]] const std::vector<SeriesPoint> &display() const noexcept;
    /// The shortest that a point of `display` can be.
    [[nodiscard]] std::chrono::nanoseconds displayStep() const noexcept;
    /// Settled seconds, for exports. A run that ended within a second has about 20 points on a 1-2-5 step instead,
    /// made from its single samples where they are complete, else from the fine points; `display` then shows them too.
    [[nodiscard]] const std::vector<SeriesPoint> &seconds() const noexcept;
    /// Settled seconds are also kept whole from here on, until they are taken: only for who takes them.
    void keepWhole() noexcept { m_keepsWhole = true; }
    /// Those that were settled since the last call.
    [[nodiscard]] std::vector<Second> takeWhole() noexcept { return std::exchange(m_whole, {}); }
    /// Answers by time and response time; finer for a run shorter than a second, where its samples are complete.
    [[nodiscard]] const HeatGrid &heat() const noexcept { return m_heat; }

private:
    [[nodiscard]] Tally &pendingAt(std::uint64_t index);
    void settleNext(std::chrono::nanoseconds length);
    void closeSecond();
    void refine(std::chrono::nanoseconds runLength);
    [[nodiscard]] std::vector<SeriesPoint> courseOfSamples(std::chrono::nanoseconds runLength);
    [[nodiscard]] HeatGrid heatOfSamples(std::chrono::nanoseconds runLength) const;
    [[nodiscard]] bool showsSeconds() const noexcept;

    std::chrono::nanoseconds m_interval;
    std::uint64_t m_perSecond; // intervals in a second
    using Pending = std::map<std::uint64_t, Tally>;
    Pending m_pending; // unsettled intervals by index; a handful
    std::vector<Pending::node_type>
        m_spare; // emptied ones: a Tally is over a megabyte, too much to make anew each time
    std::uint64_t m_settled = 0;
    std::int64_t m_inFlight = 0;
    std::uint64_t m_ended = 0;
    Tally m_second;
    std::chrono::nanoseconds m_secondLength{};
    ChartCourse m_fine;
    ChartCourse m_wide; // of seconds
    std::vector<SeriesPoint> m_seconds;
    std::vector<Second> m_whole;
    bool m_keepsWhole = false;
    HeatGrid m_heat;
    bool m_refined = false;        // m_seconds are finer than that
    std::vector<Sample> m_samples; // at most Recorder::kSamples a worker; given up once the run is no short one
};

}
