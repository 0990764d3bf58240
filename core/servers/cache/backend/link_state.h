#pragma once

#include "net/event_loop.h"
#include "servers/cache/backend/backend_health.h"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

namespace escala::servers {

/// Whether one link to a backend works, and how long to wait before it is tried again: longer each time. One thread.
class LinkState {
public:
    explicit LinkState(BackendHealth &health) noexcept
        : m_health(health)
    {
    }

    [[nodiscard]] bool isDown() const noexcept { return m_down; }

    void works()
    {
        if (!m_down)
            return;
        m_down = false;
        m_workedFrom = net::Clock::now();
        m_health.linkUp();
    }

    /// Returns how long to wait before the next try.
    std::chrono::milliseconds fails(std::string_view why)
    {
        if (!m_down)
            m_health.linkDown(why);
        if (!m_down && net::Clock::now() - m_workedFrom > kForgetAfter)
            m_pause = kFirstPause;
        m_down = true;
        return std::exchange(m_pause, std::min(m_pause * 2, kLongestPause));
    }

private:
    static constexpr std::chrono::milliseconds kFirstPause{50};
    static constexpr std::chrono::milliseconds kLongestPause{2000};
    // One that comes and goes is tried as seldom as one that is away.
    static constexpr std::chrono::seconds kForgetAfter{5};

    BackendHealth &m_health;
    std::chrono::milliseconds m_pause = kFirstPause;
    net::Clock::time_point m_workedFrom{};
    bool m_down = false;
};

}
