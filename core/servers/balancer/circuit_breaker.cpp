#include "servers/balancer/circuit_breaker.h"

namespace escala::servers::balancer {

bool CircuitBreaker::allows(TimePoint now) const noexcept
{
    return !m_open || (!m_trying && now >= m_tryFrom);
}

bool CircuitBreaker::sent(TimePoint now) noexcept
{
    if (!m_open || m_trying || now < m_tryFrom)
        return false;
    m_trying = true;
    return true;
}

// While it is open, those that were sent before tell nothing new.
void CircuitBreaker::succeeded(TimePoint now, bool tried) noexcept
{
    if (tried)
        m_open = m_trying = false;
    else if (!m_open)
        count(now, false);
}

void CircuitBreaker::failed(TimePoint now, bool tried) noexcept
{
    if (tried) {
        m_trying = false;
        m_tryFrom = now + m_plan.open;
    } else if (!m_open) {
        count(now, true);
    }
}

void CircuitBreaker::count(TimePoint now, bool failed) noexcept
{
    if (m_plan.percent == 0)
        return;
    if (now >= m_windowEnd) {
        m_windowEnd = now + m_plan.window;
        m_seen = m_failed = 0;
    }
    ++m_seen;
    m_failed += failed ? 1 : 0;
    if (!failed || m_seen < m_plan.requests || m_failed * 100 < m_seen * m_plan.percent)
        return;
    m_open = true;
    m_tryFrom = now + m_plan.open;
    m_windowEnd = now; // counts anew when it is closed
}

}
