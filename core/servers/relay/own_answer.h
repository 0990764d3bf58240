#pragma once

#include "http/request.h"
#include "servers/origin/origin_problem.h"
#include "servers/stream_handler.h"

#include <string_view>

namespace escala::servers {

/// Answers what a proxy answers by itself, and returns true; false for what goes on to the origin. `bytes` is the
/// checked head, from its method on.
[[nodiscard]] bool answersItself(const http::RequestHead &head, std::string_view bytes, ClientStream &client);

/// The answer where the origin gave none: 502, 503 or 504 with a sentence and Proxy-Status (RFC 9209).
void refuse(ClientStream &client, OriginProblem problem);

}
