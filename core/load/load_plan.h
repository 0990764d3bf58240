#pragma once

#include "load/request/request_spec.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace escala::load {

/// In which order several targets are loaded.
enum class Order {
    Parallel,    ///< All at the same time, with the full number of users each.
    Sequential,  ///< One after the other.
    Interleaved, ///< In turns of a second each (paused users keep their connections), so a drifting machine is fair to
                 ///< all.
};

/// "connect HOST:PORT to ADDRESS instead", as curl's --resolve.
struct ResolveOverride {
    std::string host;
    std::uint16_t port = 0;
    std::string address;
    friend bool operator==(const ResolveOverride &, const ResolveOverride &) = default;
};

/// How load is made: the closed model, in which each of N virtual users sends, waits for the answer and sends again.
///
/// A value type: copied into the engine before a run, never changed by it. Limits count for each target.
struct LoadPlan {
    std::uint32_t users = 10;              ///< Virtual users, each with a connection of its own. 1 to kMaxUsers.
    std::optional<std::uint64_t> requests; ///< Ends after so many; at least one of the two limits is set,
    std::optional<std::chrono::nanoseconds> duration; ///< with both the first one reached ends the run.
    bool coldRequest = false;                         ///< One request to each target first, timed apart.
    std::chrono::nanoseconds warmup{};
    std::uint32_t threads = 0; ///< 0: half of the cores, at least one. Never more than users.
    std::chrono::nanoseconds connectTimeout = std::chrono::seconds(10);
    std::chrono::nanoseconds responseTimeout = std::chrono::seconds(30); ///< From first byte written to last byte read.
    std::chrono::nanoseconds drainLimit =
        std::chrono::seconds(2); ///< How long requests under way may still take when the duration ends.
    bool keepAlive = true;
    Order order = Order::Parallel;
    RequestSpec request;
    bool insecure = false; ///< TLS certificates are not verified; marked on every result.
    std::string caFile;    ///< PEM file; empty: the system's trust store.
    std::vector<ResolveOverride> resolve;

    static constexpr std::uint32_t kMaxUsers = 100'000;
    static constexpr std::uint32_t kMaxThreads = 256;

    friend bool operator==(const LoadPlan &, const LoadPlan &) = default;
};

/// Empty when the plan can run; else a sentence for people that names the field, its value and what it must be.
[[nodiscard]] std::string problemOf(const LoadPlan &plan);

/// How many engine threads the plan gets on a machine with so many cores.
[[nodiscard]] std::uint32_t threadsFor(const LoadPlan &plan, std::uint32_t cores) noexcept;

}
