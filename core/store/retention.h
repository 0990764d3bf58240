#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace escala::store {

/// How much of the history is kept; what is empty sets no limit. Baselines, runs with tags and runs that are being
/// written are kept whatever it says, and count towards the limits; those that were removed don't. A value type.
struct Retention {
    std::optional<std::size_t> maxRuns{};         ///< The latest ones stay.
    std::optional<std::chrono::seconds> maxAge{}; ///< Since they were started.
    std::optional<std::uint64_t> maxBytes{};      ///< Of all runs together, the latest ones stay.
    friend bool operator==(const Retention &, const Retention &) = default;
};

}
