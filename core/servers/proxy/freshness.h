#pragma once

#include "servers/proxy/age.h"
#include "servers/proxy/cache_control.h"

#include <string_view>

namespace escala::servers::proxy {

/// How long a response is fresh, and why.
struct Lifetime {
    enum class Source {
        None,      ///< Nothing tells; stale from the start.
        Heuristic, ///< A share of what it has lived unchanged, or what the rule gives otherwise.
        Explicit,  ///< s-maxage, max-age or Expires.
    };
    Source source = Source::None;
    Seconds length{0};
};

/// RFC 9111 4.2.2.
struct HeuristicRule {
    unsigned percent = 10; ///< Of Date less Last-Modified; 0 switches it off.
    Seconds most{24 * 60 * 60};
    /// Of a response that tells nothing at all, unless it sets a cookie: those are for one client as a rule.
    Seconds otherwise{0};
};

/// RFC 9110 15.1: statuses whose responses may be kept without being told.
[[nodiscard]] bool isHeuristicallyCacheable(unsigned status) noexcept;

/// RFC 9111 4.2.1: s-maxage, else max-age, else Expires less Date, else the heuristic.
[[nodiscard]] Lifetime lifetimeOf(unsigned status, std::string_view fieldLines, const ResponseDirectives &directives,
                                  WallTime received, const HeuristicRule &rule = {});

}
