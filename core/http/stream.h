#pragma once

#include "http/tls_client.h"
#include "net/file_descriptor.h"

#include <sys/socket.h>

#include <cerrno>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace escala::http {

/// A connected byte stream: a socket, with TLS on it or without. Never blocks. One thread.
class Stream {
public:
    Stream() noexcept = default;
    explicit Stream(net::FileDescriptor socket) noexcept
        : m_socket(std::move(socket))
    {
    }

    [[nodiscard]] int socket() const noexcept { return m_socket.get(); }
    [[nodiscard]] bool isTls() const noexcept { return m_tls != nullptr; }

    /// Puts TLS on the socket; the handshake is still to be made. False where there is no memory for it.
    [[nodiscard]] bool secure(const TlsContext &context, const std::string &host, TlsTicket *ticket)
    {
        m_tls = TlsSession::create(context, m_socket.get(), host, ticket);
        return m_tls != nullptr;
    }
    /// What the server chose by ALPN; only with TLS, after the handshake.
    [[nodiscard]] std::string_view protocol() const noexcept { return m_tls->protocol(); }
    [[nodiscard]] StreamStep handshake() noexcept { return m_tls->handshake(); }

    [[nodiscard]] StreamResult read(std::span<char> buffer) noexcept
    {
        if (m_tls)
            return m_tls->read(buffer);
        return uninterrupted([&] { return ::recv(m_socket.get(), buffer.data(), buffer.size(), 0); });
    }
    [[nodiscard]] StreamResult write(std::string_view bytes) noexcept
    {
        if (m_tls)
            return m_tls->write(bytes);
        return uninterrupted([&] { return ::send(m_socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL); });
    }

private:
    // A call that a signal interrupts is made again: the event loop tells of the socket only when something changes, so
    // nobody would come back to it.
    template <typename Call>
    static StreamResult uninterrupted(Call call) noexcept
    {
        ssize_t count = call();
        while (count < 0 && errno == EINTR)
            count = call();
        if (count > 0)
            return {StreamStep::Done, static_cast<std::size_t>(count)};
        if (count == 0)
            return {StreamStep::Ended, 0};
        return {errno == EAGAIN ? StreamStep::WouldBlock : StreamStep::Reset, 0};
    }

    net::FileDescriptor m_socket;
    std::unique_ptr<TlsSession> m_tls; // before the socket is closed
};

}
