#pragma once

#include "servers/balancer/balancer_plan.h"

namespace escala::servers::balancer {

/// What active checks say of one replica: `fall` bad ones in a row make it unhealthy, `rise` good ones healthy again.
/// It starts out healthy; until the first good one each check decides alone. One thread.
class HealthRecord {
public:
    explicit HealthRecord(const CheckPlan &plan) noexcept
        : m_rise(plan.rise)
        , m_fall(plan.fall)
    {
    }

    [[nodiscard]] bool isHealthy() const noexcept { return m_healthy; }

    /// True where that changed what `isHealthy` says.
    bool checked(bool good) noexcept
    {
        const bool decides = !m_known;
        m_known = m_known || good;
        m_against = good == m_healthy ? 0 : m_against + 1;
        if (m_against == 0 || (!decides && m_against < (m_healthy ? m_fall : m_rise)))
            return false;
        m_healthy = good;
        m_against = 0;
        return true;
    }

private:
    const unsigned m_rise;
    const unsigned m_fall;
    bool m_known = false; ///< It has been good once.
    bool m_healthy = true;
    unsigned m_against = 0; ///< In a row.
};

}
