#pragma once

#include "servers/proxy/directive_syntax.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace escala::servers::proxy {

/// What this cache did with one request: a member of Cache-Status (RFC 9211).
struct CacheStatus {
    /// Why it went forward; Hit where it did not.
    enum class Forward { Hit, Bypass, Method, UriMiss, VaryMiss, Request, Stale, Partial };
    Forward forward = Forward::Hit;
    std::optional<unsigned> forwardStatus = {}; ///< Of the origin's answer, where it differs from what the client gets.
    std::optional<Seconds> timeToLive = {};     ///< Negative where it is served stale.
    bool stored = false;
    bool collapsed = false;
    std::string_view detail = {}; ///< A token, or empty.
};

/// "escala; hit; ttl=30", "escala; fwd=stale; fwd-status=304; stored"
[[nodiscard]] std::string cacheStatusText(const CacheStatus &status);

/// Whole seconds, as both Age and ttl are told: their sum is the lifetime.
[[nodiscard]] Seconds wholeSeconds(std::chrono::nanoseconds age) noexcept;

}
