#include "servers/balancer/upstream.h"

#include <algorithm>
#include <utility>

namespace escala::servers::balancer {

namespace {

/// The part of a limit that one of the loops gets.
std::size_t portion(std::size_t whole, unsigned number, unsigned loops)
{
    return whole / loops + (number < whole % loops ? 1 : 0);
}

OriginPlan originOf(const BalancerPlan &plan, const Replica &replica, unsigned number, unsigned loops)
{
    OriginPlan origin = plan.origin;
    origin.url = replica.url();
    if (plan.maxInFlight)
        origin.connections = std::max<std::size_t>(1, portion(*plan.maxInFlight, number, loops));
    if (plan.replicaQueue)
        origin.queue = portion(*plan.replicaQueue, number, loops);
    return origin;
}

}

Upstream::Upstream(net::EventLoop &loop, const BalancerPlan &plan, std::shared_ptr<Replica> replica, unsigned number,
                   unsigned loops)
    : m_replica(std::move(replica))
    , m_tally(m_replica->tally(number))
    , m_pool(loop, m_tally.origin, originOf(plan, *m_replica, number, loops), m_replica->tls())
    , m_forwarding(forwardingTo(m_replica->url(), plan.keepsHost))
    , m_breaker(plan.breaker)
{
}

}
