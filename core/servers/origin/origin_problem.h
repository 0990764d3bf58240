#pragma once

#include <string_view>

namespace escala::servers {

/// Why there is no whole answer from an origin.
enum class OriginProblem {
    Unresolved,     ///< Its name has no address.
    Refused,        ///< No address takes a connection.
    ConnectTimeout, ///< Nobody answered the connect, or the handshake.
    Tls,            ///< Handshake or certificate.
    Closed,         ///< It closed the connection before the end of a head.
    HeadTimeout,    ///< No head in time.
    Malformed,      ///< What it sent is not HTTP/1.1, or has two readings.
    HeadTooLarge,
    Truncated,   ///< It closed the connection in the middle of the body.
    BodyTimeout, ///< The body stopped coming.
    QueueFull,   ///< Every connection is in use, and so is every place in the waiting line.
    QueueTimeout,
    Nobody, ///< A load balancer has no replica for it.
};

/// Nothing of the request was sent.
[[nodiscard]] bool isUnsent(OriginProblem problem) noexcept;
/// There was no place for it, which says nothing of the origin's health.
[[nodiscard]] bool isOverload(OriginProblem problem) noexcept;

/// What a client is told: 502, 503 or 504.
[[nodiscard]] unsigned statusOf(OriginProblem problem) noexcept;
/// One line for people, with its line feed.
[[nodiscard]] std::string_view sentenceOf(OriginProblem problem) noexcept;
/// The error type of RFC 9209 2.3.
[[nodiscard]] std::string_view proxyErrorOf(OriginProblem problem) noexcept;

}
