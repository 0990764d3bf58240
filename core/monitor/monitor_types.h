#pragma once

#include "metrics/cache_result.h"
#include "metrics/error_kind.h"
#include "monitor/monitor_plan.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// What a monitor shows: values that anyone may keep and read on any thread. Sentences are in the language of the
// program.

namespace escala::monitor {

/// Wall time (UTC) in ms: what a monitor sees goes on over restarts, so no clock of one process would do.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using Microseconds = std::chrono::microseconds;

/// The windows whose figures every target has, shortest first.
inline constexpr std::array<std::chrono::seconds, 6> kWindows{std::chrono::minutes(5),    std::chrono::hours(1),
                                                              std::chrono::hours(6),      std::chrono::hours(24),
                                                              std::chrono::hours(7 * 24), std::chrono::hours(30 * 24)};

enum class Health {
    Unknown, ///< Not yet asked.
    Up,
    Failing, ///< The last probe failed, but not yet as many in a row as make an alert.
    Down,    ///< The alert of its being down fires.
};

/// Median and 95th percentile of one phase of probes; empty where none had it (no TLS, say).
struct PhaseFigures {
    std::optional<Microseconds> p50{}, p95{};
    friend bool operator==(const PhaseFigures &, const PhaseFigures &) = default;
};

/// One target over one stretch of time. Percentiles are of good probes, from merged histograms: never below the truth
/// and at most 1.6 % above.
struct Figures {
    std::uint64_t probes = 0; ///< Asked and come to an end; time without the monitor has none.
    std::uint64_t good = 0;
    std::array<std::uint64_t, metrics::kErrorKinds> errors{};
    std::array<std::uint64_t, metrics::kCacheResults> cache{};
    std::optional<Microseconds> p50{}, p95{}, p99{}, max{};
    PhaseFigures dns{}, connect{}, tls{}, ttfb{}, transfer{};

    /// good / probes.
    [[nodiscard]] std::optional<double> availability() const noexcept
    {
        return probes == 0 ? std::nullopt : std::optional(static_cast<double>(good) / static_cast<double>(probes));
    }
    /// hit / (hit + stale + miss).
    [[nodiscard]] std::optional<double> hitRatio() const noexcept
    {
        const std::uint64_t known = cache[0] + cache[1] + cache[2];
        return known == 0 ? std::nullopt : std::optional(static_cast<double>(cache[0]) / static_cast<double>(known));
    }
    friend bool operator==(const Figures &, const Figures &) = default;
};

/// How one probe ended. Response time is dns + connect + tls + ttfb + transfer; every probe has a connection of its
/// own.
struct ProbeResult {
    Instant at{}; ///< When it was due.
    std::optional<metrics::ErrorKind> error{};
    std::string sentence{};   ///< Why it failed; empty where it is good.
    std::uint16_t status = 0; ///< 0: no complete answer.
    metrics::CacheResult cache = metrics::CacheResult::Unknown;
    Microseconds response{}, dns{}, connect{}, ttfb{}, transfer{};
    std::optional<Microseconds> tls{};        ///< Empty for http.
    std::uint64_t bytesReceived = 0;          ///< Of the body.
    std::optional<Instant> certificateEnds{}; ///< The first of the chain to end.

    [[nodiscard]] bool good() const noexcept { return !error; }
    friend bool operator==(const ProbeResult &, const ProbeResult &) = default;
};

struct TargetView {
    std::string name{};
    std::string url{};      ///< Without credentials. Empty while a built-in server starts.
    bool ownServer = false; ///< A built-in server that the monitor started.
    std::chrono::nanoseconds interval{};
    Health health = Health::Unknown;
    std::optional<Instant> since{}; ///< Of this health, as far as it is known.
    ProbeResult last{};             ///< Meaningless where health is unknown.
    std::optional<Instant> certificateEnds{};
    std::vector<ProbeResult> recent{};            ///< The last ones, oldest first, at most kRecent: a row of beats.
    std::array<Figures, kWindows.size()> windows; ///< In the order of kWindows, up to the last second.

