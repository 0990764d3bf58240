#pragma once

#include <string>
#include <vector>

namespace escala::report {

using Row = std::vector<std::string>;

/// Rows of a table for a terminal, a line each, all of as many cells: the first column starts at the left, the others
/// end at the right, but the last one starts at the left too where it is made of words.
enum class LastColumn { Figures, Words };
[[nodiscard]] std::string aligned(const std::vector<Row> &rows, LastColumn last = LastColumn::Figures);

}
