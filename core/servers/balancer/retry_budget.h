#pragma once

#include "servers/balancer/balancer_plan.h"

#include <algorithm>
#include <cstddef>

namespace escala::servers::balancer {

/// How many requests may be retries at the same time: a share of all in work, and a few always (the retry budget of
/// Envoy). So an outage makes no storm of retries. One thread.
class RetryBudget {
public:
    explicit RetryBudget(const RetryPlan &plan) noexcept
        : m_percent(plan.budgetPercent)
        , m_least(std::max(1U, plan.budgetLeast))
    {
    }

    /// `inWork` requests are there, retries among them. True: it is taken, and has to be given back.
    [[nodiscard]] bool take(std::size_t inWork) noexcept
    {
        if (m_taken >= std::max(m_least, inWork * m_percent / 100))
            return false;
        ++m_taken;
        return true;
    }
    void giveBack() noexcept { --m_taken; }

private:
    const std::size_t m_percent;
    const std::size_t m_least;
    std::size_t m_taken = 0;
};

}
