#pragma once

#include "http/strict_response.h"
#include "servers/stream_handler.h"

#include <string>

namespace escala::servers {

/// The fields of an origin's answer as they go on to the client: hop-by-hop fields and Content-Length left out, Via
/// added, and Date where a final answer has none.
[[nodiscard]] std::string forwardedFields(const http::StrictResponse &head, std::string_view date);

/// The head that the client is told: no length for what has none, even where the origin says one. Its views are those
/// of `head` and `fields`.
[[nodiscard]] StreamedHead forwardedHead(const http::StrictResponse &head, std::string_view fields);

}
