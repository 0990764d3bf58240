#include "report/columns.h"

#include <algorithm>
#include <string_view>

namespace escala::report {

namespace {

/// Columns on a terminal: characters, not bytes.
std::size_t widthOf(std::string_view text)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char each) { return (static_cast<unsigned char>(each) & 0xc0U) != 0x80U; }));
}

}

std::string aligned(const std::vector<Row> &rows, LastColumn last)
{
    std::vector<std::size_t> widths(rows.empty() ? 0 : rows.front().size());
    for (const Row &row : rows) {
        for (std::size_t column = 0; column < row.size(); ++column)
            widths[column] = std::max(widths[column], widthOf(row[column]));
    }
    std::string text;
    for (const Row &row : rows) {
        for (std::size_t column = 0; column < row.size(); ++column) {
            const std::string padding(widths[column] - widthOf(row[column]), ' ');
            const bool words = last == LastColumn::Words && column + 1 == row.size();
            if (words)
                text += row[column].empty() ? "" : "  " + row[column];
            else
                text += column == 0 ? row[column] + padding : "  " + padding + row[column];
        }
        text += '\n';
    }
    return text;
}

}
