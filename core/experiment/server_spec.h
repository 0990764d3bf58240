#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace escala::experiment {

/// Which built-in server a target starts for itself, and how: the options of `escala-server`.
struct ServerSpec {
    enum class Kind { Slow, Cached, Proxy, Balancer };

    Kind kind = Kind::Slow;
    std::string name; ///< Unique among the servers of a target; empty: that of its kind.
    /// Whom a proxy (one) or a balancer (one or more) asks: names of other servers of its target, or URLs.
    std::vector<std::string> upstreams;
    std::string algorithm = "round-robin"; ///< Of a balancer: one of kAlgorithms.
    std::uint16_t port = 0; ///< 0: any free one. A fixed port that is taken falls back to a free one, and that is said.
    std::chrono::nanoseconds delay = std::chrono::seconds(5);
    /// Of a cache; for a proxy only where the origin says nothing of its own. Whole seconds there.
    std::chrono::nanoseconds ttl = std::chrono::seconds(300);
    std::uint64_t capacity = 10'000;
    std::string policy = "lru"; ///< One of kPolicies.
    bool singleFlight = true;
    std::uint64_t keys = 1; ///< Pages, also of a slow server as the rest: `/` is one of them, drawn anew each time …
    double zipf = 0.9;      ///< … by Zipf's law with this exponent.
    std::string size;       ///< Of a page: "4KiB", "1KiB..64KiB"; empty: the plain text.
    std::optional<std::uint32_t> workers; ///< Served at once; empty: no limit.
    std::optional<std::uint32_t> queue;   ///< Waiting for a worker; beyond it 503.
    std::uint32_t threads = 1;
    std::vector<std::string> options; ///< More of the command line, as it stands there: {"--retries", "2"}.

    friend bool operator==(const ServerSpec &, const ServerSpec &) = default;
};

/// Which entry goes when a cache is full, as escala-server calls them.
inline constexpr std::array<std::string_view, 6> kPolicies{"lru", "lfu", "fifo", "sieve", "s3fifo", "tinylfu"};

/// Whom a balancer asks next, as escala-server calls them.
inline constexpr std::array<std::string_view, 7> kAlgorithms{"round-robin", "weighted", "least-request", "p2c",
                                                             "peak-ewma",   "random",   "hash"};

inline constexpr std::array kServerKinds{ServerSpec::Kind::Slow, ServerSpec::Kind::Cached, ServerSpec::Kind::Proxy,
                                         ServerSpec::Kind::Balancer};
/// "slow", "cached", "proxy", "balancer".
[[nodiscard]] std::string name(ServerSpec::Kind kind);

/// It asks others: a proxy or a balancer.
[[nodiscard]] bool asksOthers(ServerSpec::Kind kind) noexcept;
/// It keeps answers: a cached server or a proxy.
[[nodiscard]] bool isCache(ServerSpec::Kind kind) noexcept;

/// The command line of `escala-server`, without the program: {"slow", "--port", "5001", "--delay", "5s", …,
/// "--exit-with-parent"}. `upstreams`: the URLs of those that it asks; `more`: words as those of the spec's options.
[[nodiscard]] std::vector<std::string> argumentsFor(const ServerSpec &spec, std::span<const std::string> upstreams = {},
                                                    std::span<const std::string> more = {});

}
