#pragma once

#include "net/file_descriptor.h"
#include "raw_client.h"

#include <string>

namespace escala::tests {

/// An origin that does what the test says, byte by byte.
class ScriptedOrigin {
public:
    /// Listens on a free port of 127.0.0.1, on another literal address, or on "unix:PATH".
    explicit ScriptedOrigin(const std::string &address = "127.0.0.1");

    [[nodiscard]] std::string url() const;
    /// The next connection; waits for it, 30 s at most.
    [[nodiscard]] RawClient accept();
    /// No connection waits.
    [[nodiscard]] bool isIdle() const;
    /// Takes no more connections.
    void close() { m_listener.reset(); }

private:
    std::string m_address;
    net::FileDescriptor m_listener;
};

}
