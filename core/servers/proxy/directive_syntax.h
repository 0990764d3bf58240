#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace escala::servers::proxy {

using Seconds = std::chrono::seconds;

/// RFC 9111 1.2.2: what a delta-seconds that is too large to hold means.
inline constexpr Seconds kMaxDelta{2'147'483'648};

/// Digits alone; larger values are kMaxDelta. Empty where it is something else.
[[nodiscard]] std::optional<Seconds> parseDeltaSeconds(std::string_view text) noexcept;

/// One directive of a Cache-Control field (RFC 9111 5.2): a name, and an argument as token or quoted string.
struct Directive {
    std::string name; ///< Lower case.
    std::optional<std::string>
        argument;           ///< Without its quotes; empty where there is none, or none that is well formed.
    bool malformed = false; ///< Blanks around the equals sign, an open quoted string, other remains.
};

/// The directives of a list, in order. A member that does not even start with a name is left out.
[[nodiscard]] std::vector<Directive> parseDirectives(std::string_view list);

/// The field names in an argument such as that of no-cache="a, b", in lower case.
[[nodiscard]] std::vector<std::string> parseFieldNames(std::string_view argument);

}
