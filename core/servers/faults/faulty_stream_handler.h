#pragma once

#include "http/request.h"
#include "net/event_loop.h"
#include "servers/faults/loop_faults.h"
#include "servers/stream_handler.h"

#include <memory>
#include <string_view>

namespace escala::servers {

/// As FaultyHandler, before a handler that streams. The body of a request is not taken while it waits; that of a
/// request that fails is read and thrown away first, so that its connection can go on.
class FaultyStreamHandler final : public StreamHandler {
public:
    /// `limits` are those of the server; all must outlive it.
    FaultyStreamHandler(net::EventLoop &loop, LoopFaults &faults, StreamHandler &handler,
                        const http::RequestLimits &limits) noexcept
        : m_loop(loop)
        , m_faults(faults)
        , m_handler(handler)
        , m_limits(limits)
    {
    }

    std::unique_ptr<RequestStream> open(const http::RequestHead &head, std::string_view bytes,
                                        ClientStream &client) override;

private:
    class Failing;
    class Delayed;

    net::EventLoop &m_loop;
    LoopFaults &m_faults;
    StreamHandler &m_handler;
    const http::RequestLimits m_limits;
};

}
