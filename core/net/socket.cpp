#include "net/socket.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <cerrno>

namespace escala::net {

namespace {

std::unexpected<std::error_code> lastError()
{
    return std::unexpected(std::error_code(errno, std::system_category()));
}

void setOption(int fd, int level, int option, int value) noexcept
{
    ::setsockopt(fd, level, option, &value, sizeof value);
}

std::expected<FileDescriptor, std::error_code> openSocket(int family)
{
    FileDescriptor fd(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!fd)
        return lastError();
    return fd;
}

std::expected<FileDescriptor, std::error_code> bound(const Endpoint &endpoint, bool sharePort)
{
    auto fd = openSocket(endpoint.family());
    if (!fd)
        return fd;
    setOption(fd->get(), SOL_SOCKET, SO_REUSEADDR, 1);
    if (sharePort)
        setOption(fd->get(), SOL_SOCKET, SO_REUSEPORT, 1);
    if (endpoint.family() == AF_INET6)
        setOption(fd->get(), IPPROTO_IPV6, IPV6_V6ONLY, 1);
    if (::bind(fd->get(), endpoint.address(), endpoint.length) != 0)
        return lastError();
    return fd;
}

}

std::expected<FileDescriptor, std::error_code> startConnect(const Endpoint &endpoint, const Endpoint *source)
{
    auto fd = openSocket(endpoint.family());
    if (!fd)
        return fd;
    if (endpoint.family() != AF_UNIX)
        setOption(fd->get(), IPPROTO_TCP, TCP_NODELAY, 1);
    if (source != nullptr) {
        // The port is chosen with the connect, so that one is only in use towards the same server.
        setOption(fd->get(), IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1);
        if (::bind(fd->get(), source->address(), source->length) != 0)
            return lastError();
    }
    if (::connect(fd->get(), endpoint.address(), endpoint.length) != 0 && errno != EINPROGRESS)
        return lastError();
    return fd;
}

std::error_code connectResult(int fd) noexcept
{
    int value = 0;
    socklen_t length = sizeof value;
    ::getsockopt(fd, SOL_SOCKET, SO_ERROR, &value, &length);
    return {value, std::system_category()};
}

std::expected<FileDescriptor, std::error_code> listenOn(const Endpoint &endpoint, int backlog, bool sharePort)
{
    auto fd = bound(endpoint, sharePort);
    if (fd && ::listen(fd->get(), backlog) != 0)
        return lastError();
    return fd;
}

std::expected<FileDescriptor, std::error_code> holdPort(const Endpoint &endpoint)
{
    return bound(endpoint, false);
}

std::error_code startListening(int fd, int backlog) noexcept
{
    return ::listen(fd, backlog) == 0 ? std::error_code() : std::error_code(errno, std::system_category());
}

Endpoint localEndpoint(int fd) noexcept
{
    Endpoint endpoint;
    endpoint.length = sizeof endpoint.storage;
    ::getsockname(fd, reinterpret_cast<sockaddr *>(&endpoint.storage), &endpoint.length);
    return endpoint;
}

std::expected<FileDescriptor, std::error_code> acceptFrom(int listener)
{
    FileDescriptor fd(::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (!fd)
        return lastError();
    setOption(fd.get(), IPPROTO_TCP, TCP_NODELAY, 1);
    return fd;
}

}
