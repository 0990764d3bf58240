#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace escala::servers {

/// Where a cache outside this process is.
struct BackendAddress {
    enum class Kind { Redis, Memcached };

    Kind kind = Kind::Redis;
    std::string host; ///< Name or address, IPv6 without brackets.
    std::uint16_t port = 0;
    unsigned database = 0;                   ///< Redis only.
    std::string user;                        ///< Redis only; empty: the default user.
    std::string password;                    ///< Redis only; empty: none is sent.
    std::chrono::milliseconds patience{250}; ///< Wait so long for an answer, and for a connection; then it is down.

    /// "redis", "memcached"
    [[nodiscard]] std::string_view kindName() const noexcept;
    /// The URL without credentials, for screens and logs.
    [[nodiscard]] std::string text() const;
};

/// "redis://[user:password@]host[:port][/database][?password]", "memcached://host[:port]". The error is a sentence for
/// people.
[[nodiscard]] std::expected<BackendAddress, std::string> parseBackendAddress(std::string_view url);

}
