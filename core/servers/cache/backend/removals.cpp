#include "servers/cache/backend/removals.h"

#include "http/field_syntax.h"

#include <fmt/format.h>

#include <algorithm>

namespace escala::servers {

namespace {

std::optional<Removal> removalOf(std::string_view line)
{
    const auto blank = line.find(' ');
    if (blank == std::string_view::npos || blank + 1 >= line.size())
        return std::nullopt;
    const auto at = http::parseDigits(line.substr(0, blank));
    const char kind = line[blank + 1];
    if (!at || (kind != '^' && kind != '='))
        return std::nullopt;
    return Removal{.at = StoredEntry::Time(std::chrono::microseconds(static_cast<std::int64_t>(*at))),
                   .isPrefix = kind == '^',
                   .text = std::string(line.substr(blank + 2))};
}

}

std::string lineOf(const Removal &removal)
{
    return fmt::format("{} {}{}\n", removal.at.time_since_epoch().count(), removal.isPrefix ? '^' : '=', removal.text);
}

bool isRemoved(std::string_view lines, std::string_view page, StoredEntry::Time askedAt)
{
    while (!lines.empty()) {
        const auto end = std::min(lines.find('\n'), lines.size());
        const auto removal = removalOf(lines.substr(0, end));
        if (removal && removal->hits(page, askedAt))
            return true;
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    return false;
}

}
