#include "servers/balancer/health_checker.h"

#include "servers/relay/forwarded_request.h"

#include <fmt/format.h>

#include <utility>

namespace escala::servers::balancer {

namespace {

OriginPlan originOf(const BalancerPlan &plan, const Replica &replica)
{
    OriginPlan origin = plan.origin;
    origin.url = replica.url();
    origin.connections = 1;
    origin.queue = 1; // until its name is known
    origin.idle = 0;
    return origin;
}

}

HealthChecker::HealthChecker(net::EventLoop &loop, const BalancerPlan &plan, const Replica &replica,
                             std::function<void(bool good)> told)
    : m_loop(loop)
    , m_plan(plan.checks)
    , m_told(std::move(told))
    , m_request(fmt::format("GET {}{} HTTP/1.1\r\nHost: {}\r\nUser-Agent: escala-server (health check)\r\n"
                            "Connection: close\r\n\r\n",
                            forwardingTo(replica.url(), false).pathPrefix, plan.checks.path, replica.url().hostField()))
    , m_draw(plan.seed, random::streamOf("checks"), replica.identity())
    , m_pool(loop, m_counters, originOf(plan, replica), replica.tls())
{
    later({});
}

HealthChecker::~HealthChecker()
{
    if (m_next)
        m_loop.cancel(*m_next);
    if (m_limit)
        m_loop.cancel(*m_limit);
}

void HealthChecker::later(net::Clock::duration delay)
{
    m_next = m_loop.runAfter(delay, [this] {
        m_next.reset();
        check();
    });
}

void HealthChecker::check()
{
    m_limit = m_loop.runAfter(m_plan.timeout, [this] {
        m_limit.reset();
        done(false);
    });
    m_call.emplace(m_pool, static_cast<OriginReceiver &>(*this));
    m_call->start({.head = m_request, .toHead = false, .hasBody = false, .idempotent = true});
}

void HealthChecker::originHead(const http::StrictResponse &head)
{
    done(head.status >= m_plan.leastStatus && head.status <= m_plan.mostStatus);
}

// The pool may be calling: the connection that is abandoned here stays until the loop turns.
void HealthChecker::done(bool good)
{
    if (m_limit)
        m_loop.cancel(*m_limit);
    m_limit.reset();
    m_call.reset();
    later(jittered(m_plan.interval, m_draw.unit()));
    m_told(good);
}

}
