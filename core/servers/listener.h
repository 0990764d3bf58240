#pragma once

#include "net/endpoint.h"
#include "net/event_loop.h"
#include "net/file_descriptor.h"

#include <functional>
#include <optional>
#include <system_error>

namespace escala::servers {

/// Accepts connections and hands them on, as long as there is room for them.
///
/// Where descriptors or room run out it waits a moment, with the clients in the system's backlog, instead of trying in
/// a circle. The loop's thread only, or before and after `run`.
class Listener final : private net::ReadyHandler {
public:
    using Sink = std::function<void(net::FileDescriptor)>;
    using Room = std::function<bool()>;

    Listener(net::EventLoop &loop, net::FileDescriptor socket, Sink sink, Room room);
    ~Listener();
    Listener(const Listener &) = delete;
    Listener &operator=(const Listener &) = delete;

    /// Listens no more: clients are refused, those in the backlog too. The port stays this process's.
    void refuse();
    /// Listens again on the same address. The error is the system's: somebody was quicker to take the port.
    [[nodiscard]] std::error_code listenAgain();

private:
    void onReady(std::uint32_t events) override;
    void stopWatching();
    void acceptAll();
    void acceptLater();

    net::EventLoop &m_loop;
    net::FileDescriptor m_socket;
    Sink m_sink;
    Room m_room;
    std::optional<net::EventLoop::TimerKey> m_later;
    std::optional<net::Endpoint> m_refusedAt; ///< While it does not listen.
};

}
