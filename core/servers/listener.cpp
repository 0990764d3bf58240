#include "servers/listener.h"

#include "net/socket.h"
#include "servers/listen_address.h"

#include <cerrno>
#include <utility>

namespace escala::servers {

namespace {

constexpr std::chrono::milliseconds kPause{50};

}

Listener::Listener(net::EventLoop &loop, net::FileDescriptor socket, Sink sink, Room room)
    : m_loop(loop)
    , m_socket(std::move(socket))
    , m_sink(std::move(sink))
    , m_room(std::move(room))
{
    m_loop.add(m_socket.get(), *this);
}

Listener::~Listener()
{
    if (!m_refusedAt)
        stopWatching();
}

void Listener::stopWatching()
{
    if (m_later)
        m_loop.cancel(*m_later);
    m_later.reset();
    m_loop.remove(m_socket.get(), *this);
}

// A new socket, as one whose port the system has chosen does not keep it when it stops listening.
void Listener::refuse()
{
    if (m_refusedAt)
        return;
    stopWatching();
    m_refusedAt = net::localEndpoint(m_socket.get());
    m_socket.reset();
    if (auto held = net::holdPort(*m_refusedAt))
        m_socket = std::move(*held);
}

std::error_code Listener::listenAgain()
{
    if (!m_refusedAt)
        return {};
    if (!m_socket) {
        auto held = net::holdPort(*m_refusedAt);
        if (!held)
            return held.error();
        m_socket = std::move(*held);
    }
    if (const auto error = net::startListening(m_socket.get(), kBacklog))
        return error;
    m_refusedAt.reset();
    m_loop.add(m_socket.get(), *this);
    return {};
}

void Listener::onReady(std::uint32_t)
{
    if (!m_later)
        acceptAll();
}

void Listener::acceptAll()
{
    while (m_room()) {
        auto accepted = net::acceptFrom(m_socket.get());
        if (accepted) {
            m_sink(std::move(*accepted));
            continue;
        }
        const int error = accepted.error().value();
        if (error == EAGAIN || error == EWOULDBLOCK)
            return;
        if (error != EINTR && error != ECONNABORTED && error != EPROTO)
            break; // EMFILE, ENFILE, ENOBUFS, ENOMEM: they pass, but not by trying at once
    }
    acceptLater();
}

void Listener::acceptLater()
{
    m_later = m_loop.runAfter(kPause, [this] {
        m_later.reset();
        acceptAll();
    });
}

}
