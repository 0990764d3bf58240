#pragma once

#include "net/event_loop.h"
#include "servers/connection.h"
#include "servers/loop_state.h"

#include <memory>
#include <optional>
#include <vector>

namespace escala::servers {

/// HTTP/1.1 and 1.0 on one event loop: takes accepted sockets and serves them with a handler.
///
/// Handler, counters and loop must outlive it. All members are for the loop's thread, or before and after `run`.
class HttpServer final : private ConnectionOwner {
public:
    HttpServer(net::EventLoop &loop, Handler &handler, ServerCounters &counters, const ServerLimits &limits);
    /// The same with requests and answers in pieces.
    HttpServer(net::EventLoop &loop, StreamHandler &handler, ServerCounters &counters, const ServerLimits &limits);
    ~HttpServer();
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    /// Serves a connected, non-blocking socket.
    void adopt(net::FileDescriptor socket);

    /// Closes what is idle, lets requests in work end, then calls `whenEmpty` (at once where nothing is open).
    void drain(net::EventLoop::Task whenEmpty);

    /// Requests go to this one from now on; those in work stay with the one they went to. Of the kind that the server
    /// was made with.
    void use(Handler &handler) noexcept { m_state.handler = &handler; }
    void use(StreamHandler &handler) noexcept { m_state.streams = &handler; }
    /// What happens to answers on their way; null: nothing.
    void setFaults(LoopFaults *faults) noexcept { m_state.faults = faults; }
    /// While true nobody is served anew: idle connections are closed, others after their answer.
    void refuse(bool refuses);

private:
    void closed(Connection &connection) override;
    void sweepLater();
    void sweep();

    LoopState m_state;
    std::vector<std::unique_ptr<Connection>> m_connections;
    std::optional<net::EventLoop::TimerKey> m_sweep; ///< Only while connections are open: an idle server sleeps.
    net::EventLoop::Task m_whenEmpty;
    bool m_drains = false;
};

}
