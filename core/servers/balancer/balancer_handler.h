#pragma once

#include "random/draw.h"
#include "servers/balancer/balancer_plan.h"
#include "servers/balancer/fleet.h"
#include "servers/balancer/retry_line.h"
#include "servers/date_clock.h"
#include "servers/stream_handler.h"

#include <memory>
#include <string_view>

namespace escala::servers::balancer {

/// What the requests of one event loop share. The loop's thread only, but for the counters.
struct BalancerLoop {
    net::EventLoop &loop;
    const BalancerPlan &plan;
    Fleet fleet;
    RetryLine line;
    random::Draw draw; ///< Of backoffs, and of keys that requests don't have.
    DateClock date;
    Counter retries; ///< Any thread reads these.
    Counter hedges;
};

/// Passes each request on to one of several replicas, for one event loop; what a proxy answers itself it answers. What
/// becomes of a request is in BalancedExchange.
class BalancerHandler final : public StreamHandler {
public:
    /// `plan` must outlive it. `number` of `loops` event loops.
    BalancerHandler(net::EventLoop &loop, const BalancerPlan &plan, unsigned number, unsigned loops,
                    Fleet::OnOutlier onOutlier);

    std::unique_ptr<RequestStream> open(const http::RequestHead &head, std::string_view bytes,
                                        ClientStream &client) override;

    [[nodiscard]] BalancerLoop &shared() noexcept { return m_shared; }

private:
    [[nodiscard]] std::uint64_t keyFor(const http::RequestHead &head, std::string_view bytes,
                                       const ClientStream &client);

    BalancerLoop m_shared;
};

}
