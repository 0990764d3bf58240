#include "net/endpoint.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/un.h>

#include <array>
#include <charconv>
#include <cstring>
#include <optional>

namespace escala::net {

namespace {

template <typename Address>
Address as(const sockaddr_storage &storage) noexcept
{
    Address address;
    std::memcpy(&address, &storage, sizeof address);
    return address;
}

Endpoint fromSockaddr(const void *address, socklen_t length) noexcept
{
    Endpoint endpoint;
    std::memcpy(&endpoint.storage, address, length);
    endpoint.length = length;
    return endpoint;
}

std::optional<std::uint16_t> portOf(std::string_view text) noexcept
{
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc() || end != text.data() + text.size() || port == 0)
        return std::nullopt;
    return port;
}

}

const sockaddr *Endpoint::address() const noexcept
{
    return reinterpret_cast<const sockaddr *>(&storage);
}

std::string_view Endpoint::bytes() const noexcept
{
    return {reinterpret_cast<const char *>(&storage), length};
}

std::uint16_t Endpoint::port() const noexcept
{
    if (family() == AF_UNIX)
        return 0;
    return ntohs(family() == AF_INET6 ? as<sockaddr_in6>(storage).sin6_port : as<sockaddr_in>(storage).sin_port);
}

bool Endpoint::isLoopback() const noexcept
{
    if (family() == AF_UNIX)
        return true;
    if (family() == AF_INET)
        return (ntohl(as<sockaddr_in>(storage).sin_addr.s_addr) >> 24U) == 127;
    const auto v6 = as<sockaddr_in6>(storage).sin6_addr;
    return IN6_IS_ADDR_LOOPBACK(&v6) || (IN6_IS_ADDR_V4MAPPED(&v6) && v6.s6_addr[12] == 127);
}

std::string Endpoint::text() const
{
    if (family() == AF_UNIX)
        return fmt::format("unix:{}", as<sockaddr_un>(storage).sun_path);
    std::array<char, INET6_ADDRSTRLEN> buffer{};
    if (family() == AF_INET6) {
        const auto v6 = as<sockaddr_in6>(storage);
        ::inet_ntop(AF_INET6, &v6.sin6_addr, buffer.data(), buffer.size());
        return fmt::format("[{}]:{}", buffer.data(), port());
    }
    const auto v4 = as<sockaddr_in>(storage);
    ::inet_ntop(AF_INET, &v4.sin_addr, buffer.data(), buffer.size());
    return fmt::format("{}:{}", buffer.data(), port());
}

std::expected<Endpoint, std::string> parseAddress(std::string_view address, std::uint16_t port)
{
    const std::string text(address);
    sockaddr_in v4{};
    if (::inet_pton(AF_INET, text.c_str(), &v4.sin_addr) == 1) {
        v4.sin_family = AF_INET;
        v4.sin_port = htons(port);
        return fromSockaddr(&v4, sizeof v4);
    }
    sockaddr_in6 v6{};
    if (::inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr) == 1) {
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(port);
        return fromSockaddr(&v6, sizeof v6);
    }
    return std::unexpected(fmt::format("\"{}\" is not an IPv4 or IPv6 address", address));
}

std::expected<Endpoint, std::string> parseAddressAndPort(std::string_view text, std::uint16_t defaultPort)
{
    if (auto whole = parseAddress(text, defaultPort))
        return whole;
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos)
        return std::unexpected(fmt::format("\"{}\" is not an IPv4 or IPv6 address", text));
    const auto port = portOf(text.substr(colon + 1));
    if (!port)
        return std::unexpected(fmt::format("\"{}\" has no port from 1 to 65535 after its colon", text));
    std::string_view address = text.substr(0, colon);
    if (address.starts_with('[') && address.ends_with(']'))
        address = address.substr(1, address.size() - 2);
    return parseAddress(address, *port);
}

std::expected<Endpoint, std::string> unixEndpoint(std::string_view path)
{
    sockaddr_un address{};
    if (path.empty() || path.size() >= sizeof address.sun_path || path.find('\0') != std::string_view::npos)
        return std::unexpected(fmt::format("the path of a Unix socket must have 1 to {} bytes, not {}",
                                           sizeof address.sun_path - 1, path.size()));
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, path.size());
    return fromSockaddr(&address, sizeof address);
}

std::expected<std::vector<Endpoint>, std::string> resolve(const std::string &host, std::uint16_t port)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    const int status = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found);
    if (status != 0)
        return std::unexpected(fmt::format("the host name \"{}\" can't be resolved: {}", host, ::gai_strerror(status)));
    std::vector<Endpoint> endpoints;
    for (const addrinfo *each = found; each != nullptr; each = each->ai_next)
        endpoints.push_back(fromSockaddr(each->ai_addr, each->ai_addrlen));
    ::freeaddrinfo(found);
    return endpoints;
}

}
