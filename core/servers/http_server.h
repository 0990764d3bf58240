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

private:
    void closed(Connection &connection) override;
    void sweepLater();
    void sweep();

    LoopState m_state;
    std::vector<std::unique_ptr<Connection>> m_connections;
    std::optional<net::EventLoop::TimerKey> m_sweep; ///< Only while connections are open: an idle server sleeps.
    net::EventLoop::Task m_whenEmpty;
};

}
