#pragma once

#include "monitor/level_chain.h"
#include "monitor/monitor_store.h"
#include "monitor/rolling_window.h"

#include <array>
#include <cstdint>
#include <deque>
#include <set>
#include <vector>

namespace escala::monitor {

/// Upper ends of the buckets of escala_probe_duration_seconds; the last bucket has none.
inline constexpr std::array<double, 12> kDurationBuckets{0.001, 0.005, 0.01, 0.025, 0.05, 0.1,
                                                         0.25,  0.5,   1,    2.5,   5,    10};

/// Since this program began to watch, for a Prometheus to scrape.
struct TargetCounters {
    std::uint64_t probes = 0;
    std::array<std::uint64_t, metrics::kErrorKinds> errors{};
    std::array<std::uint64_t, metrics::kCacheResults> cache{};
    std::array<std::uint64_t, kDurationBuckets.size() + 1> durations{}; ///< Of good probes, each in one bucket.
    double durationSum = 0;
};

/// Good and bad among the events of a window.
struct EventCount {
    std::uint64_t events = 0;
    std::uint64_t bad = 0;
    [[nodiscard]] std::optional<double> badShare() const noexcept
    {
        return events == 0 ? std::nullopt : std::optional(static_cast<double>(bad) / static_cast<double>(events));
    }
};

/// A whole answer came, and not over TLS.
[[nodiscard]] bool hasNoCertificate(const ProbeResult &probe) noexcept;

/// All that is known of one target's probes: cells being filled, rolling windows, the last probes. One thread.
class TargetWatch {
public:
    /// `windows`: lengths in seconds of all windows that will be asked for.
    TargetWatch(Track track, const std::set<Second> &windows);

    /// What the store has of this target: fills windows and what is open.
    [[nodiscard]] std::expected<void, StoreError> restore(MonitorStore &store, LevelChain<Cell> chain, Second now);
    /// Time has come to `now`: what is over goes to the store and into the windows.
    void advance(Second now, MonitorStore &store);
    /// Counts in the second that time has come to.
    void record(const ProbeResult &probe);
    /// Hands the second it is in to the store, as at the end of the program.
    void storeOpenSecond(MonitorStore &store) const;

    /// The last probes and counters of the same target under another plan.
    void inherit(const TargetWatch &before);

    [[nodiscard]] const LevelChain<Cell> &chain() const noexcept { return m_chain; }
    [[nodiscard]] Track track() const noexcept { return m_track; }
    /// The window of that length, one of those of the constructor, with all up to now.
    [[nodiscard]] Cell window(Second length) const;
    [[nodiscard]] EventCount events(Second length, const SloPlan &slo) const;
    [[nodiscard]] const std::deque<ProbeResult> &recent() const noexcept { return m_recent; }
    [[nodiscard]] std::optional<Instant> certificateEnds() const noexcept { return m_certificateEnds; }
    /// The first of the good probes since the last bad one, as far as it is known; empty where the last one was bad.
    [[nodiscard]] std::optional<Instant> goodSince() const noexcept { return m_goodSince; }
    [[nodiscard]] const TargetCounters &counters() const noexcept { return m_counters; }

private:
    [[nodiscard]] const RollingWindow &windowOf(Second length) const;
    void expire(Second now, MonitorStore &store);

    static constexpr LevelIndex kRings = 2; ///< The finest levels, whose windows look back in memory.

    Track m_track;
    LevelChain<Cell> m_chain;
    std::vector<RollingWindow> m_windows;
    std::array<CellRing, kRings> m_rings;
    std::array<Second, kRings> m_ringLength{};
    std::deque<ProbeResult> m_recent;
    std::optional<Instant> m_certificateEnds;
    std::optional<Instant> m_goodSince;
    TargetCounters m_counters;
};

}
