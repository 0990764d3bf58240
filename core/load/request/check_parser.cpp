#include "http/field_syntax.h"
#include "load/request/check.h"

#include <boost/json/parse.hpp>
#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>

namespace escala::load {

namespace {

constexpr std::string_view kExpected = "expected such as status==200, header Content-Type contains json, body contains "
                                       "text, body matches regex, json /id==5 or size<=1000";
constexpr std::int64_t kPatternMemory = 8L << 20;

std::unexpected<std::string> refuse(std::string_view expression, std::string_view why)
{
    return std::unexpected(fmt::format("\"{}\" is no check: {}", expression, why));
}

/// "200", "200-299" or "2xx".
std::optional<std::pair<std::uint64_t, std::uint64_t>> rangeOf(std::string_view text, bool status)
{
    if (status && text.size() == 3 && text[0] >= '1' && text[0] <= '5'
        && http::equalIgnoringCase(text.substr(1), "xx")) {
        const auto hundred = static_cast<std::uint64_t>(text[0] - '0') * 100;
        return std::pair(hundred, hundred + 99);
    }
    const auto dash = text.find('-');
    const auto from = http::parseDigits(http::trimmed(text.substr(0, dash)));
    const auto to = dash == std::string_view::npos ? from : http::parseDigits(http::trimmed(text.substr(dash + 1)));
    if (!from || !to || *from > *to || (status && (*from < 100 || *to > 599)))
        return std::nullopt;
    return std::pair(*from, *to);
}

bool isPointer(std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '~' && (i + 1 == text.size() || (text[i + 1] != '0' && text[i + 1] != '1')))
            return false;
    }
    return text.empty() || text.starts_with('/');
}

}

/// Takes an expression apart.
class CheckParser {
public:
    explicit CheckParser(std::string_view expression)
        : m_expression(http::trimmed(expression))
        , m_rest(m_expression)
    {
        m_check.m_expression = m_expression;
    }

    std::expected<Check, std::string> parse()
    {
        if (!subject())
            return refuse(m_expression, kExpected);
        if (!findOperator())
            return refuse(m_expression, kExpected);
        if (const auto why = value(); !why.empty())
            return refuse(m_expression, why);
        return std::move(m_check);
    }

private:
    using Subject = Check::Subject;
    using Operator = Check::Operator;
    struct Sign {
        std::string_view text;
        Operator op;
        bool negated;
    };
    // Longer ones first, so that "<=" is not read as "<".
    static constexpr std::array<Sign, 10> kSigns{{{" not contains ", Operator::Contains, true},
                                                  {" not matches ", Operator::Matches, true},
                                                  {" contains ", Operator::Contains, false},
                                                  {" matches ", Operator::Matches, false},
                                                  {"==", Operator::Equal, false},
                                                  {"!=", Operator::Equal, true},
                                                  {"<=", Operator::LessOrEqual, false},
                                                  {">=", Operator::GreaterOrEqual, false},
                                                  {"<", Operator::Less, false},
                                                  {">", Operator::Greater, false}}};
    static constexpr std::array<std::pair<std::string_view, Subject>, 5> kSubjects{{{"status", Subject::Status},
                                                                                    {"size", Subject::Size},
                                                                                    {"header", Subject::Header},
                                                                                    {"body", Subject::Body},
                                                                                    {"json", Subject::Json}}};

    bool subject()
    {
        for (const auto &[word, subject] : kSubjects) {
            if (m_rest.starts_with(word)) {
                m_check.m_subject = subject;
                m_rest.remove_prefix(word.size());
                return true;
            }
        }
        return false;
    }

    /// The first operator in the text; the name of a header or the pointer stands before it.
    bool findOperator()
    {
        const Sign *best = nullptr;
        std::size_t at = std::string_view::npos;
        for (const Sign &sign : kSigns) {
            const auto found = m_rest.find(sign.text);
            if (found < at) {
                at = found;
                best = &sign;
            }
        }
        if (best == nullptr)
            return false;
        const auto name = m_rest.substr(0, at);
        const bool named = m_check.m_subject == Subject::Header || m_check.m_subject == Subject::Json;
        if (named ? !name.empty() && !name.starts_with(' ') : !http::trimmed(name).empty())
            return false;
        m_check.m_name = http::trimmed(name);
        m_check.m_operator = best->op;
        m_check.m_negated = best->negated;
        m_rest = http::trimmed(m_rest.substr(at + best->text.size()));
        return true;
    }

    /// Empty where the value is good; else why not.
    std::string value()
    {
        switch (m_check.m_subject) {
        case Subject::Status:
            return status();
        case Subject::Size:
            return size();
        case Subject::Header:
            if (!http::isToken(m_check.m_name))
                return fmt::format("\"{}\" can't be the name of a header", m_check.m_name);
            return text();
        case Subject::Body:
            return text();
        case Subject::Json:
            return json();
        }
        return {};
    }

    std::string status()
    {
        if (m_check.m_operator != Operator::Equal)
            return "a status is compared with == or !=; expected such as 200, 2xx, 200-299 or 200,204";
        bool good = !m_rest.empty();
        http::forEachListMember(m_rest, [&](std::string_view member) {
            const auto range = rangeOf(member, true);
            good = good && range;
            m_check.m_ranges.push_back(range.value_or(std::pair<std::uint64_t, std::uint64_t>()));
        });
        return good ? "" : "expected status codes from 100 to 599, such as 200, 2xx, 200-299 or 200,204";
    }

    std::string size()
    {
        if (m_check.m_operator == Operator::Contains || m_check.m_operator == Operator::Matches)
            return "a size is compared with ==, !=, <, <=, > or >=";
        const auto bytes = http::parseDigits(m_rest);
        if (!bytes)
            return "expected a number of bytes";
        m_check.m_ranges.emplace_back(*bytes, *bytes);
        return {};
    }

    std::string text()
    {
        m_check.m_text = m_rest;
        switch (m_check.m_operator) {
        case Operator::Contains:
            return m_rest.empty() ? "expected a text after contains" : "";
        case Operator::Matches:
            return pattern();
        case Operator::Equal:
            return {};
        default:
            return "a text is compared with ==, !=, contains, matches, not contains or not matches";
        }
    }

    std::string pattern()
    {
        if (m_rest.empty())
            return "expected a regular expression after matches";
        re2::RE2::Options options(re2::RE2::Quiet);
        options.set_encoding(re2::RE2::Options::EncodingLatin1); // bytes: bodies need not be UTF-8
        options.set_max_mem(kPatternMemory);
        options.set_never_capture(true);
        const auto compiled = std::make_shared<const re2::RE2>(re2::StringPiece(m_rest.data(), m_rest.size()), options);
        if (!compiled->ok())
            return fmt::format("the regular expression can't be understood: {}", compiled->error());
        m_check.m_pattern = compiled;
        return {};
    }

    std::string json()
    {
        if (!isPointer(m_check.m_name))
            return fmt::format("\"{}\" is no JSON pointer; expected such as /items/0/id", m_check.m_name);
        if (m_check.m_operator != Operator::Equal)
            return text();
        boost::system::error_code error;
        auto given = boost::json::parse({m_rest.data(), m_rest.size()}, error);
        if (error)
            given = boost::json::string_view(m_rest.data(), m_rest.size());
        m_check.m_json = std::make_shared<const boost::json::value>(std::move(given));
        return {};
    }

    std::string_view m_expression;
    std::string_view m_rest;
    Check m_check;
};

std::expected<Check, std::string> Check::parse(std::string_view expression)
{
    return CheckParser(expression).parse();
}

}
