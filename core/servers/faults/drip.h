#pragma once

#include "net/event_loop.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>

namespace escala::servers {

/// How many bytes of a connection's answers may leave by now: so many a second, as long as some wait.
struct Drip {
    /// Time is counted only while bytes wait, so that none may leave at once after a pause.
    [[nodiscard]] std::uint64_t allowed(net::Clock::time_point now, std::uint64_t bytesPerSecond) noexcept
    {
        if (waits)
            credit += std::chrono::duration<double>(now - since).count() * static_cast<double>(bytesPerSecond);
        since = now;
        return static_cast<std::uint64_t>(credit);
    }

    /// Until so many bytes may leave, or those of 10 ms, but one at least: smooth enough to look at.
    [[nodiscard]] static net::Clock::duration pause(std::uint64_t bytes, std::uint64_t bytesPerSecond) noexcept
    {
        const auto seconds = static_cast<double>(bytes) / static_cast<double>(bytesPerSecond);
        const auto aByte = 1 / static_cast<double>(bytesPerSecond);
        const std::chrono::duration<double> pause(std::max(aByte, std::min(seconds, 0.01)));
        return std::chrono::ceil<net::Clock::duration>(pause);
    }

    net::Clock::time_point since;
    double credit = 0;
    bool waits = false;
    std::optional<net::EventLoop::TimerKey> timer;
};

}
