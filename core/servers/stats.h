#pragma once

#include "servers/balancer/balancer_stats.h"
#include "servers/cache/cache_contents.h"
#include "servers/counters.h"
#include "servers/faults/fault_plan.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace escala::servers {

/// What a server's cache has done so far, and what it holds now.
struct CacheStats {
    std::int64_t hits = 0;
    std::int64_t misses = 0;
    std::int64_t stale = 0;
    std::int64_t staleServed = 0;
    std::int64_t collapsed = 0;
    std::int64_t originRequests = 0;
    std::optional<std::uint64_t> entries; ///< Empty for a cache outside this process.
    std::optional<std::uint64_t> bytes;
    std::optional<BackendStats> backend; ///< Set for one.
};

/// What a proxy has asked of its origin so far, or a balancer of its replicas.
struct OriginStats {
    std::int64_t requests = 0;
    std::int64_t retries = 0;
    std::int64_t failures = 0;
    std::int64_t connectionsOpened = 0;
    std::int64_t connectionsOpen = 0;
    std::int64_t queued = 0;
};

/// What a server has done so far, added up over its loops.
struct Stats {
    std::string kind; ///< "slow", "cached", "proxy", "balancer".
    std::int64_t requests = 0;
    std::int64_t responses = 0;
    std::map<unsigned, std::int64_t> responsesByStatus;              ///< Only those that occurred.
    std::array<std::int64_t, ServiceTimes::kBuckets> serviceTimes{}; ///< Answers by the time that they took.
    std::int64_t connectionsOpened = 0;
    std::int64_t connectionsOpen = 0;
    std::int64_t inService = 0;
    std::int64_t queued = 0;
    std::optional<CacheStats> cache;
    std::optional<OriginStats> origin;     ///< Only of a proxy or balancer.
    std::optional<BalancerStats> balancer; ///< Only of a balancer.
    std::optional<FaultPlan> faults;       ///< Only where some are set.
    double cpuSeconds = 0;                 ///< User and system time of the process.
    std::uint64_t rssBytes = 0;
    double uptimeSeconds = 0;
};

/// Everything of the counters; any thread. What is of the process is left at 0.
[[nodiscard]] Stats addUp(const std::vector<const ServerCounters *> &loops, CacheContents *cache);
/// Adds what one loop has asked of an origin; any thread.
void addTo(OriginStats &sum, const OriginCounters &loop) noexcept;
void addTo(OriginStats &sum, const OriginStats &more) noexcept;
/// Fills in CPU time and memory of this process.
void measureProcess(Stats &stats);

/// The object of `GET /stats`; `cache` is null for a server without one.
[[nodiscard]] std::string toJson(const Stats &stats);
/// The same in the text format of Prometheus, version 0.0.4.
[[nodiscard]] std::string toPrometheus(const Stats &stats);

}
