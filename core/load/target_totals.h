#pragma once

#include "load/target_run.h"
#include "metrics/recorder.h"
#include "metrics/snapshot.h"
#include "metrics/tally.h"
#include "metrics/time_series.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace escala::load {

class Lane;

/// All that was measured of one target so far, merged from its lanes. The conductor's thread only.
///
/// The rate of a run counts what ended within the time planned for it. A run by duration that drains divides by the
/// planned duration and leaves late finishers out of the rate, though not out of the latencies; any other run divides
/// by the time from its first intended request to its last end.
class TargetTotals {
public:
    TargetTotals(std::chrono::nanoseconds interval, std::vector<Lane *> lanes);

    /// Seconds are kept for takeSeconds().
    void keepSeconds() noexcept { m_series.keepWhole(); }
    [[nodiscard]] std::vector<metrics::Second> takeSeconds() noexcept { return m_series.takeWhole(); }
    void addLookUp(std::chrono::nanoseconds dnsTime);
    /// Takes what the lanes have closed; `measured` is how long the target has been measured.
    void collect(std::chrono::nanoseconds measured);
    /// The lanes have ended: takes the rest. `planned` where the target was measured for its whole planned duration.
    void finish(std::optional<std::chrono::nanoseconds> planned);

    [[nodiscard]] const metrics::Tally &tally() const noexcept { return *m_total; }
    /// The newest interval that is final; null where there is none.
    [[nodiscard]] const metrics::SeriesPoint *latest() const noexcept
    {
        return m_series.display().empty() ? nullptr : &m_series.display().back();
    }
    /// Adds the measured figures.
    void fill(metrics::TargetSnapshot &snapshot) const;
    /// Requests in flight, averaged over the intervals; empty where they were too few to tell.
    [[nodiscard]] std::optional<double> inFlightSeen() const noexcept;
    /// Rate × service time.
    [[nodiscard]] double inFlightExpected() const noexcept;

private:
    bool takeIntervals();

    std::chrono::nanoseconds m_interval;
    std::vector<Lane *> m_lanes;
    std::shared_ptr<metrics::Tally> m_total;
    metrics::TimeSeries m_series;
    std::chrono::nanoseconds m_duration{}; ///< What the rate is divided by.
    std::uint64_t m_lateGood = 0;
    std::uint64_t m_looks = 0;
    std::uint64_t m_inFlightSum = 0;
    bool m_finished = false;
};

}
