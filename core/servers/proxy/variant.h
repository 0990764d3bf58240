#pragma once

#include "servers/proxy/age.h"
#include "servers/proxy/cache_control.h"
#include "servers/proxy/freshness.h"
#include "servers/proxy/storability.h"
#include "servers/proxy/vary_key.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace escala::servers::proxy {

/// Where the body of a stored 206 lies in the whole.
struct Part {
    std::uint64_t first = 0; ///< Byte.
    std::uint64_t size = 0;  ///< Of the whole.
};

/// One stored response: a final one, with its whole body, and what its fields tell a cache. Immutable once made.
struct Variant {
    unsigned status = 200;
    std::string reason;                      ///< The words of its status line.
    std::string fields;                      ///< End to end, with Date, without Age and Content-Length.
    std::shared_ptr<const std::string> body; ///< Shared with the response that it was before it was validated.
    ResponseDirectives directives;
    Lifetime lifetime;
    std::chrono::nanoseconds initialAge{0};
    Time receivedAt;
    WallTime receivedWall;
    SelectingFields selecting;
    std::string selectingKey; ///< Of the request that it answered.
    std::optional<Part> part; ///< Set: the body is not the whole of it.

    /// RFC 9111 4.2.3 current_age.
    [[nodiscard]] std::chrono::nanoseconds age(Time now) const { return initialAge + (now - receivedAt); }
    [[nodiscard]] bool isFresh(Time now) const { return age(now) < lifetime.length; }
    /// What is left of its lifetime; negative once it is stale.
    [[nodiscard]] std::chrono::nanoseconds timeToLive(Time now) const { return lifetime.length - age(now); }
    [[nodiscard]] std::optional<std::string_view> etag() const;
    [[nodiscard]] std::optional<std::string_view> lastModified() const;
};
using VariantPtr = std::shared_ptr<const Variant>;

/// A response as it is to be stored; `exchange.responseFields` as they came.
[[nodiscard]] VariantPtr makeVariant(const Exchange &exchange, const ResponseDirectives &told, const Lifetime &lifetime,
                                     std::shared_ptr<const std::string> body, const ExchangeTimes &times);

}
