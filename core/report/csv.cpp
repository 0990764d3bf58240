#include "report/csv.h"

#include "report/markup.h"

#include <fmt/format.h>

#include <cmath>

namespace escala::report {

std::string csvCell(std::string_view text)
{
    std::string cell = validUtf8(text);
    if (!cell.empty() && std::string_view("=+-@\t\r").contains(cell.front()))
        cell.insert(0, 1, '\'');
    if (cell.find_first_of(",\"\r\n") == std::string::npos)
        return cell;
    std::string quoted = "\"";
    for (const char each : cell) {
        if (each == '"')
            quoted += '"';
        quoted += each;
    }
    return quoted + '"';
}

std::string csvNumber(double value)
{
    return std::isfinite(value) ? fmt::format("{}", value) : std::string();
}

std::string csvRow(const std::vector<std::string> &cells)
{
    return fmt::format("{}\r\n", fmt::join(cells, ","));
}

}
