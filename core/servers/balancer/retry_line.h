#pragma once

#include "net/event_loop.h"
#include "servers/balancer/retry_budget.h"

#include <cstddef>
#include <deque>
#include <optional>

namespace escala::servers::balancer {

/// The retries of one event loop: within the budget they go at once, beyond it they wait for their turn. So a replica
/// that dies with half of all requests costs none of them, and still the others see no burst. The loop's thread only.
class RetryLine {
public:
    class Waiter {
    public:
        /// It is its turn: one of the budget was taken for it.
        virtual void onTurn() = 0;

    protected:
        ~Waiter() = default;
    };

    RetryLine(net::EventLoop &loop, const RetryPlan &plan) noexcept
        : m_loop(loop)
        , m_budget(plan)
    {
    }
    ~RetryLine();
    RetryLine(const RetryLine &) = delete;
    RetryLine &operator=(const RetryLine &) = delete;

    std::size_t inWork = 0; ///< Requests of this loop.

    /// False where the budget is used up, or others wait.
    [[nodiscard]] bool take() noexcept { return m_waiting.empty() && m_budget.take(inWork); }
    void giveBack();
    /// `onTurn` follows, unless it leaves.
    void wait(Waiter &waiter) { m_waiting.push_back(&waiter); }
    void leave(Waiter &waiter);

private:
    void serve();

    net::EventLoop &m_loop;
    RetryBudget m_budget;
    std::deque<Waiter *> m_waiting;
    std::optional<net::EventLoop::TimerKey> m_soon;
};

}
