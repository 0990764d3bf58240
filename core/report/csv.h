#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace escala::report {

/// A cell as RFC 4180 wants it: quoted where it must be; one that a spreadsheet would run as a formula gets a leading
/// apostrophe (OWASP, "CSV Injection").
[[nodiscard]] std::string csvCell(std::string_view text);

/// A number with a dot in any locale, the shortest that reads back the same; empty for NaN and infinity.
[[nodiscard]] std::string csvNumber(double value);

/// One line, with CR LF. The cells are used as they are.
[[nodiscard]] std::string csvRow(const std::vector<std::string> &cells);

}
