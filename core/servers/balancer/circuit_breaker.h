#pragma once

#include "net/event_loop.h"
#include "servers/balancer/balancer_plan.h"

#include <cstdint>

namespace escala::servers::balancer {

/// Stops asking a replica that fails too often: closed, all requests go; open, none; half-open, one goes, and what
/// becomes of it decides. One replica, one event loop.
class CircuitBreaker {
public:
    using TimePoint = net::Clock::time_point;

    explicit CircuitBreaker(const BreakerPlan &plan) noexcept
        : m_plan(plan)
    {
    }

    /// Whether a request may go now; `sent` follows where it does.
    [[nodiscard]] bool allows(TimePoint now) const noexcept;
    /// True for the request that tries: what becomes of it is to be told with that.
    [[nodiscard]] bool sent(TimePoint now) noexcept;
    void succeeded(TimePoint now, bool tried) noexcept;
    void failed(TimePoint now, bool tried) noexcept;
    /// The request that tried has ended without telling anything, such as for the client's sake.
    void forgotten() noexcept { m_trying = false; }

private:
    void count(TimePoint now, bool failed) noexcept;

    const BreakerPlan m_plan;
    bool m_open = false;
    bool m_trying = false; ///< Half-open, with a request under way.
    TimePoint m_tryFrom{};
    TimePoint m_windowEnd{};
    std::uint64_t m_seen = 0;
    std::uint64_t m_failed = 0;
};

}
