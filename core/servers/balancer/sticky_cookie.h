#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace escala::servers::balancer {

/// The cookie that brings a client back to its replica. It names the replica by a number that tells nothing of it.

/// The replica's identity; 0 where the value is none.
[[nodiscard]] std::uint64_t identityIn(std::string_view value) noexcept;
/// The Set-Cookie line, with its CRLF.
[[nodiscard]] std::string setCookieLine(std::string_view name, std::uint64_t identity);

}
