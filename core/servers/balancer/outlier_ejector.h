#pragma once

#include "net/event_loop.h"
#include "servers/balancer/balancer_plan.h"

#include <algorithm>
#include <cstddef>

namespace escala::servers::balancer {

/// The ejections of one replica for what its requests tell: each lasts longer than the one before, and what was counts
/// less the longer it behaves (outlier ejection as Envoy has it). One thread.
class OutlierEjector {
public:
    using TimePoint = net::Clock::time_point;

    explicit OutlierEjector(const EjectionPlan &plan) noexcept
        : m_plan(plan)
    {
    }

    /// It has failed as often in a row as makes an outlier. `ejected` of `all` replicas are ejected now. True: it is
    /// ejected from now on, until `end`.
    [[nodiscard]] bool eject(TimePoint now, std::size_t ejected, std::size_t all) noexcept;
    [[nodiscard]] bool isEjected(TimePoint now) const noexcept { return now < m_end; }
    [[nodiscard]] TimePoint end() const noexcept { return m_end; }
    /// Ends an ejection before its time.
    void pardon(TimePoint now) noexcept { m_end = std::min(m_end, now); }

private:
    const EjectionPlan m_plan;
    unsigned m_times = 0;
    TimePoint m_end = TimePoint::min();
};

}
