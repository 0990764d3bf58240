#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace escala::servers {

/// Buckets for the service time of answers: eight to every doubling, from a microsecond to a minute, so that a bound is
/// never more than an eighth above what it stands for.
class ServiceTimes {
public:
    static constexpr unsigned kPerDoubling = 8;
    static constexpr unsigned kLeastBits = 10; ///< 2^10 ns: about a microsecond.
    static constexpr unsigned kMostBits = 36;  ///< 2^36 ns: 69 s.
    static constexpr std::size_t kBuckets = (kMostBits - kLeastBits) * kPerDoubling + 1; ///< The last: all beyond.

    [[nodiscard]] static std::size_t bucketOf(std::chrono::nanoseconds time) noexcept
    {
        const auto ns = static_cast<std::uint64_t>(std::max<std::int64_t>(time.count(), 1));
        const auto bits = static_cast<unsigned>(std::bit_width(ns)) - 1;
        if (bits < kLeastBits)
            return 0;
        const auto part = static_cast<std::size_t>(ns >> (bits - 3U)) & (kPerDoubling - 1);
        return std::min((bits - kLeastBits) * kPerDoubling + part, kBuckets - 1);
    }

    /// Nothing in the bucket took longer.
    [[nodiscard]] static std::chrono::nanoseconds boundOf(std::size_t bucket) noexcept
    {
        const auto doubling = static_cast<unsigned>(bucket) / kPerDoubling + kLeastBits;
        const auto part = bucket % kPerDoubling + 1;
        return std::chrono::nanoseconds((std::int64_t{1} << doubling)
                                        + static_cast<std::int64_t>(part) * (std::int64_t{1} << (doubling - 3U)));
    }
};

}
