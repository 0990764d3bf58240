#pragma once

#include "raw_client.h"

#include <QProcess>

#include <cstdint>
#include <string>

namespace escala::tests {

/// A real redis-server or memcached on a free port of the loopback, which keeps nothing on disk. Ends with this object.
class BackendProcess {
public:
    /// "redis" or "memcached"; starts it and waits until it takes connections. With a password only for Redis.
    explicit BackendProcess(std::string kind, std::string password = {});
    ~BackendProcess();
    BackendProcess(const BackendProcess &) = delete;
    BackendProcess &operator=(const BackendProcess &) = delete;

    [[nodiscard]] bool isRunning() const;
    /// "redis://127.0.0.1:…", without a password.
    [[nodiscard]] std::string url() const;
    /// Bare bytes to and from it.
    [[nodiscard]] RawClient client() const;
    /// kill -9, and waits for its end.
    void kill();
    /// On the same port.
    void restart();
    void freeze();
    void thaw();

private:
    void start();

    const std::string m_kind;
    const std::string m_password;
    const std::uint16_t m_port;
    QProcess m_process;
};

}
