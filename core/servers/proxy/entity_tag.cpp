#include "servers/proxy/entity_tag.h"

#include "servers/proxy/field_lines.h"

#include <algorithm>

namespace escala::servers::proxy {

namespace {

bool isStrong(std::string_view tag) noexcept
{
    return tag.size() >= 2 && tag.starts_with('"') && tag.ends_with('"');
}

std::string_view withoutWeak(std::string_view tag) noexcept
{
    return tag.starts_with("W/") ? tag.substr(2) : tag;
}

/// An entity tag may hold backslashes, which escape nothing, and commas.
std::string_view takeTag(std::string_view &list) noexcept
{
    list.remove_prefix(std::min(list.find_first_not_of(" \t,"), list.size()));
    const auto open = list.starts_with("W/\"") ? 2u : 0u;
    auto end = std::string_view::npos;
    if (list.substr(open).starts_with('"'))
        end = list.find('"', open + 1);
    end = end == std::string_view::npos ? std::min(list.find(','), list.size()) : end + 1;
    const auto tag = http::trimmed(list.substr(0, end));
    list.remove_prefix(end);
    return tag;
}

}

bool strongMatch(std::string_view left, std::string_view right) noexcept
{
    return isStrong(left) && left == right;
}

bool weakMatch(std::string_view left, std::string_view right) noexcept
{
    return !left.empty() && withoutWeak(left) == withoutWeak(right);
}

bool listMatches(std::string_view list, std::string_view tag)
{
    if (http::trimmed(list) == "*")
        return true;
    while (!list.empty()) {
        const auto each = takeTag(list);
        if (!each.empty() && weakMatch(each, tag))
            return true;
    }
    return false;
}

}
