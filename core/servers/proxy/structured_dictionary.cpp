#include "servers/proxy/structured_dictionary.h"

#include "http/field_syntax.h"

#include <algorithm>
#include <charconv>

namespace escala::servers::proxy {

namespace {

using Kind = StructuredItem::Kind;

bool isDigit(char c) noexcept
{
    return c >= '0' && c <= '9';
}

bool isLower(char c) noexcept
{
    return c >= 'a' && c <= 'z';
}

bool isLetter(char c) noexcept
{
    return isLower(c) || (c >= 'A' && c <= 'Z');
}

bool isOneOf(char c, std::string_view set) noexcept
{
    return set.contains(c);
}

/// RFC 8941 4.2, function by function; false or empty is "fail parsing".
class Parser {
public:
    explicit Parser(std::string_view text)
        : m_rest(text)
    {
    }

    bool dictionary(std::vector<StructuredMember> &members)
    {
        skip(" ");
        if (m_rest.empty())
            return true;
        while (true) {
            const auto name = key();
            StructuredItem item;
            if (!name || (take('=') && !value(item)) || !parameters())
                return false;
            std::erase_if(members, [&name](const StructuredMember &member) { return member.key == *name; });
            members.push_back({std::string(*name), std::move(item)});
            skip(" \t");
            if (m_rest.empty())
                return true;
            if (!take(','))
                return false;
            skip(" \t");
            if (m_rest.empty())
                return false;
        }
    }

private:
    void skip(std::string_view blanks)
    {
        m_rest.remove_prefix(std::min(m_rest.find_first_not_of(blanks), m_rest.size()));
    }

    bool take(char c)
    {
        if (!m_rest.starts_with(c))
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    template <typename Predicate>
    std::string_view takeWhile(Predicate belongs)
    {
        const auto end = static_cast<std::size_t>(std::ranges::find_if_not(m_rest, belongs) - m_rest.begin());
        const auto taken = m_rest.substr(0, end);
        m_rest.remove_prefix(end);
        return taken;
    }

    std::optional<std::string_view> key()
    {
        if (m_rest.empty() || (!isLower(m_rest.front()) && m_rest.front() != '*'))
            return std::nullopt;
        return takeWhile([](char c) { return isLower(c) || isDigit(c) || isOneOf(c, "_-.*"); });
    }

    bool value(StructuredItem &item) { return m_rest.starts_with('(') ? innerList(item) : bareItem(item); }

    bool innerList(StructuredItem &item)
    {
        item = {.kind = Kind::InnerList, .number = 0, .text = {}};
        take('(');
        while (true) {
            skip(" ");
            if (take(')'))
                return true;
            StructuredItem inner;
            if (!bareItem(inner) || !parameters() || !(m_rest.starts_with(' ') || m_rest.starts_with(')')))
                return false;
        }
    }

    bool parameters()
    {
        while (take(';')) {
            skip(" ");
            StructuredItem ignored;
            if (!key() || (take('=') && !bareItem(ignored)))
                return false;
        }
        return true;
    }

    bool bareItem(StructuredItem &item)
    {
        if (m_rest.empty())
            return false;
        const char first = m_rest.front();
        if (first == '-' || isDigit(first))
            return number(item);
        if (first == '"')
            return string(item);
        if (first == '*' || isLetter(first))
            return token(item);
        if (first == ':')
            return bytes(item);
        return boolean(item);
    }

    bool number(StructuredItem &item)
    {
        const bool negative = take('-');
        const auto whole = takeWhile(isDigit);
        if (whole.empty() || whole.size() > 15)
            return false;
        item = {.kind = Kind::Integer, .number = 0, .text = {}};
        std::from_chars(whole.data(), whole.data() + whole.size(), item.number);
        item.number = negative ? -item.number : item.number;
        if (!take('.'))
            return true;
        item = {.kind = Kind::Decimal, .number = 0, .text = {}};
        const auto fraction = takeWhile(isDigit);
        return whole.size() <= 12 && !fraction.empty() && fraction.size() <= 3;
    }

    bool string(StructuredItem &item)
    {
        item = {.kind = Kind::String, .number = 0, .text = {}};
        take('"');
        while (!m_rest.empty()) {
            char c = m_rest.front();
            m_rest.remove_prefix(1);
            if (c == '"')
                return true;
            if (c == '\\') {
                if (m_rest.empty() || !isOneOf(m_rest.front(), "\"\\"))
                    return false;
                c = m_rest.front();
                m_rest.remove_prefix(1);
            }
            if (c < 0x20 || c == 0x7f)
                return false;
            item.text += c;
        }
        return false;
    }

    bool token(StructuredItem &item)
    {
        const auto text = takeWhile([](char c) { return http::isToken({&c, 1}) || c == ':' || c == '/'; });
        item = {.kind = Kind::Token, .number = 0, .text = std::string(text)};
        return true;
    }

    bool bytes(StructuredItem &item)
    {
        item = {.kind = Kind::Bytes, .number = 0, .text = {}};
        take(':');
        takeWhile([](char c) { return isLetter(c) || isDigit(c) || isOneOf(c, "+/="); });
        return take(':');
    }

    bool boolean(StructuredItem &item)
    {
        item = {.kind = Kind::Boolean, .number = 1, .text = {}};
        if (!take('?'))
            return false;
        if (take('0'))
            item.number = 0;
        else if (!take('1'))
            return false;
        return true;
    }

    std::string_view m_rest;
};

}

std::optional<std::vector<StructuredMember>> parseStructuredDictionary(std::string_view text)
{
    text = text.substr(0, text.find_last_not_of(' ') + 1);
    std::vector<StructuredMember> members;
    if (!Parser(text).dictionary(members))
        return std::nullopt;
    return members;
}

}
