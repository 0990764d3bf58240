#pragma once

#include "monitor/level_chain.h"
#include "monitor/monitor_store.h"
#include "monitor/source_cell.h"

#include <cstddef>
#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace escala::monitor {

/// One figure of one reading.
struct Reading {
    std::string series; ///< `http_requests_total{code="200"}`.
    SeriesKind kind = SeriesKind::Gauge;
    double value = 0; ///< Of a rate: the counter.
    std::string help;
};

/// What one scrape is worth.
struct ScrapeReadings {
    std::vector<Reading> readings;
    std::size_t leftOut = 0; ///< Too many, or with a name longer than kMostName.

    static constexpr std::size_t kMost = 4 * MonitorPlan::kMostSeries;
    static constexpr std::size_t kMostName = 2'048; ///< Bytes of a series' name with its labels.
};

/// Reads an answer: the samples whose metric is wanted (MonitorPlan says how), all where `metrics` is empty. Times of
/// their own are left aside: what counts is when they were read. Or in which line it is not of the format.
[[nodiscard]] std::expected<ScrapeReadings, std::string> readScrape(std::string_view body,
                                                                    const std::vector<std::string> &metrics);

/// All that is known of one source's series. One thread.
class SourceWatch {
public:
    SourceWatch(Track track, std::string name, std::string url);

    void restore(LevelChain<SourceCell> chain) { m_chain = std::move(chain); }
    void advance(Second now, MonitorStore &store);
    /// What was read at a time. Counters become rates: from the second reading on, and one that fell counts from 0.
    /// `leftOut` more were not even kept to be recorded.
    void record(const std::vector<Reading> &readings, Instant at, MonitorStore &store, std::size_t leftOut = 0);
    void fail(const std::string &sentence);
    void storeOpenSecond(MonitorStore &store) const;

    [[nodiscard]] Track track() const noexcept { return m_track; }
    [[nodiscard]] const LevelChain<SourceCell> &chain() const noexcept { return m_chain; }
    [[nodiscard]] SourceView view() const;

private:
    struct Series {
        std::uint32_t id = 0;
        SeriesKind kind = SeriesKind::Gauge;
        std::string help;
        std::optional<double> latest;
        double counter = 0;
        Instant readAt{}; ///< The counter.
        Instant seenAt{};
        Instant storedAt{}; ///< When the store was told that it was seen.
    };
    [[nodiscard]] Series *seriesOf(const Reading &reading, MonitorStore &store);

    Track m_track;
    std::string m_name, m_url;
    LevelChain<SourceCell> m_chain;
    std::map<std::string, Series> m_series;
    std::optional<bool> m_up;
    std::string m_sentence;
};

}
