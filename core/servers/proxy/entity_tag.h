#pragma once

#include <string_view>

namespace escala::servers::proxy {

/// RFC 9110 8.8.3.2: neither is weak, and they are the same. Text without quotes is no entity tag, and matches nothing
/// but, weakly, the very same text: some origins send such.
[[nodiscard]] bool strongMatch(std::string_view left, std::string_view right) noexcept;
/// The same but for W/.
[[nodiscard]] bool weakMatch(std::string_view left, std::string_view right) noexcept;
/// Whether a list such as that of If-None-Match has `tag` in it, compared weakly; "*" has any.
[[nodiscard]] bool listMatches(std::string_view list, std::string_view tag);

}
