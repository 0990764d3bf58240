#include "servers/origin/origin_call.h"

#include "servers/origin/origin_connection.h"
#include "servers/origin/origin_pool.h"

#include <utility>

namespace escala::servers {

OriginCall::~OriginCall()
{
    if (m_connection != nullptr)
        m_connection->abandon();
    else if (m_waits)
        m_pool.leave(*this);
}

void OriginCall::start(OriginRequest request)
{
    m_request = std::move(request);
    m_pool.counters().originRequests.add();
    m_pool.acquire(*this, OriginPool::Wanted::Any);
}

void OriginCall::add(std::string_view bytes)
{
    if (m_connection != nullptr)
        m_connection->add(bytes);
}

void OriginCall::endBody()
{
    if (m_connection != nullptr)
        m_connection->endRequest();
}

bool OriginCall::send()
{
    return m_connection == nullptr || m_connection->send();
}

void OriginCall::pause(bool paused)
{
    if (m_connection != nullptr)
        m_connection->pause(paused);
}

void OriginCall::failed(OriginProblem problem, bool stale)
{
    if (stale && m_request.idempotent && !m_request.hasBody && !std::exchange(m_retried, true)) {
        m_pool.counters().originRetries.add();
        m_pool.acquire(*this, OriginPool::Wanted::New);
        return;
    }
    m_pool.counters().originFailures.add();
    m_receiver.originFailed(problem);
}

}
