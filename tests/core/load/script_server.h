#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using SSL = struct ssl_st;
using SSL_CTX = struct ssl_ctx_st;

/// One accepted connection, as a script sees it: blocking calls, which fail when the peer or the server's end closes
/// it.
class ScriptConnection {
public:
    ScriptConnection(int socket, SSL_CTX *tls, std::atomic<std::uint64_t> &requests);
    ~ScriptConnection();
    ScriptConnection(const ScriptConnection &) = delete;
    ScriptConnection &operator=(const ScriptConnection &) = delete;

    /// The next whole request (head, and a body by Content-Length), or an empty text at the end.
    std::string request();
    /// Whatever comes next, or nothing at the end; for what is no HTTP/1.1. count() then counts requests.
    std::string bytes();
    void count() { ++m_requests; }
    bool send(std::string_view bytes);
    /// Waits until the peer has closed.
    void waitForClose();
    /// Closes with RST.
    void reset();
    /// Closes at the end of the script, over TLS without saying so there (close_notify).
    void cut() { m_open = false; }
    /// Number of the connection at its server, from 0.
    std::uint64_t number = 0;

    [[nodiscard]] bool open() const noexcept { return m_open; }

private:
    bool fill();

    int m_socket;
    SSL *m_session = nullptr;
    std::atomic<std::uint64_t> &m_requests;
    std::string m_buffer;
    bool m_open = true;
};

/// A server on 127.0.0.1 that does what a script says, each connection on a thread of its own.
class ScriptServer {
public:
    using Script = std::function<void(ScriptConnection &)>;

    /// With a certificate it speaks TLS, and chooses `protocol` by ALPN where one is given.
    explicit ScriptServer(Script script, const std::string &certificate = {}, const std::string &key = {},
                          std::string protocol = {});
    /// On the neighbour's port of 127.0.0.2.
    ScriptServer(Script script, const ScriptServer &neighbour);
    ~ScriptServer();
    ScriptServer(const ScriptServer &) = delete;
    ScriptServer &operator=(const ScriptServer &) = delete;

    [[nodiscard]] std::uint16_t port() const noexcept { return m_port; }
    /// Whole requests that were read.
    [[nodiscard]] std::uint64_t requests() const noexcept { return m_requests; }
    [[nodiscard]] std::uint64_t connections() const noexcept { return m_connections; }

    /// Answers every request with the same bytes, on and on.
    static Script answering(std::string response);
    static Script answeringOk();

private:
    void serve();
    void handle(int socket, std::uint64_t number);

    Script m_script;
    std::string m_protocol;
    SSL_CTX *m_tls = nullptr;
    int m_listener = -1;
    std::uint16_t m_port = 0;
    std::atomic<bool> m_ends = false;
    std::atomic<std::uint64_t> m_requests = 0;
    std::atomic<std::uint64_t> m_connections = 0;
    std::mutex m_mutex; ///< For the two below.
    std::vector<int> m_sockets;
    std::vector<std::thread> m_handlers;
    std::thread m_thread;
};

/// A port on which nothing listens: bound, so that no neighbour takes it, but not listening.
class ClosedPort {
public:
    ClosedPort();
    ~ClosedPort();
    ClosedPort(const ClosedPort &) = delete;
    ClosedPort &operator=(const ClosedPort &) = delete;
    [[nodiscard]] std::uint16_t port() const noexcept { return m_port; }

protected:
    int m_socket = -1;
    std::uint16_t m_port = 0;
};

/// A listener whose queue is full and that never accepts: a host that does not answer.
class DeafPort : public ClosedPort {
public:
    DeafPort();
    ~DeafPort();
    DeafPort(const DeafPort &) = delete;
    DeafPort &operator=(const DeafPort &) = delete;

private:
    std::vector<int> m_fillers;
};
