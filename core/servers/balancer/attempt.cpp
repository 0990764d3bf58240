#include "servers/balancer/attempt.h"

#include <utility>

namespace escala::servers::balancer {

namespace {

constexpr int kServerError = 500;

}

void Attempt::start(OriginRequest request, net::Clock::time_point now)
{
    m_start = now;
    m_inFlight = true;
    m_tries = m_fleet.sent(m_upstream, now);
    m_call.start(std::move(request));
}

void Attempt::originHead(const http::StrictResponse &head)
{
    if (head.status >= kServerError) {
        countFailure(true);
    } else {
        const auto now = net::Clock::now();
        m_fleet.succeeded(m_upstream, now, now - m_start, std::exchange(m_tries, false));
    }
    m_listener.head(*this, head);
}

void Attempt::originEnd()
{
    release();
    m_listener.end();
}

void Attempt::originFailed(OriginProblem problem)
{
    countFailure(!isOverload(problem));
    release();
    m_listener.failed(*this, problem);
}

// An answer of 500 that breaks off is one failure.
void Attempt::countFailure(bool ofReplica)
{
    if (std::exchange(m_failed, true))
        return;
    m_upstream.tally().failures.add();
    if (ofReplica)
        m_fleet.failed(m_upstream, net::Clock::now(), std::exchange(m_tries, false));
}

void Attempt::release()
{
    if (std::exchange(m_inFlight, false))
        m_fleet.done(m_upstream, m_tries);
    if (auto *const line = std::exchange(m_line, nullptr); line != nullptr)
        line->giveBack();
}

}
