#pragma once

#include <chrono>
#include <cstdint>

namespace escala::servers {

/// How long the answers of an origin may be used, by the rules of whoever runs the cache.
struct CacheLifetimes {
    using Duration = std::chrono::nanoseconds;

    Duration ttl = std::chrono::seconds(300); ///< Of a 200.
    unsigned jitterPercent = 0;               ///< Each lifetime is longer or shorter by up to so much, 100 at most.
    Duration negativeTtl{0};                  ///< Of a failure; 0: failures are not kept.
    Duration staleWhileRevalidate{0}; ///< After its lifetime a 200 serves so long while it is made anew (RFC 5861 3).
    Duration staleIfError{0};         ///< The same where making it anew fails (RFC 5861 4).

    /// How long an answer of this status is fresh; 0 where it is not kept. `number`: how many were kept before it;
    /// the jitter depends on that alone, so a run can be repeated.
    [[nodiscard]] Duration freshFor(unsigned status, std::uint64_t number) const noexcept;

    /// What counts as the origin's failure, so that something stale is better.
    [[nodiscard]] static constexpr bool isFailure(unsigned status) noexcept { return status >= 500; }
};

}
