#pragma once

#include "net/file_descriptor.h"

#include <cstdint>
#include <expected>
#include <string>
#include <vector>

namespace escala::servers {

/// Connections that may wait to be accepted.
inline constexpr int kBacklog = 4096;

/// Sockets that listen on every address of a host name, all on one port.
struct ListeningSockets {
    std::vector<net::FileDescriptor> sockets;
    std::string url; ///< Where a client on this machine reaches them: "http://127.0.0.1:5001/".
};

/// `port` 0 takes a free one. The error is a sentence for people: a port in use, an address of another machine, …
/// Blocks while a name is resolved.
[[nodiscard]] std::expected<ListeningSockets, std::string> listenAt(const std::string &host, std::uint16_t port);

}
