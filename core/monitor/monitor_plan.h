#pragma once

#include "experiment/server_spec.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace escala::monitor {

/// A URL that is asked again and again, or a built-in server that the monitor starts for itself and asks.
struct TargetPlan {
    std::string name{}; ///< Unique in a plan: the store knows a target by it. Empty: its URL.
    std::string url{};  ///< Empty where there is a server.
    std::optional<experiment::ServerSpec> server{};
    std::chrono::nanoseconds interval = std::chrono::seconds(1); ///< At least kShortestInterval.
    std::chrono::nanoseconds timeout = std::chrono::seconds(10); ///< From the first look-up to the last byte.
    std::string method = "GET";                                  ///< GET or HEAD.
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string contains{}; ///< The body must have this text; empty: any body.
    std::string cacert{};   ///< File of certificates that are trusted instead of the system's.
    bool insecure = false;  ///< Certificates are not checked, only read.

    friend bool operator==(const TargetPlan &, const TargetPlan &) = default;
};

/// Figures in Prometheus' text format, read from a URL.
struct ScrapePlan {
    std::string name{}; ///< Unique among scrapes and processes. Empty: its URL.
    std::string url{};
    std::chrono::nanoseconds interval = std::chrono::seconds(10);
    std::chrono::nanoseconds timeout = std::chrono::seconds(5);
    /// Which metrics are kept, by name; `node_cpu*` are all that begin so. Empty: all, up to kMostSeries.
    std::vector<std::string> metrics{};

    friend bool operator==(const ScrapePlan &, const ScrapePlan &) = default;
};

/// A process of this machine, whose CPU time and resident memory are read from /proc.
struct ProcessPlan {
    std::string name{};    ///< Unique among scrapes and processes. Empty: "process" or its pid.
    std::int64_t pid = 0;  ///< 0: found by `process`.
    std::string process{}; ///< The name of its program as /proc/<pid>/comm has it; several are added up.
    std::chrono::nanoseconds interval = std::chrono::seconds(1);

    friend bool operator==(const ProcessPlan &, const ProcessPlan &) = default;
};

/// What a target should keep to over a window, for each of its targets by itself.
struct SloPlan {
    enum class Kind {
        Availability, ///< A share `objective` of all probes is good.
        Latency,      ///< A share `objective` of the good probes takes `threshold` at most.
    };

    std::string name{};                 ///< Unique among SLOs.
    std::vector<std::string> targets{}; ///< By name; empty: all.
    Kind kind = Kind::Availability;
    double objective = 0.999; ///< Above 0, below 1.
    std::chrono::nanoseconds threshold = std::chrono::milliseconds(500);
    std::chrono::nanoseconds window = std::chrono::hours(30 * 24);

    friend bool operator==(const SloPlan &, const SloPlan &) = default;
};

/// An alert that an error budget is spent too fast: fires where the burn rate of both windows is above `factor`, so
/// that it fires soon and clears soon (Google's Site Reliability Workbook, chapter 5).
struct BurnRule {
    double factor = 14.4; ///< 1 spends the budget of the SLO's window in exactly that window.
    std::chrono::nanoseconds longWindow = std::chrono::hours(1);
    std::chrono::nanoseconds shortWindow = std::chrono::minutes(5);
    bool page = true; ///< Someone should look at once; else it can wait for tomorrow.

    friend bool operator==(const BurnRule &, const BurnRule &) = default;
};

/// When alerts fire and clear.
struct AlertPlan {
    std::uint32_t failures = 3;         ///< That many in a row to fire: failed probes, or seconds for a burn rate.
    std::uint32_t successes = 2;        ///< That many in a row to clear.
    std::uint32_t certificateDays = 14; ///< An alert where a certificate ends sooner; 0: none.
    std::vector<BurnRule> burn{
        {},
        {.factor = 6, .longWindow = std::chrono::hours(6), .shortWindow = std::chrono::minutes(30), .page = true},
        {.factor = 1, .longWindow = std::chrono::hours(72), .shortWindow = std::chrono::hours(6), .page = false}};

    friend bool operator==(const AlertPlan &, const AlertPlan &) = default;
};

/// All that a monitor is told: docs/monitoring.md has the fields of its file. A value type.
struct MonitorPlan {
    static constexpr std::chrono::nanoseconds kShortestInterval = std::chrono::milliseconds(100);
    static constexpr std::chrono::nanoseconds kLongestTimeout = std::chrono::minutes(1); ///< And threshold of an SLO.
    static constexpr std::size_t kMostTargets = 500;
    static constexpr double kMostOfOneHost = 50; ///< Requests a second of all its targets; any number on this machine.
    static constexpr std::size_t kMostSeries = 2'000; ///< Kept of one scrape; what is more is counted and said.

    std::string name{};
    std::vector<TargetPlan> targets{};
    std::vector<ScrapePlan> scrapes{};
    std::vector<ProcessPlan> processes{};
    std::vector<SloPlan> slos{};
    AlertPlan alerts;
    std::string webhook{}; ///< Alerts are sent there as JSON by POST; empty: nowhere.

    friend bool operator==(const MonitorPlan &, const MonitorPlan &) = default;
};

}
