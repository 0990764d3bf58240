#pragma once

#include "http/url.h"
#include "servers/faults/backend_gate.h"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace escala::servers {

/// An origin, and how much one event loop may ask of it. Times are kept to a tenth of a second.
struct OriginPlan {
    using Duration = std::chrono::nanoseconds;

    http::Url url;            ///< Its target is put before the path of every request, but for "/".
    std::string unixSocket{}; ///< Path of the socket to connect to in place of the URL's host and port.
    std::string caFile{};     ///< PEM: trusted with https in place of the system's store.

    std::size_t connections = 256;                     ///< Open at once, at least 1.
    std::size_t queue = 1024;                          ///< Requests that wait for one of them; beyond it 503.
    std::size_t idle = 64;                             ///< Kept open without a request.
    Duration idleTimeout = std::chrono::seconds(30);   ///< They are closed after so long.
    Duration connectTimeout = std::chrono::seconds(5); ///< Of a connect with TLS, and of waiting for a connection.
    Duration headTimeout = std::chrono::seconds(60);   ///< End of the request to end of the answer's head.
    Duration betweenBytes = std::chrono::seconds(60);  ///< Between two pieces of the answer, or of the request taken.

    /// Set: what it says of the origin goes before the truth.
    std::shared_ptr<const BackendGate> gate{};
};

}
