#pragma once

#include "http/request.h"
#include "servers/stream_handler.h"

#include <string_view>

namespace escala::servers {

/// Answers what a proxy answers by itself, and returns true; false for what goes on to the origin. `bytes` is the
/// checked head, from its method on.
[[nodiscard]] bool answersItself(const http::RequestHead &head, std::string_view bytes, ClientStream &client);

}
