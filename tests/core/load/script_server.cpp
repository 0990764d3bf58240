#include "script_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <system_error>
#include <utility>

namespace {

sockaddr_in loopback(std::uint16_t port, std::uint32_t host = INADDR_LOOPBACK)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(host);
    return address;
}

int boundSocket(std::uint16_t &port, std::uint32_t host = INADDR_LOOPBACK)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(port, host);
    socklen_t length = sizeof address;
    if (::bind(socket, reinterpret_cast<const sockaddr *>(&address), length) != 0)
        throw std::system_error(errno, std::generic_category(), "bind to a free port");
    ::getsockname(socket, reinterpret_cast<sockaddr *>(&address), &length);
    port = ntohs(address.sin_port);
    return socket;
}

std::size_t contentLength(std::string_view head)
{
    constexpr std::string_view name = "Content-Length: ";
    const auto at = head.find(name);
    std::size_t length = 0;
    if (at != std::string_view::npos)
        std::from_chars(head.data() + at + name.size(), head.data() + head.size(), length);
    return length;
}

/// Chooses the protocol that `text` names, whatever the client offers.
int choose(SSL *, const unsigned char **name, unsigned char *length, const unsigned char *, unsigned, void *text)
{
    const auto &chosen = *static_cast<const std::string *>(text);
    *name = reinterpret_cast<const unsigned char *>(chosen.data());
    *length = static_cast<unsigned char>(chosen.size());
    return SSL_TLSEXT_ERR_OK;
}

}

ScriptConnection::ScriptConnection(int socket, SSL_CTX *tls, std::atomic<std::uint64_t> &requests)
    : m_socket(socket)
    , m_requests(requests)
{
    const int one = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (tls == nullptr)
        return;
    m_session = SSL_new(tls);
    SSL_set_fd(m_session, socket);
    m_open = SSL_accept(m_session) == 1;
}

ScriptConnection::~ScriptConnection()
{
    if (m_session != nullptr) {
        if (m_open)
            SSL_shutdown(m_session);
        SSL_free(m_session);
    }
}

bool ScriptConnection::fill()
{
    std::array<char, 4096> bytes{};
    const auto got = m_session != nullptr ? SSL_read(m_session, bytes.data(), static_cast<int>(bytes.size()))
                                          : ::recv(m_socket, bytes.data(), bytes.size(), 0);
    if (got > 0)
        m_buffer.append(bytes.data(), static_cast<std::size_t>(got));
    else
        m_open = false;
    return m_open;
}

std::string ScriptConnection::request()
{
    std::size_t end = 0;
    while ((end = m_buffer.find("\r\n\r\n")) == std::string::npos) {
        if (!m_open || !fill())
            return {};
    }
    const std::size_t size = end + 4 + contentLength(std::string_view(m_buffer).substr(0, end + 2));
    while (m_buffer.size() < size) {
        if (!fill())
            return {};
    }
    std::string request = m_buffer.substr(0, size);
    m_buffer.erase(0, size);
    ++m_requests;
    return request;
}

std::string ScriptConnection::bytes()
{
    if (m_buffer.empty() && m_open)
        fill();
    return std::exchange(m_buffer, {});
}

bool ScriptConnection::send(std::string_view bytes)
{
    while (m_open && !bytes.empty()) {
        const auto sent = m_session != nullptr ? SSL_write(m_session, bytes.data(), static_cast<int>(bytes.size()))
                                               : ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            m_open = false;
        else
            bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return m_open;
}

void ScriptConnection::waitForClose()
{
    while (m_open)
        fill();
}

void ScriptConnection::reset()
{
    const linger hard{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    m_open = false;
}

ScriptServer::ScriptServer(Script script, const std::string &certificate, const std::string &key, std::string protocol)
    : m_script(std::move(script))
    , m_protocol(std::move(protocol))
{
    if (!certificate.empty()) {
        std::signal(SIGPIPE, SIG_IGN); // OpenSSL writes with write()
        m_tls = SSL_CTX_new(TLS_server_method());
        SSL_CTX_use_certificate_file(m_tls, certificate.c_str(), SSL_FILETYPE_PEM);
        SSL_CTX_use_PrivateKey_file(m_tls, key.c_str(), SSL_FILETYPE_PEM);
        if (!m_protocol.empty())
            SSL_CTX_set_alpn_select_cb(m_tls, choose, &m_protocol);
    }
    m_listener = boundSocket(m_port);
    ::listen(m_listener, 1024);
    m_thread = std::thread([this] { serve(); });
}

ScriptServer::ScriptServer(Script script, const ScriptServer &neighbour)
    : m_script(std::move(script))
    , m_port(neighbour.port())
{
    m_listener = boundSocket(m_port, INADDR_LOOPBACK + 1);
    ::listen(m_listener, 1024);
    m_thread = std::thread([this] { serve(); });
}

ScriptServer::~ScriptServer()
{
    m_ends = true;
    ::shutdown(m_listener, SHUT_RDWR);
    m_thread.join();
    {
        const std::scoped_lock lock(m_mutex);
        for (const int socket : m_sockets)
            ::shutdown(socket, SHUT_RDWR);
    }
    for (auto &handler : m_handlers)
        handler.join();
    ::close(m_listener);
    SSL_CTX_free(m_tls);
}

void ScriptServer::serve()
{
    while (!m_ends) {
        const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0)
            continue;
        const std::scoped_lock lock(m_mutex);
        m_sockets.push_back(socket);
        m_handlers.emplace_back([this, socket, number = m_connections++] { handle(socket, number); });
    }
}

void ScriptServer::handle(int socket, std::uint64_t number)
{
    {
        ScriptConnection connection(socket, m_tls, m_requests);
        connection.number = number;
        m_script(connection);
    }
    const std::scoped_lock lock(m_mutex);
    std::erase(m_sockets, socket);
    ::close(socket);
}

ScriptServer::Script ScriptServer::answering(std::string response)
{
    return [response = std::move(response)](ScriptConnection &connection) {
        while (!connection.request().empty() && connection.send(response)) { }
    };
}

ScriptServer::Script ScriptServer::answeringOk()
{
    return answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhola\n");
}

ClosedPort::ClosedPort()
{
    m_socket = boundSocket(m_port);
}

ClosedPort::~ClosedPort()
{
    ::close(m_socket);
}

DeafPort::DeafPort()
{
    ::listen(m_socket, 0);
    const sockaddr_in address = loopback(m_port);
    // The queue of a listener that never accepts is full when a connect stays under way.
    for (bool full = false; !full && m_fillers.size() < 64;) {
        const int socket = m_fillers.emplace_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        const bool underWay = ::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0;
        pollfd connecting{.fd = socket, .events = POLLOUT, .revents = 0};
        full = underWay && ::poll(&connecting, 1, 200) == 0;
    }
}

DeafPort::~DeafPort()
{
    for (const int socket : m_fillers)
        ::close(socket);
}
