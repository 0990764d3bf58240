#pragma once

#include "net/event_loop.h"
#include "random/draw.h"
#include "servers/balancer/balancer_plan.h"
#include "servers/balancer/replica.h"
#include "servers/origin/origin_call.h"
#include "servers/origin/origin_pool.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace escala::servers::balancer {

/// Asks one replica again and again whether it works: a GET on a connection of its own, good where a head with the
/// right status comes in time. Intervals vary by a tenth, so that several checkers don't keep step. The loop's thread
/// only.
class HealthChecker final : private OriginReceiver {
public:
    /// `told` gets the outcome of each check; it must not destroy this.
    HealthChecker(net::EventLoop &loop, const BalancerPlan &plan, const Replica &replica,
                  std::function<void(bool good)> told);
    ~HealthChecker();
    HealthChecker(const HealthChecker &) = delete;
    HealthChecker &operator=(const HealthChecker &) = delete;

private:
    void later(net::Clock::duration delay);
    void check();
    void done(bool good);

    void originTakesBody() override { }
    void originInterim(const http::StrictResponse & /*head*/) override { }
    void originHead(const http::StrictResponse &head) override;
    void originBody(std::string_view /*piece*/) override { }
    void originPause() override { }
    void originEnd() override { }
    void originFailed(OriginProblem /*problem*/) override { done(false); }

    net::EventLoop &m_loop;
    const CheckPlan &m_plan;
    const std::function<void(bool)> m_told;
    const std::string m_request;
    random::Draw m_draw;
    OriginCounters m_counters; // of checks, which nobody counts as requests
    OriginPool m_pool;
    std::optional<OriginCall> m_call;
    std::optional<net::EventLoop::TimerKey> m_next;
    std::optional<net::EventLoop::TimerKey> m_limit; ///< Of a check under way.
};

/// An interval give or take a tenth; `draw` is from 0 to 1.
[[nodiscard]] inline Duration jittered(Duration interval, double draw) noexcept
{
    constexpr double kJitter = 0.1;
    return std::chrono::duration_cast<Duration>(interval * (1 - kJitter + 2 * kJitter * draw));
}

}
