#pragma once

#include "servers/balancer/balancer_plan.h"
#include "servers/balancer/circuit_breaker.h"
#include "servers/balancer/peak_ewma.h"
#include "servers/balancer/replica.h"
#include "servers/origin/origin_pool.h"
#include "servers/relay/forwarded_request.h"

#include <cstddef>
#include <memory>

namespace escala::servers::balancer {

/// One replica as one event loop sees it: its connections, and what came of its requests. The loop's thread only.
class Upstream {
public:
    /// `number` of `loops` event loops: limits of a replica are shared out among them.
    Upstream(net::EventLoop &loop, const BalancerPlan &plan, std::shared_ptr<Replica> replica, unsigned number,
             unsigned loops);

    [[nodiscard]] const std::shared_ptr<Replica> &replica() const noexcept { return m_replica; }
    [[nodiscard]] ReplicaTally &tally() noexcept { return m_tally; }
    [[nodiscard]] OriginPool &pool() noexcept { return m_pool; }
    [[nodiscard]] const Forwarding &forwarding() const noexcept { return m_forwarding; }
    [[nodiscard]] CircuitBreaker &breaker() noexcept { return m_breaker; }
    [[nodiscard]] PeakEwma &latency() noexcept { return m_latency; }
    /// Has as many requests as it may have at once; more would wait.
    [[nodiscard]] bool isFull() const noexcept { return attempts >= m_pool.plan().connections; }

    std::size_t attempts = 0; ///< Under way on this loop.

private:
    std::shared_ptr<Replica> m_replica;
    ReplicaTally &m_tally;
    OriginPool m_pool;
    Forwarding m_forwarding;
    CircuitBreaker m_breaker;
    PeakEwma m_latency;
};

}
