#include "load/request/variable_spec.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace escala::load {

namespace {

constexpr std::size_t kLongestName = 64;
constexpr double kLargestExponent = 10;
constexpr std::uint32_t kMostDigits = 1024;

struct Problem {
    std::string operator()(const Counter &) const { return {}; }
    std::string operator()(const RandomInteger &range) const
    {
        return range.least <= range.most ? std::string()
                                         : fmt::format("least {} must not be over most {}", range.least, range.most);
    }
    std::string operator()(const RandomHex &hex) const
    {
        const bool good = hex.digits >= 1 && hex.digits <= kMostDigits;
        return good ? std::string() : fmt::format("digits must be 1 to {}, not {}", kMostDigits, hex.digits);
    }
    std::string operator()(const RandomChoice &choice) const
    {
        return choice.texts.empty() ? "at least one text must be given to choose from" : "";
    }
    std::string operator()(const Timestamp &) const { return {}; }
};

std::string problemOfName(const std::string &name, std::set<std::string> &used)
{
    if (!isVariableName(name))
        return fmt::format("\"{}\" can't name a variable: letters, digits, _ and -, beginning with a letter or _",
                           name);
    if (!used.insert(name).second)
        return fmt::format("two variables are named \"{}\"", name);
    return {};
}

}

bool isVariableName(std::string_view name) noexcept
{
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    const auto isInner = [isLetter](char c) { return isLetter(c) || (c >= '0' && c <= '9') || c == '-'; };
    return !name.empty() && name.size() <= kLongestName && isLetter(name.front()) && std::ranges::all_of(name, isInner);
}

std::string problemOf(const std::vector<FeedSpec> &feeds, const std::vector<VariableSpec> &variables)
{
    std::set<std::string> used;
    for (const FeedSpec &feed : feeds) {
        if (auto problem = problemOfName(feed.name, used); !problem.empty())
            return problem;
        if (feed.file.empty())
            return fmt::format("the feed \"{}\" needs a file", feed.name);
        if (!(feed.exponent > 0 && feed.exponent <= kLargestExponent))
            return fmt::format("the exponent of the feed \"{}\" must be over 0 and at most {}, not {}", feed.name,
                               kLargestExponent, feed.exponent);
        if (feed.exponent != FeedSpec().exponent && feed.order != FeedOrder::Zipf)
            return fmt::format("the feed \"{}\" has an exponent, which only the order zipf takes", feed.name);
    }
    for (const VariableSpec &variable : variables) {
        if (auto problem = problemOfName(variable.name, used); !problem.empty())
            return problem;
        if (auto problem = std::visit(Problem(), variable.value); !problem.empty())
            return fmt::format("the variable \"{}\": {}", variable.name, problem);
    }
    return {};
}

}
