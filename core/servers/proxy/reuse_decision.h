#pragma once

#include "servers/proxy/cache_control.h"
#include "servers/proxy/variant.h"

namespace escala::servers::proxy {

/// What to do with a stored response that a request selects (RFC 9111 4, RFC 5861).
enum class Reuse {
    Fresh,            ///< Serve it.
    Stale,            ///< Serve it: the client's max-stale takes it.
    StaleAndRefresh,  ///< Serve it, and validate it meanwhile: stale-while-revalidate.
    ValidateStale,    ///< Ask the origin first: it is stale, or says no-cache.
    ValidateByClient, ///< Ask the origin first: the client wants it fresher than it is.
};

[[nodiscard]] constexpr bool isServed(Reuse reuse) noexcept
{
    return reuse == Reuse::Fresh || reuse == Reuse::Stale || reuse == Reuse::StaleAndRefresh;
}

[[nodiscard]] Reuse decideReuse(const Variant &stored, const RequestDirectives &asked, Time now);

/// RFC 5861 4: whether the stored response may be served because the origin failed: a 500, 502, 503 or 504, or none at
/// all. By the response's own stale-if-error, or the request's.
[[nodiscard]] bool mayServeOnError(const Variant &stored, const RequestDirectives &asked, Time now);

[[nodiscard]] constexpr bool isServerError(unsigned status) noexcept
{
    return status == 500 || status == 502 || status == 503 || status == 504;
}

}
