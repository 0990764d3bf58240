#pragma once

#include "net/event_loop.h"

#include <algorithm>
#include <chrono>

namespace escala::servers::balancer {

/// The share of its weight that a replica has `since` it came: a tenth at first, growing evenly to the whole within
/// `length`. Zero for `length` is no slow start.
[[nodiscard]] inline double slowStartShare(net::Clock::duration since, std::chrono::nanoseconds length) noexcept
{
    if (length.count() <= 0 || since >= length)
        return 1;
    constexpr double kLeast = 0.1;
    return std::max(kLeast, std::chrono::duration<double>(since) / length);
}

}
