#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
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
    bool singleFlight = true;
    std::optional<std::uint32_t> workers; ///< Served at once; empty: no limit.
    std::optional<std::uint32_t> queue;   ///< Waiting for a worker; beyond it 503.
    std::uint32_t threads = 1;

    friend bool operator==(const ServerSpec &, const ServerSpec &) = default;
};

/// "slow", "cached".
[[nodiscard]] std::string name(ServerSpec::Kind kind);

/// The command line of `escala-server`, without the program: {"slow", "--port", "5001", "--delay", "5s", …,
/// "--exit-with-parent"}.
[[nodiscard]] std::vector<std::string> argumentsFor(const ServerSpec &spec);

}
