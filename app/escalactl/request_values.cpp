#include "request_values.h"

#include "http/field_syntax.h"
#include "load/request/check.h"

#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

namespace escala::ctl {

namespace {

using load::FeedOrder;
using load::Timestamp;

constexpr std::array<std::pair<std::string_view, FeedOrder>, 3> kOrders{
    {{"sequential", FeedOrder::Sequential}, {"random", FeedOrder::Random}, {"zipf", FeedOrder::Zipf}}};
constexpr std::array<std::pair<std::string_view, Timestamp::Form>, 3> kForms{
    {{"iso8601", Timestamp::Form::Iso8601},
     {"unix", Timestamp::Form::UnixSeconds},
     {"unix_ms", Timestamp::Form::UnixMilliseconds}}};
constexpr std::string_view kVariables =
    "expected NAME=1..100, NAME=counter:START:STEP, NAME=hex:DIGITS, NAME=choice:A,B or NAME=timestamp:unix";

[[noreturn]] void refuse(const char *option, const std::string &why)
{
    throw CLI::ValidationError(option, why);
}

template <typename Number>
std::optional<Number> numberIn(std::string_view text)
{
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// What stands before the first sign, and what after it.
std::pair<std::string_view, std::string_view> parted(std::string_view text, char sign)
{
    const auto at = std::min(text.find(sign), text.size());
    return {text.substr(0, at), text.substr(std::min(at + 1, text.size()))};
}

std::optional<load::Counter> counterOf(std::string_view arguments)
{
    load::Counter counter;
    const auto [start, step] = parted(arguments, ':');
    const auto first = start.empty() ? counter.start : numberIn<std::int64_t>(start);
    const auto each = step.empty() ? counter.step : numberIn<std::int64_t>(step);
    if (!first || !each)
        return std::nullopt;
    return load::Counter{.start = *first, .step = *each};
}

std::optional<load::RandomHex> hexOf(std::string_view arguments)
{
    if (arguments.empty())
        return load::RandomHex();
    const auto digits = numberIn<std::uint32_t>(arguments);
    return digits ? std::optional(load::RandomHex{*digits}) : std::nullopt;
}

std::optional<load::RandomChoice> choiceOf(std::string_view arguments)
{
    load::RandomChoice choice;
    while (!arguments.empty()) {
        const auto [text, rest] = parted(arguments, ',');
        choice.texts.emplace_back(text);
        arguments = rest;
    }
    return choice.texts.empty() ? std::nullopt : std::optional(std::move(choice));
}

std::optional<Timestamp> timestampOf(std::string_view arguments)
{
    if (arguments.empty())
        return Timestamp();
    for (const auto &[word, form] : kForms) {
        if (word == arguments)
            return Timestamp{form};
    }
    return std::nullopt;
}

std::optional<load::RandomInteger> rangeOf(std::string_view text)
{
    const auto dots = text.find("..");
    if (dots == std::string_view::npos)
        return std::nullopt;
    const auto least = numberIn<std::int64_t>(text.substr(0, dots));
    const auto most = numberIn<std::int64_t>(text.substr(dots + 2));
    if (!least || !most)
        return std::nullopt;
    return load::RandomInteger{.least = *least, .most = *most};
}

/// Takes ":zipf:1.2" or the like off the end of a file's name, where it stands there.
void takeOrder(std::string_view &file, load::FeedSpec &feed)
{
    for (const auto &[word, order] : kOrders) {
        const std::string suffix = fmt::format(":{}", word);
        if (file.ends_with(suffix)) {
            feed.order = order;
            file.remove_suffix(suffix.size());
            return;
        }
    }
    const auto zipf = file.rfind(":zipf:");
    if (zipf == std::string_view::npos)
        return;
    const auto exponent = numberIn<double>(file.substr(zipf + 6));
    if (!exponent)
        refuse("--feed", fmt::format("\"{}\" is no exponent of Zipf's law, such as 1 or 0.8", file.substr(zipf + 6)));
    feed.order = FeedOrder::Zipf;
    feed.exponent = *exponent;
    file = file.substr(0, zipf);
}

}

load::RequestSpec requestOf(const std::string &text)
{
    load::RequestSpec request;
    auto rest = http::trimmed(text);
    if (!rest.starts_with('/')) {
        const auto [method, path] = parted(rest, ' ');
        request.method = method;
        rest = http::trimmed(path);
    }
    if (const auto blank = rest.rfind(' '); blank != std::string_view::npos) {
        if (const auto weight = numberIn<std::uint32_t>(rest.substr(blank + 1))) {
            request.weight = *weight;
            rest = http::trimmed(rest.substr(0, blank));
        }
    }
    if (!rest.starts_with('/'))
        refuse("--request",
               fmt::format("\"{}\" must be written 'METHOD /PATH WEIGHT', the method and the weight as "
                           "you like; how many are sent is --requests",
                           text));
    request.path = rest;
    return request;
}

load::FeedSpec feedOf(const std::string &text)
{
    auto [name, file] = parted(text, '=');
    load::FeedSpec feed{.name = std::string(name), .file = {}};
    takeOrder(file, feed);
    feed.file = file;
    if (const auto problem = load::problemOf({feed}, {}); !problem.empty())
        refuse("--feed", problem + "; expected NAME=FILE or NAME=FILE:sequential, :random or :zipf");
    return feed;
}

load::VariableSpec variableOf(const std::string &text)
{
    const auto [name, value] = parted(text, '=');
    const auto [kind, arguments] = parted(value, ':');
    load::VariableSpec variable{.name = std::string(name), .value = {}};
    const auto take = [&](auto &&read) {
        if (!read)
            refuse("--var", fmt::format("\"{}\" is no variable; {}", text, kVariables));
        variable.value = std::move(*read);
    };
    if (kind == "counter")
        take(counterOf(arguments));
    else if (kind == "hex")
        take(hexOf(arguments));
    else if (kind == "choice")
        take(choiceOf(arguments));
    else if (kind == "timestamp")
        take(timestampOf(arguments));
    else
        take(rangeOf(value));
    if (const auto problem = load::problemOf({}, {variable}); !problem.empty())
        refuse("--var", problem);
    return variable;
}

std::string checkOf(const std::string &text)
{
    const auto check = load::Check::parse(text);
    if (!check)
        refuse("--check", check.error());
    return check->expression();
}

}
