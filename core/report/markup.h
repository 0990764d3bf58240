#pragma once

#include <string>
#include <string_view>

namespace escala::report
{

/// Text for XML and HTML, also within attributes: & < > " ' become entities, control characters that XML 1.0 does not
/// allow become U+FFFD.
[[nodiscard]] std::string escaped(std::string_view text);

}
