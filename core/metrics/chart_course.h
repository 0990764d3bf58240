#pragma once

#include "metrics/series_point.h"
#include "metrics/tally.h"

#include <chrono>
#include <cstdint>
#include <vector>

namespace escala::metrics {

/// The points that charts show of one target: its intervals, joined where a single one holds too few answers to be
/// read.
///
/// Users who wait for the same slow answer walk in lock-step. In intervals shorter than a few of their turns they would
/// be drawn as a saw-tooth of full and empty points, though nothing about the server swings. So a point holds at least
/// kLeastRequests, lasts some turns, and ends with an answer; a turn is the shortest typical response time of the run.
/// Where answers are quick, that is every interval as it is. What breaks the pattern stays visible: an interval that
/// says enough by itself is never joined, and a silence ends a point once it lasts twice as long as usual.
///
/// Tallies are merged, percentiles never averaged. Points are final once made. One thread.
class ChartCourse {
public:
    static constexpr std::uint64_t kLeastRequests = 5;
    static constexpr int kTurns = 5;                        ///< In a point, as long as that is no more than…
    static constexpr std::chrono::seconds kLongestTurns{1}; ///< …this; a single turn may be longer.

    /// The next interval; they follow each other without a gap.
    void add(const Tally &interval, std::chrono::nanoseconds start, std::chrono::nanoseconds length);
    /// The run is over: what is not yet a point becomes one, unless it is too short to be. So the last answers, which
    /// come in when nothing is offered any more, do not end every line with a jump.
    void finish();

    /// Until the first answers have made a point, the intervals that wait for them.
    [[nodiscard]] const std::vector<SeriesPoint> &points() const noexcept;

private:
    void learnTurn(const SeriesPoint &seen);
    [[nodiscard]] std::chrono::nanoseconds leastLength() const noexcept;
    [[nodiscard]] bool saysEnough(const SeriesPoint &point) const noexcept;
    [[nodiscard]] bool isTooShort(const SeriesPoint &rest) const noexcept;
    [[nodiscard]] SeriesPoint joined() const;
    void close(const SeriesPoint &point);

    std::vector<SeriesPoint> m_points;
    std::vector<SeriesPoint> m_waiting;
    Tally m_open; // joined, not yet a point
    std::chrono::nanoseconds m_openStart{};
    std::chrono::nanoseconds m_openLength{};
    SeriesPoint m_offered;              // m_open up to the last interval in which something was offered
    std::chrono::nanoseconds m_turn{};  // 0: not known yet
    std::chrono::nanoseconds m_usual{}; // length of the latest point
};

}
