#pragma once

#include "servers/faults/fault_switch.h"
#include "servers/faults/faulty_handler.h"
#include "servers/faults/faulty_stream_handler.h"
#include "servers/faults/loop_faults.h"
#include "servers/http_server.h"
#include "servers/listener.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace escala::servers {

/// Where faults take hold of one loop: it puts a faulty handler before the real one, makes answers drip and break off,
/// and closes the door. Without faults nothing of it stands in the way of a request.
///
/// Handlers, server and listeners must outlive its use; it must outlive the server's connections.
class LoopFront final : public FaultyLoop {
public:
    using Listeners = std::vector<std::unique_ptr<Listener>>;

    /// `number` is that of the loop; `listeners` are those on this loop, now or later.
    LoopFront(net::EventLoop &loop, std::uint64_t number, const Listeners &listeners) noexcept
        : m_loop(loop)
        , m_listeners(listeners)
        , m_faults(number)
    {
    }

    /// What is served by whom; once, before the loop runs.
    void attach(HttpServer &server, Handler &handler);
    void attach(HttpServer &server, StreamHandler &handler, const http::RequestLimits &limits);

    std::expected<void, std::string> setFaults(const FaultPlan &faults) override;

private:
    void choose(bool faulty);
    [[nodiscard]] std::expected<void, std::string> listenAgain();

    net::EventLoop &m_loop;
    const Listeners &m_listeners;
    LoopFaults m_faults;
    HttpServer *m_server = nullptr;
    Handler *m_handler = nullptr;
    StreamHandler *m_streams = nullptr;
    std::optional<FaultyHandler> m_faultyHandler;
    std::optional<FaultyStreamHandler> m_faultyStreams;
};

}
