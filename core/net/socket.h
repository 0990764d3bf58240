#pragma once

#include "net/endpoint.h"
#include "net/file_descriptor.h"

#include <expected>
#include <system_error>

namespace escala::net {

/// A TCP socket with TCP_NODELAY whose connect has been started and may still be under way: it is settled when the
/// socket becomes writable; `connectResult` then says how. A Unix socket is connected at once. With `source` it comes
/// from that address, whose port says nothing.
[[nodiscard]] std::expected<FileDescriptor, std::error_code> startConnect(const Endpoint &endpoint,
                                                                          const Endpoint *source = nullptr);

/// The outcome of a connect once the socket is writable.
[[nodiscard]] std::error_code connectResult(int fd) noexcept;

/// A non-blocking listener. `sharePort` lets several threads listen on the same port, each with its own queue
/// (SO_REUSEPORT); the first listener on a port must be made without it, so that a port in use is noticed.
[[nodiscard]] std::expected<FileDescriptor, std::error_code> listenOn(const Endpoint &endpoint, int backlog,
                                                                      bool sharePort = false);

/// A socket that holds a port and does not listen: whoever connects is refused, and nobody else gets the port.
[[nodiscard]] std::expected<FileDescriptor, std::error_code> holdPort(const Endpoint &endpoint);
/// Makes a listener of it.
[[nodiscard]] std::error_code startListening(int fd, int backlog) noexcept;

/// The address that a listener or connection really has; tells the port where 0 was asked for.
[[nodiscard]] Endpoint localEndpoint(int fd) noexcept;

/// The next waiting connection, non-blocking and with TCP_NODELAY; the error is EAGAIN when none waits.
[[nodiscard]] std::expected<FileDescriptor, std::error_code> acceptFrom(int listener);

}
