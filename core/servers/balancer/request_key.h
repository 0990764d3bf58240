#pragma once

#include "servers/balancer/balancer_plan.h"

#include "http/request.h"

#include <optional>
#include <string>
#include <string_view>

namespace escala::servers::balancer {

/// The text whose hash decides; empty where the request has none. `bytes` is the checked head.
[[nodiscard]] std::optional<std::string> keyOf(const HashKey &key, const http::RequestHead &head,
                                               std::string_view bytes, std::string_view peer);
/// The value of a cookie that the client sent; the first of that name.
[[nodiscard]] std::optional<std::string_view> cookieOf(std::string_view bytes, std::string_view name);

}
