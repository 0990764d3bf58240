#pragma once

#include "servers/balancer/fleet.h"
#include "servers/balancer/retry_line.h"
#include "servers/origin/origin_call.h"

namespace escala::servers::balancer {

class Attempt;

/// Is told what becomes of an attempt. Any of these may destroy it.
class AttemptListener {
public:
    virtual void takesBody(Attempt &attempt) = 0;
    virtual void interim(Attempt &attempt, const http::StrictResponse &head) = 0;
    virtual void head(Attempt &attempt, const http::StrictResponse &head) = 0;
    virtual void body(std::string_view piece) = 0;
    virtual void pause(Attempt &attempt) = 0;
    virtual void end() = 0;
    virtual void failed(Attempt &attempt, OriginProblem problem) = 0;

protected:
    ~AttemptListener() = default;
};

/// One request on its way to one replica, and the replica's tally of it. The loop's thread only.
class Attempt final : private OriginReceiver {
public:
    /// `line` is null for a first attempt; for a retry or hedge what was taken from its budget is given back at the
    /// end.
    Attempt(AttemptListener &listener, Fleet &fleet, Upstream &upstream, RetryLine *line) noexcept
        : m_listener(listener)
        , m_fleet(fleet)
        , m_upstream(upstream)
        , m_line(line)
        , m_call(upstream.pool(), *this)
    {
    }
    ~Attempt() { release(); }
    Attempt(const Attempt &) = delete;
    Attempt &operator=(const Attempt &) = delete;

    /// May call the listener before it returns, and be destroyed by it.
    void start(OriginRequest request, net::Clock::time_point now);

    [[nodiscard]] OriginCall &call() noexcept { return m_call; }
    [[nodiscard]] Upstream &upstream() const noexcept { return m_upstream; }

    bool fed = false; ///< It has got what was kept of the request's body: pieces can follow.

private:
    void originTakesBody() override { m_listener.takesBody(*this); }
    void originInterim(const http::StrictResponse &head) override { m_listener.interim(*this, head); }
    void originHead(const http::StrictResponse &head) override;
    void originBody(std::string_view piece) override { m_listener.body(piece); }
    void originPause() override { m_listener.pause(*this); }
    void originEnd() override;
    void originFailed(OriginProblem problem) override;
    void countFailure(bool ofReplica);
    void release();

    AttemptListener &m_listener;
    Fleet &m_fleet;
    Upstream &m_upstream;
    RetryLine *m_line;
    net::Clock::time_point m_start{};
    bool m_inFlight = false;
    bool m_failed = false;
    bool m_tries = false; ///< It decides for an open breaker, and has not yet.
    OriginCall m_call;
};

}
