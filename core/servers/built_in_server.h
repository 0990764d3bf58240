#pragma once

#include "servers/balancer/balancer_plan.h"
#include "servers/cache/backend/backend_address.h"
#include "servers/cache/backend/backend_health.h"
#include "servers/cache/cache_lifetimes.h"
#include "servers/cache/policy/cache_policy.h"
#include "servers/faults/fault_plan.h"
#include "servers/proxy/proxy_cache.h"
#include "servers/relay/proxy_handler.h"
#include "servers/server_limits.h"
#include "servers/slow_handler.h"
#include "servers/worker_gate.h"

#include <chrono>
#include <cstdint>
#include <expected>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace escala::servers {

/// The cache of a cached server.
struct CachePlan {
    CacheLifetimes lifetimes = {};
    std::size_t capacity = 10'000;                                   ///< Entries, at least 1.
    std::uint64_t bytes = std::numeric_limits<std::uint64_t>::max(); ///< Keys, fields and bodies of all entries.
    Eviction eviction = Eviction::Lru;
    bool singleFlight = true;
    std::optional<BackendAddress> backend = {}; ///< Set: kept there, and the room is the backend's matter.
};

/// What a built-in server is to be.
struct ServerPlan {
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;      ///< 0: any free one.
    std::uint16_t adminPort = 0; ///< Likewise.
    unsigned threads = 1;        ///< Event loops, at least 1.
    SlowPage page;
    Workforce workforce;
    std::optional<CachePlan> cache; ///< Set: cached, else slow.
    std::optional<ProxyPlan> proxy; ///< Set: proxy; `page`, `workforce` and `cache` are of no interest.
    std::optional<proxy::ProxyCachePlan> proxyCache; ///< Set: the proxy is a cache.
    std::optional<balancer::BalancerPlan> balancer;  ///< Set: balancer, in place of all these.
    ServerLimits limits;
    FaultPlan faults; ///< From the start; `cutBackend` only where `hasBackend`.
    Say say;          ///< Is told when a cache's backend goes down or comes back.
};

/// "slow", "cached", "proxy" or "balancer".
[[nodiscard]] std::string_view kindOf(const ServerPlan &plan) noexcept;

/// There is something behind it that can be cut off.
[[nodiscard]] bool hasBackend(const ServerPlan &plan) noexcept;

/// A built-in server: listeners, a thread a loop, the admin endpoint on a thread of its own.
///
/// Serves from `start` until it is destroyed. All members are for the owner's thread.
class BuiltInServer {
public:
    /// The error is a sentence for people: the port is in use, the host name can't be resolved, …
    [[nodiscard]] static std::expected<std::unique_ptr<BuiltInServer>, std::string> start(const ServerPlan &plan);
    ~BuiltInServer();
    BuiltInServer(const BuiltInServer &) = delete;
    BuiltInServer &operator=(const BuiltInServer &) = delete;

    [[nodiscard]] const std::string &url() const noexcept;
    [[nodiscard]] const std::string &adminUrl() const noexcept;

    /// Takes no more connections, closes idle ones, lets requests in work end. Returns at once; `drainedFd` then
    /// becomes readable when the last connection has gone.
    void drain();
    /// An eventfd, for poll.
    [[nodiscard]] int drainedFd() const noexcept;

private:
    class Private;
    explicit BuiltInServer(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

}
