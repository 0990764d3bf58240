#pragma once

#include "http/strict_response.h"

#include <string>

namespace escala::servers {

/// The fields of an origin's answer as they go on to the client: hop-by-hop fields and Content-Length left out, Via
/// added, and Date where a final answer has none.
[[nodiscard]] std::string forwardedFields(const http::StrictResponse &head, std::string_view date);

}
