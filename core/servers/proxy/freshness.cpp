#include "servers/proxy/freshness.h"

#include "http/http_date.h"
#include "servers/proxy/field_lines.h"

#include <algorithm>
#include <array>

namespace escala::servers::proxy {

namespace {

using Source = Lifetime::Source;

Lifetime fromExpires(std::string_view lines, WallTime received)
{
    const auto value = joinedValue(lines, "expires"); // two of them are no date, and so the response is stale
    const auto expires = http::parseHttpDate(value.value_or(""), received);
    const auto length = expires ? *expires - dateValue(lines, received) : Seconds(0);
    return {Source::Explicit, std::clamp(Seconds(length), Seconds(0), kMaxDelta)};
}

Lifetime fromHistory(std::string_view lines, WallTime received, const HeuristicRule &rule)
{
    const auto modified = http::parseHttpDate(firstValue(lines, "last-modified").value_or(""), received);
    if (!modified || rule.percent == 0) {
        if (rule.otherwise == Seconds(0) || hasField(lines, "set-cookie"))
            return {};
        return {Source::Heuristic, rule.otherwise};
    }
    const auto unchanged = std::max(dateValue(lines, received) - *modified, Seconds(0));
    return {Source::Heuristic, std::min(Seconds(unchanged) * rule.percent / 100, rule.most)};
}

}

bool isHeuristicallyCacheable(unsigned status) noexcept
{
    static constexpr std::array<unsigned, 11> kStatuses{200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501};
    return std::ranges::find(kStatuses, status) != kStatuses.end();
}

Lifetime lifetimeOf(unsigned status, std::string_view fieldLines, const ResponseDirectives &directives,
                    WallTime received, const HeuristicRule &rule)
{
    if (directives.sMaxAge)
        return {Source::Explicit, *directives.sMaxAge};
    if (directives.maxAge)
        return {Source::Explicit, *directives.maxAge};
    if (!directives.targeted && hasField(fieldLines, "expires"))
        return fromExpires(fieldLines, received);
    if (isHeuristicallyCacheable(status) || directives.isPublic)
        return fromHistory(fieldLines, received, rule);
    return {};
}

}
