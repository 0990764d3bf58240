#pragma once

#include "http/field_syntax.h"

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace escala::servers::proxy {

// The fields of a head as one text of whole lines, "Name: value\r\n" each, which has been checked (no bare CR or LF).
// That is how they are received, kept and sent, so a hit copies one text.

/// Calls `visit(name, value)` for each line; the value without the blanks around it.
template <typename Visitor>
void forEachLine(std::string_view lines, Visitor visit)
{
    while (!lines.empty()) {
        const auto end = lines.find("\r\n");
        const auto line = lines.substr(0, end);
        const auto colon = line.find(':');
        if (colon != std::string_view::npos)
            visit(line.substr(0, colon), http::trimmed(line.substr(colon + 1)));
        lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 2);
    }
}

/// The value of the first line of this name.
[[nodiscard]] std::optional<std::string_view> firstValue(std::string_view lines, std::string_view name);
/// RFC 9110 5.3: the values of all lines of this name, in order, joined by ", ".
[[nodiscard]] std::optional<std::string> joinedValue(std::string_view lines, std::string_view name);
[[nodiscard]] bool hasField(std::string_view lines, std::string_view name);
/// Values with CR, LF or NUL are not appended: nothing that a cache makes can end a line.
void appendLine(std::string &lines, std::string_view name, std::string_view value);

/// The lines whose name `keep(name)` wants.
template <typename Predicate>
[[nodiscard]] std::string linesWhere(std::string_view lines, Predicate keep)
{
    std::string kept;
    kept.reserve(lines.size());
    forEachLine(lines, [&](std::string_view name, std::string_view value) {
        if (keep(name))
            appendLine(kept, name, value);
    });
    return kept;
}

/// Where the member at the front of a list ends: at a comma outside quoted strings, or at the end.
[[nodiscard]] std::size_t memberEnd(std::string_view list) noexcept;

/// Like http::forEachListMember, for lists whose members may hold quoted strings (RFC 9110 5.6.1).
template <typename Visitor>
void forEachQuotableMember(std::string_view list, Visitor visit)
{
    while (!list.empty()) {
        const auto end = memberEnd(list);
        const auto member = http::trimmed(list.substr(0, end));
        if (!member.empty())
            visit(member);
        list.remove_prefix(end == list.size() ? end : end + 1);
    }
}

[[nodiscard]] std::string lowerCase(std::string_view text);
/// Whether one of `names` is this one, in any case.
[[nodiscard]] bool namesContain(const std::vector<std::string> &names, std::string_view name);
[[nodiscard]] bool isOneOf(std::string_view name, std::initializer_list<std::string_view> names);

/// RFC 9110 7.6.1, RFC 9111 3.1: fields that are for one connection, those that Connection lists apart.
[[nodiscard]] bool isHopByHop(std::string_view name) noexcept;
/// What the Connection fields list, in lower case.
[[nodiscard]] std::vector<std::string> connectionOptions(std::string_view lines);
/// Without all that is for one connection.
[[nodiscard]] std::string endToEndLines(std::string_view lines);

}
