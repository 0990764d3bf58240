#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace escala::servers::proxy {

/// What a stored response is found by: "http://host:port/path?query", GET and HEAD alike.
///
/// Scheme and host in lower case, the scheme's own port left out, an empty path "/" (RFC 9110 4.2.3). Nothing else is
/// taken as equal: %2F stays apart from "/", %41 from "A", "/a/../b" from "/b". The RFC would allow some of that, but
/// an origin that tells them apart could then be made to poison the one with the other. What comes after a "#" goes.
[[nodiscard]] std::string cacheKey(std::string_view scheme, std::string_view host, std::string_view target);

/// Path and query of a key.
[[nodiscard]] std::string_view targetOf(std::string_view key) noexcept;

/// The key of a URI reference in a response to a request with the key `base`, e.g. of its Location field. Empty where
/// it can't be read, or is of another origin: a response has no say over those.
[[nodiscard]] std::optional<std::string> resolvedKey(std::string_view base, std::string_view reference);

}
