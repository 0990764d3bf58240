#pragma once

#include "net/event_loop.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <utility>

namespace escala::load {

/// Says when the next connection may be begun, so that no more than a number a second are. A lane has its share of the
/// turns; those that nobody wanted are not made up for. One thread.
class ConnectPace {
public:
    using TimePoint = net::Clock::time_point;

    /// No limit.
    ConnectPace() noexcept = default;
    /// Lane `number` of so many; the first turn comes with the first connection that is wanted.
    ConnectPace(double perSecond, std::uint32_t lanes, std::uint32_t number) noexcept
        : m_interval(static_cast<std::int64_t>(1e9 * lanes / perSecond))
        , m_offset(static_cast<std::int64_t>(1e9 * number / perSecond))
    {
    }

    [[nodiscard]] bool isLimited() const noexcept { return m_interval.count() > 0; }
    /// The turn of a connection that is wanted at `now`; it is taken with the call.
    [[nodiscard]] TimePoint take(TimePoint now) noexcept
    {
        const auto turn = std::max(m_next, now) + std::exchange(m_offset, {});
        m_next = turn + m_interval;
        return turn;
    }

private:
    std::chrono::nanoseconds m_interval{};
    std::chrono::nanoseconds m_offset{}; ///< So that the lanes' turns lie evenly; before the first one.
    TimePoint m_next;
};

}
