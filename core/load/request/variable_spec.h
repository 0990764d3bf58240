#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace escala::load {

/// In which order a feed deals its rows to the requests that use it.
enum class FeedOrder {
    Sequential, ///< One after the other over all users, and from the first again after the last.
    Random,     ///< Each row equally likely.
    Zipf,       ///< The first row most often, as popular pages are.
};

/// A file of rows; `{{name.column}}` stands for a value of the row that a request was dealt.
struct FeedSpec {
    std::string name;
    std::string file; ///< CSV, or JSON lines where it ends in .json, .jsonl or .ndjson.
    FeedOrder order = FeedOrder::Sequential;
    double exponent = 1; ///< Of Zipf's law, and 1 without it; over 0, at most 10.
    friend bool operator==(const FeedSpec &, const FeedSpec &) = default;
};

/// start, start + step, start + 2 step …: each request that uses it gets the next.
struct Counter {
    std::int64_t start = 1;
    std::int64_t step = 1;
    friend bool operator==(const Counter &, const Counter &) = default;
};

/// A whole number from least to most, each equally likely.
struct RandomInteger {
    std::int64_t least = 0;
    std::int64_t most = 0;
    friend bool operator==(const RandomInteger &, const RandomInteger &) = default;
};

/// So many random digits 0-9a-f.
struct RandomHex {
    std::uint32_t digits = 16;
    friend bool operator==(const RandomHex &, const RandomHex &) = default;
};

/// One of some texts, each equally likely.
struct RandomChoice {
    std::vector<std::string> texts;
    friend bool operator==(const RandomChoice &, const RandomChoice &) = default;
};

/// The wall clock's time at which a request is written.
struct Timestamp {
    enum class Form {
        UnixSeconds,      ///< 1764036000
        UnixMilliseconds, ///< 1764036000123
        Iso8601,          ///< 2025-11-25T02:00:00.123Z
    };
    Form form = Form::Iso8601;
    friend bool operator==(const Timestamp &, const Timestamp &) = default;
};

/// `{{name}}` stands for a value that is made anew for each request.
struct VariableSpec {
    std::string name;
    std::variant<Counter, RandomInteger, RandomHex, RandomChoice, Timestamp> value;
    friend bool operator==(const VariableSpec &, const VariableSpec &) = default;
};

/// Whether a name may stand in {{…}}: letters, digits, '_' and '-', a letter or '_' first; at most 64.
[[nodiscard]] bool isVariableName(std::string_view name) noexcept;

/// Empty when the specs make sense; else a sentence for people that names the one that does not. Opens no file.
[[nodiscard]] std::string problemOf(const std::vector<FeedSpec> &feeds, const std::vector<VariableSpec> &variables);

}
