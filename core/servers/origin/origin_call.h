#pragma once

#include "http/strict_response.h"
#include "servers/origin/origin_problem.h"

#include <string>
#include <string_view>
#include <utility>

namespace escala::servers {

class OriginConnection;
class OriginPool;

/// What an origin is asked.
struct OriginRequest {
    std::string head;        ///< All its bytes, the empty line included.
    bool toHead = false;     ///< It is a HEAD.
    bool hasBody = false;    ///< A body follows by `add`.
    bool idempotent = false; ///< By its method (RFC 9110 9.2.2).
};

/// Is told what becomes of a call. Any of these may let go of the call.
class OriginReceiver {
public:
    /// The request's head is on its way: now, and whenever `send` was false and there is room again, more of the body
    /// is taken. Only for a request with a body.
    virtual void originTakesBody() = 0;
    virtual void originInterim(const http::StrictResponse &head) = 0;
    virtual void originHead(const http::StrictResponse &head) = 0;
    /// Content, without its framing.
    virtual void originBody(std::string_view piece) = 0;
    /// What has come is given: a good moment to write it on.
    virtual void originPause() = 0;
    virtual void originEnd() = 0;                         ///< The answer is complete. The last call.
    virtual void originFailed(OriginProblem problem) = 0; ///< There is no whole answer. The last call.

protected:
    ~OriginReceiver() = default;
};

/// One request to an origin, over a connection of its pool. Destroying it abandons what is under way.
///
/// A request without a body and with an idempotent method is sent once more, on a new connection, where a kept one
/// turns out to be closed before a byte of an answer has come. The loop's thread only.
class OriginCall {
public:
    OriginCall(OriginPool &pool, OriginReceiver &receiver) noexcept
        : m_pool(pool)
        , m_receiver(receiver)
    {
    }
    ~OriginCall();
    OriginCall(const OriginCall &) = delete;
    OriginCall &operator=(const OriginCall &) = delete;

    /// May call the receiver before it returns.
    void start(OriginRequest request);
    /// What it was started with.
    [[nodiscard]] const OriginRequest &request() const noexcept { return m_request; }
    /// The same, taken away: only for a call that is over.
    [[nodiscard]] OriginRequest takeRequest() noexcept { return std::move(m_request); }
    /// Bytes of the body with the framing that the head named.
    void add(std::string_view bytes);
    /// The request ends with what was added.
    void endBody();
    /// Writes; true where the origin took everything.
    bool send();
    /// While paused the receiver gets no more of the answer, and the origin feels it. Resuming may call it.
    void pause(bool paused);

private:
    friend class OriginConnection;
    friend class OriginPool;

    /// `stale`: on a kept connection, before anything came.
    void failed(OriginProblem problem, bool stale);

    OriginPool &m_pool;
    OriginReceiver &m_receiver;
    OriginRequest m_request;
    OriginConnection *m_connection = nullptr;
    bool m_waits = false; ///< In the pool's line.
    bool m_retried = false;
};

}
