#include "report/threshold.h"

#include "text/quantity.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace escala::report {

namespace {

using metrics::Statistics;
using Operator = Threshold::Operator;

constexpr std::array<std::pair<std::string_view, Statistics::Seconds Statistics::*>, 9> kDurations{
    {{"min", &Statistics::min},
     {"mean", &Statistics::mean},
     {"p50", &Statistics::p50},
     {"p75", &Statistics::p75},
     {"p90", &Statistics::p90},
     {"p95", &Statistics::p95},
     {"p99", &Statistics::p99},
     {"p999", &Statistics::p999},
     {"max", &Statistics::max}}};
constexpr std::array<std::string_view, 5> kNumbers{"errors", "check_failed", "dropped", "achieved_rps", "hit_ratio"};
// Two characters before one, so that "<=" is not read as "<".
constexpr std::array<std::pair<std::string_view, Operator>, 5> kOperators{{{"<=", Operator::LessOrEqual},
                                                                           {">=", Operator::GreaterOrEqual},
                                                                           {"==", Operator::Equal},
                                                                           {"<", Operator::Less},
                                                                           {">", Operator::Greater}}};

constexpr std::string_view kExpected = "expected such as p99<200ms, errors<1%, achieved_rps>=1000 or hit_ratio>0.9";

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

Statistics::Seconds Statistics::*durationNamed(std::string_view metric)
{
    for (const auto &[name, figure] : kDurations) {
        if (name == metric)
            return figure;
    }
    return nullptr;
}

std::optional<double> numberOf(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value) || value < 0)
        return std::nullopt;
    return value;
}

std::expected<void, std::string> readLimit(std::string_view text, Threshold &threshold)
{
    if (durationNamed(threshold.metric) != nullptr) {
        const auto limit = text::parseDuration(text);
        if (!limit)
            return std::unexpected(limit.error());
        threshold.limit = std::chrono::duration<double>(*limit).count();
        return {};
    }
    threshold.share = text.ends_with('%');
    if (threshold.share && threshold.metric == "achieved_rps")
        return std::unexpected("achieved_rps is a rate, not a share");
    const auto number = numberOf(trimmed(threshold.share ? text.substr(0, text.size() - 1) : text));
    if (!number)
        return std::unexpected(fmt::format("\"{}\" is not a number", text));
    threshold.limit = threshold.share ? *number / 100 : *number;
    return {};
}

double shareOf(std::uint64_t part, std::uint64_t whole)
{
    return whole == 0 ? std::numeric_limits<double>::quiet_NaN()
                      : static_cast<double>(part) / static_cast<double>(whole);
}

double actualOf(const Threshold &threshold, const metrics::Summary &summary)
{
    if (const auto figure = durationNamed(threshold.metric); figure != nullptr)
        return summary.response.count == 0 ? std::numeric_limits<double>::quiet_NaN()
                                           : (summary.response.*figure).count();
    if (threshold.metric == "errors")
        return threshold.share ? shareOf(summary.failed(), summary.ledger.sent) : static_cast<double>(summary.failed());
    if (threshold.metric == "check_failed") {
        const auto failed = summary.errors[static_cast<std::size_t>(metrics::ErrorKind::CheckFailed)];
        return threshold.share ? shareOf(failed, summary.ledger.sent) : static_cast<double>(failed);
    }
    if (threshold.metric == "dropped")
        return threshold.share ? shareOf(summary.ledger.dropped, summary.ledger.scheduled)
                               : static_cast<double>(summary.ledger.dropped);
    if (threshold.metric == "achieved_rps")
        return summary.achievedRps;
    const double ratio = metrics::hitRatio(summary.cache);
    return ratio < 0 ? std::numeric_limits<double>::quiet_NaN() : ratio;
}

bool holds(double actual, Operator op, double limit)
{
    switch (op) {
    case Operator::Less:
        return actual < limit;
    case Operator::LessOrEqual:
        return actual <= limit;
    case Operator::Greater:
        return actual > limit;
    case Operator::GreaterOrEqual:
        return actual >= limit;
    case Operator::Equal:
        return std::abs(actual - limit) <= 1e-9 * std::max(1.0, std::abs(limit));
    }
    return false;
}

}

std::expected<Threshold, std::string> parseThreshold(std::string_view text)
{
    const auto refuse = [&](std::string_view why) {
        return std::unexpected(fmt::format("the threshold \"{}\" can't be read: {}; {}", text, why, kExpected));
    };
    const std::size_t at = text.find_first_of("<>=");
    if (at == std::string_view::npos)
        return refuse("it has none of < <= > >= ==");
    Threshold threshold{.expression = std::string(text), .metric = std::string(trimmed(text.substr(0, at)))};
    if (durationNamed(threshold.metric) == nullptr && std::ranges::find(kNumbers, threshold.metric) == kNumbers.end())
        return refuse(fmt::format("there is no figure \"{}\"", threshold.metric));
    for (const auto &[symbol, op] : kOperators) {
        if (!text.substr(at).starts_with(symbol))
            continue;
        threshold.op = op;
        if (const auto read = readLimit(trimmed(text.substr(at + symbol.size())), threshold); !read)
            return refuse(read.error());
        return threshold;
    }
    return refuse("it has none of < <= > >= ==");
}

std::vector<ThresholdOutcome> evaluate(const std::vector<Threshold> &thresholds, const experiment::RunResult &result)
{
    std::vector<ThresholdOutcome> outcomes;
    for (const Threshold &threshold : thresholds) {
        for (const experiment::TargetResult &target : result.targets) {
            const double actual = actualOf(threshold, target.figures.summary);
            outcomes.push_back({.expression = threshold.expression,
                                .target = target.target.name,
                                .actual = actual,
                                .passed = !std::isnan(actual) && holds(actual, threshold.op, threshold.limit)});
        }
    }
    return outcomes;
}

}
