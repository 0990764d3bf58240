#include "servers/faults/faulty_handler.h"

#include "servers/slow_handler.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace escala::servers {

/// One request that waits, or is handled after that. Keeps what its views are of.
class FaultyHandler::Delayed final : public std::enable_shared_from_this<Delayed> {
public:
    Delayed(FaultyHandler &owner, const http::RequestHead &head, Completion done)
        : m_owner(owner)
        , m_method(head.method)
        , m_target(head.target)
        , m_host(head.host)
        , m_head(head)
        , m_done(std::move(done))
    {
        m_head.method = m_method;
        m_head.target = m_target;
        m_head.host = m_host;
    }

    ~Delayed()
    {
        if (m_timer)
            m_owner.m_loop.cancel(*m_timer);
    }

    Delayed(const Delayed &) = delete;
    Delayed &operator=(const Delayed &) = delete;

    void handleAfter(std::chrono::nanoseconds latency)
    {
        m_timer = m_owner.m_loop.runAfter(latency, [this] { handle(); });
    }

private:
    void handle()
    {
        const auto kept = shared_from_this(); // an answer at once lets go of this
        m_timer.reset();
        m_pending = m_owner.m_handler.handle(m_head, [this](const Reply &reply) {
            auto done = std::move(m_done);
            done(reply); // may destroy this
        });
    }

    FaultyHandler &m_owner;
    const std::string m_method;
    const std::string m_target;
    const std::string m_host;
    http::RequestHead m_head;
    Completion m_done;
    std::optional<net::EventLoop::TimerKey> m_timer;
    Pending m_pending;
};

Pending FaultyHandler::handle(const http::RequestHead &request, Completion done)
{
    if (m_faults.failsNext()) {
        done(errorOnPurpose(m_faults.errorStatus()));
        return nullptr;
    }
    const auto latency = m_faults.nextLatency();
    if (latency == std::chrono::nanoseconds::zero())
        return m_handler.handle(request, std::move(done));
    auto delayed = std::make_shared<Delayed>(*this, request, std::move(done));
    delayed->handleAfter(latency);
    return delayed;
}

Reply errorOnPurpose(unsigned status) noexcept
{
    return {status, kPlainText, "This error is a fault that was set on purpose.\n"};
}

}
