#include "servers/balancer/retry_line.h"

#include <vector>

namespace escala::servers::balancer {

RetryLine::~RetryLine()
{
    if (m_soon)
        m_loop.cancel(*m_soon);
}

void RetryLine::giveBack()
{
    m_budget.giveBack();
    if (m_waiting.empty() || m_soon)
        return;
    m_soon = m_loop.runAfter(net::Clock::duration::zero(), [this] {
        m_soon.reset();
        serve();
    });
}

void RetryLine::leave(Waiter &waiter)
{
    std::erase(m_waiting, &waiter);
}

void RetryLine::serve()
{
    while (!m_waiting.empty() && m_budget.take(inWork)) {
        auto *const first = m_waiting.front();
        m_waiting.pop_front();
        first->onTurn();
    }
}

}
