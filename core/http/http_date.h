#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace escala::http {

/// Reads an HTTP-date (RFC 9110 5.6.7): IMF-fixdate and the two obsolete forms. Names in any case, everything else
/// exactly as the grammar has it; the day of the week need not fit. Empty where it is none of them. The two digits of
/// an RFC 850 year mean the year that is at most 50 years after `now`.
[[nodiscard]] std::optional<std::chrono::sys_seconds> parseHttpDate(std::string_view text,
                                                                    std::chrono::sys_seconds now);

/// "Sun, 06 Nov 1994 08:49:37 GMT"
[[nodiscard]] std::string formatHttpDate(std::chrono::sys_seconds time);

}
