#include "servers/balancer/load_balancer.h"

#include "servers/balancer/replica_admin.h"

#include <utility>

namespace escala::servers::balancer {

LoadBalancer::LoadBalancer(BalancerPlan plan, FleetControl::Tls tls, unsigned loops)
    : m_plan(std::move(plan))
    , m_tls(std::move(tls))
    , m_loops(loops)
{
}

std::unique_ptr<BalancerHandler> LoadBalancer::makeHandler(net::EventLoop &loop)
{
    const auto number = static_cast<unsigned>(m_audience.size());
    auto handler = std::make_unique<BalancerHandler>(
        loop, m_plan, number, m_loops,
        [this](const std::shared_ptr<Replica> &replica) { m_control->reportOutlier(replica); });
    m_audience.push_back({&loop, &handler->shared().fleet});
    m_handlers.push_back(&handler->shared());
    return handler;
}

void LoadBalancer::begin(net::EventLoop &adminLoop)
{
    m_control = std::make_unique<FleetControl>(adminLoop, m_plan, m_audience, m_tls);
}

std::unique_ptr<AdminRoute> LoadBalancer::makeRoute()
{
    return std::make_unique<ReplicaAdmin>(*m_control);
}

void LoadBalancer::addTo(Stats &stats) const
{
    stats.origin = m_control->origin();
    auto &balancer = stats.balancer.emplace();
    balancer.replicas = m_control->replicas();
    balancer.ejections = m_control->ejections();
    for (const auto *handler : m_handlers) {
        balancer.retries += handler->retries.value();
        balancer.hedges += handler->hedges.value();
    }
}

}
