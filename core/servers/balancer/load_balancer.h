#pragma once

#include "servers/admin_route.h"
#include "servers/balancer/balancer_handler.h"
#include "servers/balancer/balancer_plan.h"
#include "servers/balancer/fleet_control.h"
#include "servers/stats.h"

#include <memory>
#include <vector>

namespace escala::servers::balancer {

/// All of a load balancer: a handler an event loop, and their control on the admin loop.
///
/// Made before the loops run and told to end after they have; it outlives its handlers.
class LoadBalancer {
public:
    /// `tls` may be null where no replica has an https URL.
    LoadBalancer(BalancerPlan plan, FleetControl::Tls tls, unsigned loops);
    LoadBalancer(const LoadBalancer &) = delete;
    LoadBalancer &operator=(const LoadBalancer &) = delete;

    /// Of the next loop, in their order. It stays the caller's, and must stay until `end`.
    [[nodiscard]] std::unique_ptr<BalancerHandler> makeHandler(net::EventLoop &loop);
    /// All handlers are made: sees to their replicas from now on.
    void begin(net::EventLoop &adminLoop);
    /// Before the admin loop goes; no loop runs any more.
    void end() noexcept { m_control.reset(); }

    /// After `begin`.
    [[nodiscard]] std::unique_ptr<AdminRoute> makeRoute();
    /// Between `begin` and `end`, on the admin thread: fills in what is of a balancer.
    void addTo(Stats &stats) const;

private:
    const BalancerPlan m_plan;
    const FleetControl::Tls m_tls;
    const unsigned m_loops;
    std::vector<FleetControl::Audience> m_audience;
    std::vector<const BalancerLoop *> m_handlers;
    std::unique_ptr<FleetControl> m_control;
};

}
