#pragma once

#include "http/request.h"
#include "servers/handler.h"
#include "servers/stream_handler.h"

#include <memory>
#include <string_view>

namespace escala::servers {

/// Answers requests whose body has been read whole. One object serves one loop, on that loop's thread.
class BodyHandler {
public:
    virtual ~BodyHandler() = default;
    /// `head` and `body` are valid only during this call; `body` is the content without its framing. `done` is called
    /// now, or later from the loop: nothing happens then where the client has gone.
    virtual void handle(const http::RequestHead &head, std::string_view body, Completion done) = 0;
};

/// Collects the body of each request for a BodyHandler. How long a body may be is said by `ServerLimits::body` of the
/// server that it belongs to, which answers 413 beyond.
class BodyCollector final : public StreamHandler {
public:
    /// `limits` are those of the server.
    BodyCollector(BodyHandler &handler, const http::RequestLimits &limits) noexcept
        : m_handler(handler)
        , m_limits(limits)
    {
    }

    std::unique_ptr<RequestStream> open(const http::RequestHead &head, std::string_view bytes,
                                        ClientStream &client) override;

private:
    class Collected;

    BodyHandler &m_handler;
    const http::RequestLimits m_limits;
};

}
