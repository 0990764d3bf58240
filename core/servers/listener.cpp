#include "servers/listener.h"

#include "net/socket.h"

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
    if (m_later)
        m_loop.cancel(*m_later);
    m_loop.remove(m_socket.get(), *this);
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
