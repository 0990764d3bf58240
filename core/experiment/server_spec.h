#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace escala::experiment {

/// Which built-in server a target starts for itself, and how: the options of `escala-server`.
struct ServerSpec {
    enum class Kind { Slow, Cached };

    Kind kind = Kind::Slow;
    std::uint16_t port = 0; ///< 0: any free one. A fixed port that is taken falls back to a free one, and that is said.
    std::chrono::nanoseconds delay = std::chrono::seconds(5);
    std::chrono::nanoseconds ttl = std::chrono::seconds(300); ///< Cached only, as the rest but workers and queue.
    std::uint64_t capacity = 10'000;
    std::string policy = "lru"; ///< One of kPolicies.
    bool singleFlight = true;
    std::uint64_t keys = 1; ///< Pages, also of a slow server as the rest: `/` is one of them, drawn anew each time …
    double zipf = 0.9;      ///< … by Zipf's law with this exponent.
    std::string size;       ///< Of a page: "4KiB", "1KiB..64KiB"; empty: the plain text.
    std::optional<std::uint32_t> workers; ///< Served at once; empty: no limit.
    std::optional<std::uint32_t> queue;   ///< Waiting for a worker; beyond it 503.
    std::uint32_t threads = 1;

    friend bool operator==(const ServerSpec &, const ServerSpec &) = default;
};

/// Which entry goes when a cache is full, as escala-server calls them.
inline constexpr std::array<std::string_view, 6> kPolicies{"lru", "lfu", "fifo", "sieve", "s3fifo", "tinylfu"};

/// "slow", "cached".
[[nodiscard]] std::string name(ServerSpec::Kind kind);

/// The command line of `escala-server`, without the program: {"slow", "--port", "5001", "--delay", "5s", …,
/// "--exit-with-parent"}.
[[nodiscard]] std::vector<std::string> argumentsFor(const ServerSpec &spec);

}
