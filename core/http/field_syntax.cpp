#include "http/field_syntax.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace escala::http {

namespace {

enum CharClass : unsigned char { kTokenChar = 1, kValueChar = 2, kTargetChar = 4, kHostChar = 8 };

constexpr bool isAlphanumeric(int c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr std::array<unsigned char, 256> makeClasses()
{
    std::array<unsigned char, 256> classes{};
    for (int c = 0; c < 256; ++c) {
        int is = 0;
        const auto oneOf = [c](std::string_view set) { return c < 128 && set.contains(static_cast<char>(c)); };
        if (isAlphanumeric(c) || oneOf("!#$%&'*+-.^_`|~"))
            is |= kTokenChar;
        if (c == '\t' || (c >= 0x20 && c != 0x7f))
            is |= kValueChar;
        if (c > 0x20 && c < 0x7f && c != '#')
            is |= kTargetChar;
        if (isAlphanumeric(c) || oneOf("-._~!$&'()*+,;=%"))
            is |= kHostChar;
        classes[static_cast<std::size_t>(c)] = static_cast<unsigned char>(is);
    }
    return classes;
}

constexpr auto kClasses = makeClasses();

bool all(std::string_view text, CharClass wanted) noexcept
{
    return std::ranges::all_of(text,
                               [wanted](char c) { return (kClasses[static_cast<unsigned char>(c)] & wanted) != 0; });
}

bool isPort(std::string_view text) noexcept
{
    if (text.empty())
        return true; // RFC 3986 allows "host:"
    const auto port = parseDigits(text);
    return port && *port <= 65535;
}

bool isIpLiteral(std::string_view text) noexcept
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return isAlphanumeric(c) || c == ':' || c == '.'; });
}

}

bool isToken(std::string_view text) noexcept
{
    return !text.empty() && all(text, kTokenChar);
}

bool isFieldValue(std::string_view text) noexcept
{
    return all(text, kValueChar);
}

bool isTarget(std::string_view text) noexcept
{
    return !text.empty() && all(text, kTargetChar);
}

bool isHostAndPort(std::string_view text) noexcept
{
    if (text.starts_with('[')) {
        const auto close = text.find(']');
        if (close == std::string_view::npos || !isIpLiteral(text.substr(1, close - 1)))
            return false;
        const auto rest = text.substr(close + 1);
        return rest.empty() || (rest.front() == ':' && isPort(rest.substr(1)));
    }
    const auto colon = text.find(':');
    const auto host = text.substr(0, colon);
    if (host.empty() || !all(host, kHostChar))
        return false;
    return colon == std::string_view::npos || isPort(text.substr(colon + 1));
}

std::optional<std::uint64_t> parseDigits(std::string_view text) noexcept
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

bool equalIgnoringCase(std::string_view left, std::string_view right) noexcept
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::ranges::equal(left, right, {}, lower, lower);
}

std::string_view trimmed(std::string_view text) noexcept
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}
