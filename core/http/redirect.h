#pragma once

#include "http/url.h"

#include <expected>
#include <string>
#include <string_view>

namespace escala::http {

/// Whether an answer of this status sends its client to its Location: 301, 302, 303, 307, 308.
[[nodiscard]] bool isRedirect(int status) noexcept;

/// The method of the next request after an answer of this status, as browsers and curl have it: 303 turns all but HEAD
/// into GET, 301 and 302 turn POST into GET, 307 and 308 change nothing. A request that became a GET has no body.
[[nodiscard]] std::string_view methodAfter(int status, std::string_view method) noexcept;

/// Why a redirect is not followed.
enum class RedirectProblem {
    NoLocation, ///< Empty.
    Malformed,  ///< Not a URL or relative reference of RFC 3986.
    OtherHost,  ///< Another scheme, host or port: load stays where it is allowed.
};

/// Where a Location leads from `base`, after RFC 3986 5.2 (through Boost.URL); a fragment is dropped, and user
/// information is kept from `base` alone.
[[nodiscard]] std::expected<Url, RedirectProblem> resolveLocation(const Url &base, std::string_view location);

}
