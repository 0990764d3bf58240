#pragma once

#include <boost/json/value.hpp>

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace re2 {
class RE2;
}

namespace escala::load {

/// An answer as checks see it.
struct CheckedAnswer {
    int status = 0;
    std::string_view head = {}; ///< Status line and fields, with their line ends; empty where no check asks for it.
    std::string_view body = {}; ///< Without transfer and content coding; at most so much as was kept.
    std::uint64_t bodySize = 0; ///< Of the whole body, kept or not, with its content coding.
};

/// What an answer must be like to be good, as a person writes it:
///
///     status==200        status==200,204     status==2xx     status==200-299     status!=404
///     header Content-Type==text/html         header Server contains nginx        header ETag matches ^W/
///     body contains Welcome                  body matches user-[0-9]+            body==ok
///     json /items/0/id==7                    json /name==Ana                     json /empty!=true
///     size<=1000         size>0
///
/// The operators are == != < <= > >= contains matches, each where it makes sense; `!=`, `not contains` and
/// `not matches` hold where the other does not. Blanks around an operator are free; all after it is the value. Regular
/// expressions are RE2's: their time is linear in the text whatever it holds, and they throw nothing (std::regex does,
/// and Boost.Regex backtracks). A JSON value is compared as JSON (5, "5", null, {"a":1}); what is no JSON is taken as a
/// text. An answer that is not JSON fails every json check; one without the value passes those that say "not".
///
/// Immutable, cheap to copy; any thread.
class Check {
public:
    /// What must be kept of an answer to check it.
    struct Needs {
        bool head = false;
        bool body = false;
        bool size = false; ///< Nothing but how long the body was.
    };

    /// The error says what was expected.
    [[nodiscard]] static std::expected<Check, std::string> parse(std::string_view expression);

    [[nodiscard]] bool passes(const CheckedAnswer &answer) const;
    [[nodiscard]] Needs needs() const noexcept;
    /// As it was written.
    [[nodiscard]] const std::string &expression() const noexcept { return m_expression; }

private:
    enum class Subject { Status, Size, Header, Body, Json };
    enum class Operator { Equal, Less, LessOrEqual, Greater, GreaterOrEqual, Contains, Matches };
    using Ranges = std::vector<std::pair<std::uint64_t, std::uint64_t>>; ///< From, to; both included.
    friend class CheckParser;

    /// Empty where it can't be told; then it is not passed, negated or not.
    [[nodiscard]] std::optional<bool> holds(const CheckedAnswer &answer) const;
    [[nodiscard]] bool numberHolds(std::uint64_t number) const noexcept;
    [[nodiscard]] bool textHolds(std::string_view text) const;
    [[nodiscard]] bool headerHolds(std::string_view head) const;
    [[nodiscard]] std::optional<bool> jsonHolds(std::string_view body) const;

    std::string m_expression;
    Subject m_subject = Subject::Status;
    Operator m_operator = Operator::Equal;
    bool m_negated = false;
    std::string m_name; ///< Of a header, or a JSON pointer.
    std::string m_text; ///< What is compared with.
    Ranges m_ranges;    ///< What a number is compared with.
    std::shared_ptr<const re2::RE2> m_pattern;
    std::shared_ptr<const boost::json::value> m_json;
};

}
