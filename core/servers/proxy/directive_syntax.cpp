#include "servers/proxy/directive_syntax.h"

#include "servers/proxy/field_lines.h"

#include <algorithm>

namespace escala::servers::proxy {

namespace {

bool isDigit(char c) noexcept
{
    return c >= '0' && c <= '9';
}

/// The text of a quoted string that fills `text`.
std::optional<std::string> unquoted(std::string_view text)
{
    std::string value;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '"')
            return i + 1 == text.size() ? std::optional(value) : std::nullopt;
        if (text[i] == '\\' && ++i == text.size())
            break;
        value += text[i];
    }
    return std::nullopt;
}

std::optional<std::string> argumentOf(std::string_view text)
{
    if (text.starts_with('"'))
        return unquoted(text);
    return http::isToken(text) ? std::optional(std::string(text)) : std::nullopt;
}

}

std::optional<Seconds> parseDeltaSeconds(std::string_view text) noexcept
{
    if (text.empty() || !std::ranges::all_of(text, isDigit))
        return std::nullopt;
    const auto value = http::parseDigits(text); // empty on overflow
    const auto most = static_cast<std::uint64_t>(kMaxDelta.count());
    return value ? Seconds(static_cast<Seconds::rep>(std::min(*value, most))) : kMaxDelta;
}

std::vector<Directive> parseDirectives(std::string_view list)
{
    std::vector<Directive> directives;
    forEachQuotableMember(list, [&directives](std::string_view member) {
        const auto nameEnd = std::min(member.find_first_of("= \t\""), member.size());
        const auto name = member.substr(0, nameEnd);
        if (!http::isToken(name))
            return;
        Directive directive{.name = lowerCase(name), .argument = {}};
        const auto rest = member.substr(nameEnd);
        if (rest.starts_with('='))
            directive.argument = argumentOf(rest.substr(1));
        directive.malformed = !rest.empty() && !directive.argument;
        directives.push_back(std::move(directive));
    });
    return directives;
}

std::vector<std::string> parseFieldNames(std::string_view argument)
{
    std::vector<std::string> names;
    http::forEachListMember(argument, [&names](std::string_view name) {
        if (http::isToken(name))
            names.push_back(lowerCase(name));
    });
    return names;
}

}
