#pragma once

#include "http/request.h"
#include "http/url.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace escala::servers {

/// How requests go on to an origin.
struct Forwarding {
    std::string host;       ///< The Host field; empty: the client's.
    std::string pathPrefix; ///< Put before the path: "/app", or nothing.
};

/// To the origin of that URL; `keepsHost`: with the client's Host.
[[nodiscard]] Forwarding forwardingTo(const http::Url &url, bool keepsHost);

/// What this program calls itself in Via and Proxy-Status.
inline constexpr std::string_view kProxyName = "escala";

/// The head of a request as it goes on to the origin (RFC 9110 7.6): hop-by-hop fields left out, Host as configured,
/// the same framing of its own making, Max-Forwards of TRACE and OPTIONS less one, Via, X-Forwarded-For, -Host and
/// -Proto, and Forwarded (RFC 7239) with the client's address. `bytes` is the checked head, from its method on.
[[nodiscard]] std::string forwardedRequest(const http::RequestHead &head, std::string_view bytes,
                                           const Forwarding &forwarding, std::string_view peer);

/// A head that `forwardedRequest` made for one origin, as it goes to another one.
[[nodiscard]] std::string readdressed(std::string_view head, const Forwarding &from, const Forwarding &to);

/// The value of Max-Forwards, where it is a number.
[[nodiscard]] std::optional<std::uint64_t> maxForwards(std::string_view bytes);
/// How often the message has come through a proxy of this name already.
[[nodiscard]] unsigned passages(std::string_view bytes);
/// GET, HEAD, OPTIONS, TRACE, PUT and DELETE (RFC 9110 9.2.2).
[[nodiscard]] bool isIdempotent(std::string_view method) noexcept;

}
