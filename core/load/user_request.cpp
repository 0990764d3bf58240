#include "load/lane.h"
#include "load/user.h"

#include <span>

// How a user fares with requests that vary, and with answers that are looked into.

namespace escala::load {

using net::Clock;

// The agent has written the request that a redirect leads to.
void User::follow(TimePoint now)
{
    m_lane.redirected(m_now.part, now, m_now.bytesReceived);
    m_now.bytesReceived = 0;
    m_sent = 0;
    m_refusals = 0;
    m_request = m_agent->bytes();
    if (m_state == State::Idle)
        send(Clock::now());
    else
        connect();
}

void User::lookInto(const http::ResponseHead &head)
{
    const bool counts = m_now.part == RequestPart::Measured;
    m_now.failsCheck = !m_agent->passes(head, counts ? m_lane.checkCounts() : std::span<CheckCount>());
    m_agent->end();
}

void User::requestIsOver() noexcept
{
    if (m_agent)
        m_agent->end();
}

}