    static constexpr std::size_t kRecent = 60;
};

/// The two windows of a burn rule; a rate is empty where a window has no probes.
struct BurnView {
    BurnRule rule{};
    std::optional<double> longRate{}, shortRate{};
};

/// One SLO of one target.
struct SloView {
    std::string name{};
    std::string target{};
    SloPlan plan{};
    std::uint64_t events = 0; ///< In the SLO's window: probes, or good probes for latency.
    std::uint64_t bad = 0;
    std::optional<double> actual{};     ///< Share that was not bad.
    std::optional<double> budgetLeft{}; ///< Share of the error budget: 1 untouched, 0 used up, negative overspent.
    std::vector<BurnView> burn{};
};

enum class AlertKind { Down, Burn, Certificate, Source };
inline constexpr std::array<std::string_view, 4> kAlertKindNames{"down", "burn_rate", "certificate", "source"};

enum class AlertState {
    Pending, ///< Bad, but not yet often enough in a row.
    Firing,
    Acknowledged, ///< Fires, and someone said that they know.
    Silenced,     ///< Fires, and nobody is told until `silencedUntil`.
    Resolved,
};
inline constexpr std::array<std::string_view, 5> kAlertStateNames{"pending", "firing", "acknowledged", "silenced",
                                                                  "resolved"};

struct AlertView {
    std::string id{}; ///< The same as long as it is the same trouble; for acknowledge and silence.
    AlertKind kind = AlertKind::Down;
    AlertState state = AlertState::Pending;
    bool page = true;       ///< Someone should look at once.
    std::string target{};   ///< Name of a target, a scrape or a process.
    std::string slo{};      ///< Name of the SLO for a burn rate; else empty.
    std::string sentence{}; ///< What is wrong: "API is down: the connection was refused".
    Instant since{};        ///< When it began to be bad.
    std::optional<Instant> firedAt{}, resolvedAt{}, silencedUntil{};
    friend bool operator==(const AlertView &, const AlertView &) = default;
};

/// A stretch in which an alert of a target fired, from its first failed probe to the first good one of those that
/// cleared it.
struct IncidentView {
    std::int64_t id = 0;
    std::string target{};
    Instant start{};
    std::optional<Instant> end{}; ///< Empty: it goes on.
    std::string cause{};          ///< "refused (12 probes): the connection was refused".
    std::uint64_t probesFailed = 0;
    friend bool operator==(const IncidentView &, const IncidentView &) = default;
};

/// One series of a scrape or a process: what `Monitor::scraped` gives the course of.
struct SeriesKey {
    std::string source{}; ///< Name of the scrape, process or target whose server it is.
    std::string series{}; ///< `node_load1`, `http_requests_total{code="200"}`.
    friend bool operator==(const SeriesKey &, const SeriesKey &) = default;
    friend auto operator<=>(const SeriesKey &, const SeriesKey &) = default;
};

enum class SeriesKind {
    Gauge, ///< As it was read.
    Rate,  ///< A counter: how much it grew in a second. One that fell was reset, and counts from 0.
};

struct SeriesView {
    SeriesKey key{};
    SeriesKind kind = SeriesKind::Gauge;
    std::string help{};
    std::optional<double> latest{}; ///< Empty for a rate that was read once.
};

/// A scrape, a process, or a built-in server of a target.
struct SourceView {
    std::string name{};
    std::string url{};        ///< Empty for a process.
    std::optional<bool> up{}; ///< Empty: not yet read.
    std::string sentence{};   ///< Why it is not up, or that some series are not kept.
    std::vector<SeriesView> series{};
};

/// Everything at one moment.
struct MonitorView {
    Instant at{};
    Instant startedAt{};
    std::shared_ptr<const MonitorPlan> plan{};
    std::vector<TargetView> targets{}; ///< In the order of the plan.
    std::vector<SloView> slos{};
    std::vector<AlertView> alerts{}; ///< Those that are pending or fire, worst first, then the last that resolved.
    std::vector<IncidentView> incidents{}; ///< Newest first, at most kIncidents.
    std::vector<SourceView> sources{};
    std::string problem{}; ///< What keeps the monitor from its work, such as a full disk; empty: nothing.

    static constexpr std::size_t kIncidents = 200;
};

/// One point of a target's course. Points follow each other without holes; where the monitor was not running, or had
/// no such target, `gap` is set and there are no probes.
struct WindowPoint {
    Instant start{};
    std::chrono::seconds length{};
    bool gap = false;
    Figures figures{};
};

/// One point of a series' course: of all readings in it.
struct SeriesPointView {
    Instant start{};
    std::chrono::seconds length{};
    bool gap = false;
    double min = 0, mean = 0, max = 0;
};

}
