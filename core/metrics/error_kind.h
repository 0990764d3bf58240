#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace escala::metrics {

/// Why a request was not a success. One request has one kind: the first that applied.
enum class ErrorKind {
    Dns,         ///< The host name could not be resolved.
    Refused,     ///< The connection was refused, or no route led to the host.
    Reset,       ///< The peer closed or reset before the response was whole.
    Tls,         ///< The TLS handshake or the certificate failed.
    Timeout,     ///< Connect or response took longer than the plan allows.
    Protocol,    ///< What came back is not HTTP/1.1, or breaks its own framing.
    Status4xx,   ///< A complete answer with status 400 to 499.
    Status5xx,   ///< A complete answer with status 500 to 599.
    CheckFailed, ///< A complete answer that failed a check of the plan.
    Dropped,     ///< Never sent: the in-flight cap was reached (open model).
};

inline constexpr std::array<std::string_view, 10> kErrorKindNames{
    "dns", "refused", "reset", "tls", "timeout", "protocol", "status_4xx", "status_5xx", "check_failed", "dropped"};
inline constexpr std::size_t kErrorKinds = kErrorKindNames.size();

/// The name in results and exports.
[[nodiscard]] constexpr std::string_view name(ErrorKind kind) noexcept
{
    return kErrorKindNames[static_cast<std::size_t>(kind)];
}

/// No complete answer arrived: the request is in the ledger as transport error or timeout, not as HTTP error.
[[nodiscard]] constexpr bool isTransport(ErrorKind kind) noexcept
{
    return kind <= ErrorKind::Protocol;
}

}
