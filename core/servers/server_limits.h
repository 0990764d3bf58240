#pragma once

#include "http/request.h"

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace escala::servers {

/// How much a server takes from one client, and how long it waits for it. Times are kept to `resolution`.
struct ServerLimits {
    using Duration = std::chrono::nanoseconds;

    http::RequestLimits request;
    std::uint64_t body = 1024 * 1024;               ///< Bytes of a request body that are read (and discarded).
    std::size_t connections = 100'000;              ///< Open at once on one loop; more wait in the listener's backlog.
    Duration idle = std::chrono::seconds(75);       ///< A connection without a request: closed.
    Duration header = std::chrono::seconds(10);     ///< First to last byte of a head: 408.
    Duration bodyRead = std::chrono::seconds(30);   ///< First to last byte of a body: 408.
    Duration writeStall = std::chrono::seconds(30); ///< No byte of an answer taken by the client: closed.
    Duration linger = std::chrono::seconds(2);      ///< Reading on after a refusal, so that the client can see it.
    Duration resolution = std::chrono::milliseconds(250);
};

}
