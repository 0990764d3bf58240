#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace escala::http {

/// RFC 9110 5.6.2: what methods and field names are made of; false for an empty text.
[[nodiscard]] bool isToken(std::string_view text) noexcept;
/// RFC 9110 5.5: visible characters, blanks, tabs and bytes above 127.
[[nodiscard]] bool isFieldValue(std::string_view text) noexcept;
/// Visible ASCII without a fragment: what a request target may hold.
[[nodiscard]] bool isTarget(std::string_view text) noexcept;
/// "name", "192.0.2.1:80", "[::1]:80": RFC 3986 host and port, without user information; the host not empty.
[[nodiscard]] bool isHostAndPort(std::string_view text) noexcept;
/// Decimal digits alone; empty where they are none or overflow.
[[nodiscard]] std::optional<std::uint64_t> parseDigits(std::string_view text) noexcept;
/// ASCII letters alike in both cases.
[[nodiscard]] bool equalIgnoringCase(std::string_view left, std::string_view right) noexcept;
/// Without the blanks and tabs around it.
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;

/// Calls `visit` with each member of a comma-separated list, trimmed, empty ones left out.
template <typename Visitor>
void forEachListMember(std::string_view list, Visitor visit)
{
    while (!list.empty()) {
        const auto comma = list.find(',');
        const auto member = trimmed(list.substr(0, comma));
        if (!member.empty())
            visit(member);
        list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
    }
}

/// Calls `visit` with name and value (trimmed) of each field of a head that has been checked: a first line, then
/// fields, each line with its CRLF.
template <typename Visitor>
void forEachField(std::string_view head, Visitor visit)
{
    const auto skipLine = [&head] {
        const auto end = head.find("\r\n");
        const auto line = head.substr(0, end);
        head.remove_prefix(end == std::string_view::npos ? head.size() : end + 2);
        return line;
    };
    skipLine();
    while (!head.empty()) {
        const auto line = skipLine();
        const auto colon = line.find(':');
        if (colon != std::string_view::npos)
            visit(line.substr(0, colon), trimmed(line.substr(colon + 1)));
    }
}

}
