#pragma once

#include "net/event_loop.h"
#include "servers/faults/loop_faults.h"
#include "servers/handler.h"

namespace escala::servers {

/// Stands before another handler while faults are set: answers the share of requests that is to fail, and hands the
/// others on after the latency that is added, with no thread held. An error comes at once.
class FaultyHandler final : public Handler {
public:
    /// All must outlive it.
    FaultyHandler(net::EventLoop &loop, LoopFaults &faults, Handler &handler) noexcept
        : m_loop(loop)
        , m_faults(faults)
        , m_handler(handler)
    {
    }

    Pending handle(const http::RequestHead &request, Completion done) override;

private:
    class Delayed;

    net::EventLoop &m_loop;
    LoopFaults &m_faults;
    Handler &m_handler;
};

/// What a request gets that is to fail. The views are static but for the status.
[[nodiscard]] Reply errorOnPurpose(unsigned status) noexcept;

}
