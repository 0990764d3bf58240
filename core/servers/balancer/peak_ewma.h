#pragma once

#include "net/event_loop.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace escala::servers::balancer {

/// The latency of a replica as it was lately: a moving average that jumps to every peak and comes down slowly (the
/// peak EWMA of Finagle). Without news it fades, so that a replica that was slow once is tried again. One thread.
class PeakEwma {
public:
    using TimePoint = net::Clock::time_point;
    using Seconds = std::chrono::duration<double>;

    explicit PeakEwma(Seconds decay = std::chrono::seconds(10)) noexcept
        : m_decay(decay)
    {
    }

    void observe(TimePoint now, net::Clock::duration latency) noexcept
    {
        const Seconds seen = latency;
        const double kept = remaining(now);
        m_value = seen > m_value ? seen : m_value * kept + seen * (1 - kept);
        m_at = std::max(m_at, now);
    }
    /// Zero where nothing was seen.
    [[nodiscard]] Seconds at(TimePoint now) const noexcept { return m_value * remaining(now); }

private:
    [[nodiscard]] double remaining(TimePoint now) const noexcept
    {
        return now <= m_at ? 1 : std::exp(-(Seconds(now - m_at) / m_decay));
    }

    Seconds m_decay;
    Seconds m_value{};
    TimePoint m_at{};
};

}
