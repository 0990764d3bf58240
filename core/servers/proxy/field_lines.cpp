#include "servers/proxy/field_lines.h"

#include <algorithm>
#include <array>

namespace escala::servers::proxy {

std::optional<std::string_view> firstValue(std::string_view lines, std::string_view name)
{
    std::optional<std::string_view> first;
    forEachLine(lines, [&](std::string_view each, std::string_view value) {
        if (!first && http::equalIgnoringCase(each, name))
            first = value;
    });
    return first;
}

std::optional<std::string> joinedValue(std::string_view lines, std::string_view name)
{
    std::optional<std::string> joined;
    forEachLine(lines, [&](std::string_view each, std::string_view value) {
        if (!http::equalIgnoringCase(each, name))
            return;
        if (joined)
            joined->append(", ").append(value);
        else
            joined = std::string(value);
    });
    return joined;
}

bool hasField(std::string_view lines, std::string_view name)
{
    return firstValue(lines, name).has_value();
}

void appendLine(std::string &lines, std::string_view name, std::string_view value)
{
    using namespace std::string_view_literals;
    if (name.empty() || value.find_first_of("\r\n\0"sv) != std::string_view::npos)
        return;
    lines.append(name).append(": ").append(value).append("\r\n");
}

std::size_t memberEnd(std::string_view list) noexcept
{
    bool quoted = false;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (quoted && list[i] == '\\')
            ++i;
        else if (list[i] == '"')
            quoted = !quoted;
        else if (list[i] == ',' && !quoted)
            return i;
    }
    return list.size();
}

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lower;
}

bool namesContain(const std::vector<std::string> &names, std::string_view name)
{
    return std::ranges::any_of(names, [name](const std::string &each) { return http::equalIgnoringCase(each, name); });
}

bool isOneOf(std::string_view name, std::initializer_list<std::string_view> names)
{
    return std::ranges::any_of(names, [name](std::string_view each) { return http::equalIgnoringCase(each, name); });
}

bool isHopByHop(std::string_view name) noexcept
{
    static constexpr std::array<std::string_view, 11> kNames{"connection",
                                                             "keep-alive",
                                                             "proxy-authenticate",
                                                             "proxy-authentication-info",
                                                             "proxy-authorization",
                                                             "proxy-connection",
                                                             "te",
                                                             "trailer",
                                                             "transfer-encoding",
                                                             "upgrade",
                                                             "http2-settings"};
    return std::ranges::any_of(kNames, [name](std::string_view each) { return http::equalIgnoringCase(each, name); });
}

std::vector<std::string> connectionOptions(std::string_view lines)
{
    std::vector<std::string> options;
    forEachLine(lines, [&options](std::string_view name, std::string_view value) {
        if (http::equalIgnoringCase(name, "connection"))
            http::forEachListMember(value,
                                    [&options](std::string_view member) { options.push_back(lowerCase(member)); });
    });
    return options;
}

std::string endToEndLines(std::string_view lines)
{
    const auto options = connectionOptions(lines);
    return linesWhere(lines,
                      [&options](std::string_view name) { return !isHopByHop(name) && !namesContain(options, name); });
}

}
