#pragma once

#include "servers/proxy/storability.h"

#include <string>
#include <string_view>
#include <vector>

namespace escala::servers::proxy {

/// RFC 9110 9.2.1: methods that change nothing. One that is not known may change anything.
[[nodiscard]] bool isSafe(std::string_view method) noexcept;

/// RFC 9111 4.4: the keys of what is no longer true after this exchange: of the target, and of Location and
/// Content-Location where they are of the same origin. None after a safe method, or where the answer is an error.
[[nodiscard]] std::vector<std::string> invalidatedKeys(const Exchange &exchange);

}
