#pragma once

#include "experiment/fault.h"
#include "experiment/server_spec.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace escala::experiment {

/// A live server of a run, as cards, boxes and CPU charts show it.
struct ServerStatus {
    /// What is known of the process.
    enum class Condition {
        Starting,
        Up,
        Frozen, ///< By a fault.
        Killed, ///< By a fault.
        Gone,   ///< Ended by itself, or never began.
    };

    std::int64_t pid = 0;
    std::string url{};
    double cpu = 0; ///< Cores in use over the last second.
    std::uint64_t rssBytes = 0;
    bool alive = false;

    std::string name{};
    ServerSpec::Kind kind = ServerSpec::Kind::Slow;
    Condition condition = Condition::Starting;
    std::vector<Fault> faults{}; ///< In force.
    double requestsPerSecond = 0;
    double errorsPerSecond = 0;       ///< Answers of status 500 and more.
    std::optional<double> hitRatio{}; ///< Of the last second; empty without a cache or without requests.
    std::uint64_t queued = 0;
    std::uint64_t inService = 0;
    std::uint64_t connections = 0;
    std::optional<double> p99Seconds{}; ///< Of its own answers of the last second.
    std::string seenAs{};               ///< By the balancer in front: "healthy", "ejected", …; empty without one.
};

/// What a server had done by a moment of a run. A course of them makes a chart.
struct ServerMoment {
    std::chrono::steady_clock::time_point at;
    std::uint64_t requests = 0;
    std::uint64_t errors = 0;
    std::uint64_t hits = 0;
    std::uint64_t lookups = 0;
};

/// How far a server's count has grown; 0 where it was started again and counts from 0.
[[nodiscard]] constexpr std::uint64_t grown(std::uint64_t before, std::uint64_t now) noexcept
{
    return now > before ? now - before : 0;
}

}
