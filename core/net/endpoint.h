#pragma once

#include <sys/socket.h>

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace escala::net {

/// What to connect to or listen on: an IPv4 or IPv6 address and port, or a Unix socket.
struct Endpoint {
    sockaddr_storage storage{};
    socklen_t length = 0;

    [[nodiscard]] const sockaddr *address() const noexcept;
    [[nodiscard]] int family() const noexcept { return storage.ss_family; }
    /// 0 for a Unix socket.
    [[nodiscard]] std::uint16_t port() const noexcept;
    /// Unix sockets, and of addresses only 127.0.0.0/8, ::1 and IPv4-mapped forms of the former.
    [[nodiscard]] bool isLoopback() const noexcept;
    /// "127.0.0.1:80", "[::1]:80", "unix:/run/web.sock".
    [[nodiscard]] std::string text() const;

    [[nodiscard]] std::string_view bytes() const noexcept;
    friend bool operator==(const Endpoint &left, const Endpoint &right) noexcept
    {
        return left.bytes() == right.bytes();
    }
};

/// A literal IPv4 or IPv6 address (without brackets) and a port.
[[nodiscard]] std::expected<Endpoint, std::string> parseAddress(std::string_view address, std::uint16_t port);

/// "192.0.2.1", "192.0.2.1:53", "2001:db8::1" or "[2001:db8::1]:53". The error is a sentence for people.
[[nodiscard]] std::expected<Endpoint, std::string> parseAddressAndPort(std::string_view text,
                                                                       std::uint16_t defaultPort);

/// The Unix socket of that path. The error is a sentence for people.
[[nodiscard]] std::expected<Endpoint, std::string> unixEndpoint(std::string_view path);

/// All addresses of a host name or literal, in the system's order of preference; blocks, so not for an event loop's
/// thread. The error is a sentence for people.
[[nodiscard]] std::expected<std::vector<Endpoint>, std::string> resolve(const std::string &host, std::uint16_t port);

}
