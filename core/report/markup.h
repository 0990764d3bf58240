#pragma once

#include <string>
#include <string_view>

namespace escala::report {

/// The text with what is not UTF-8 replaced by U+FFFD.
[[nodiscard]] std::string validUtf8(std::string_view text);

/// The same without what a terminal would act on: names and notes come from files and servers. One line.
[[nodiscard]] std::string printable(std::string_view text);

/// Text for XML and HTML, also within attributes: & < > " ' become entities, control characters that XML 1.0 does not
/// allow, and what is not UTF-8, become U+FFFD.
[[nodiscard]] std::string escaped(std::string_view text);

}
