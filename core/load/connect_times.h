#pragma once

#include <chrono>
#include <optional>

namespace escala::load {

/// How long the parts of making a connection took.
struct ConnectTimes {
    std::optional<std::chrono::nanoseconds> lookUp; ///< Where a question was asked for this connection.
    std::chrono::nanoseconds connect{};
    std::optional<std::chrono::nanoseconds> tls; ///< Where there was a TLS handshake.
};

}
