#include "load/request/check.h"

#include "http/field_syntax.h"

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <re2/re2.h>

#include <algorithm>
#include <array>

namespace escala::load {

namespace {

constexpr std::size_t kJsonScratch = 16UL * 1024;

/// The value that a pointer (RFC 6901) leads to; null where there is none.
const boost::json::value *valueAt(const boost::json::value &document, std::string_view pointer)
{
    boost::system::error_code error;
    return document.find_pointer({pointer.data(), pointer.size()}, error);
}

/// Numbers are alike by value: 5 and 5.0, whatever kind the parser took them for.
bool equal(const boost::json::value &left, const boost::json::value &right)
{
    if (left.is_number() && right.is_number() && (left.is_double() || right.is_double())) {
        boost::system::error_code error;
        return left.to_number<double>(error) == right.to_number<double>(error);
    }
    return left == right;
}

}

Check::Needs Check::needs() const noexcept
{
    return {.head = m_subject == Subject::Header,
            .body = m_subject == Subject::Body || m_subject == Subject::Json,
            .size = m_subject == Subject::Size};
}

bool Check::passes(const CheckedAnswer &answer) const
{
    const auto held = holds(answer);
    return held && *held != m_negated;
}

std::optional<bool> Check::holds(const CheckedAnswer &answer) const
{
    switch (m_subject) {
    case Subject::Status:
        return numberHolds(static_cast<std::uint64_t>(answer.status));
    case Subject::Size:
        return numberHolds(answer.bodySize);
    case Subject::Header:
        return headerHolds(answer.head);
    case Subject::Body:
        return textHolds(answer.body);
    case Subject::Json:
        return jsonHolds(answer.body);
    }
    return false;
}

bool Check::numberHolds(std::uint64_t number) const noexcept
{
    switch (m_operator) {
    case Operator::Less:
        return number < m_ranges.front().first;
    case Operator::LessOrEqual:
        return number <= m_ranges.front().first;
    case Operator::Greater:
        return number > m_ranges.front().first;
    case Operator::GreaterOrEqual:
        return number >= m_ranges.front().first;
    default:
        return std::ranges::any_of(
            m_ranges, [number](const auto &range) { return number >= range.first && number <= range.second; });
    }
}

bool Check::textHolds(std::string_view text) const
{
    switch (m_operator) {
    case Operator::Contains:
        return text.contains(m_text);
    case Operator::Matches:
        return m_pattern->Match({text.data(), text.size()}, 0, text.size(), re2::RE2::UNANCHORED, nullptr, 0);
    default:
        return text == m_text;
    }
}

/// A field that stands several times holds where one of its values does.
bool Check::headerHolds(std::string_view head) const
{
    bool found = false;
    http::forEachField(head, [&](std::string_view name, std::string_view value) {
        found = found || (http::equalIgnoringCase(name, m_name) && textHolds(value));
    });
    return found;
}

std::optional<bool> Check::jsonHolds(std::string_view body) const
{
    std::array<unsigned char, kJsonScratch> scratch;
    boost::json::monotonic_resource memory(scratch.data(), scratch.size());
    boost::system::error_code error;
    const auto document = boost::json::parse({body.data(), body.size()}, error, &memory);
    if (error)
        return std::nullopt;
    const auto *value = valueAt(document, m_name);
    if (value == nullptr)
        return false;
    if (m_json != nullptr)
        return equal(*value, *m_json);
    const auto *text = value->if_string();
    return text != nullptr ? textHolds({text->data(), text->size()}) : textHolds(boost::json::serialize(*value));
}

}
