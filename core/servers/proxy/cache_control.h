#pragma once

#include "servers/proxy/directive_syntax.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace escala::servers::proxy {

/// What a response says of caching (RFC 9111 5.2.2, RFC 5861, RFC 9213), as a shared cache has to take it.
///
/// Of a directive that is there twice the first counts. A lifetime that is no number is 0, so that the response is
/// stale; what forbids holds however it is written.
struct ResponseDirectives {
    bool noStore = false;
    bool noCache = false;   ///< For the whole response.
    bool isPrivate = false; ///< For the whole response.
    bool isPublic = false;
    bool mustRevalidate = false;
    bool proxyRevalidate = false;
    bool mustUnderstand = false;
    bool targeted = false;                  ///< From CDN-Cache-Control: then Cache-Control and Expires say nothing.
    std::vector<std::string> noCacheFields; ///< no-cache="a, b", lower case.
    std::vector<std::string> privateFields;
    std::optional<Seconds> maxAge;
    std::optional<Seconds> sMaxAge;
    std::optional<Seconds> staleWhileRevalidate;
    std::optional<Seconds> staleIfError;

    /// RFC 9111 4.2.4: the response must not be used stale, whoever asks for it. s-maxage says so too (5.2.2.10).
    [[nodiscard]] bool forbidsStale() const noexcept
    {
        return noCache || mustRevalidate || proxyRevalidate || sMaxAge.has_value();
    }
};

/// What the operator of a cache lets it do where a response says nothing of it: against RFC 9111 4.2.4, so for those
/// who ask for it. What forbids stale use holds all the same.
struct StaleAllowance {
    std::optional<Seconds> whileRevalidate;
    std::optional<Seconds> ifError;
};
[[nodiscard]] ResponseDirectives allowing(ResponseDirectives told, const StaleAllowance &allowance);

/// From CDN-Cache-Control where that is a valid dictionary with a member at least, else from Cache-Control.
[[nodiscard]] ResponseDirectives responseDirectives(std::string_view fieldLines);

/// What a request asks of a cache (RFC 9111 5.2.1). Values that are no number are passed over, but for max-age, where
/// that means 0: the client wants something fresh.
struct RequestDirectives {
    bool noCache = false; ///< Or Pragma: no-cache where there is no Cache-Control (5.4).
    bool noStore = false;
    bool onlyIfCached = false;
    std::optional<Seconds> maxAge;
    std::optional<Seconds> minFresh;
    std::optional<Seconds> maxStale; ///< kMaxDelta where it has no number: any age will do.
    std::optional<Seconds> staleIfError;
};

[[nodiscard]] RequestDirectives requestDirectives(std::string_view fieldLines);

}
