#include "report/fail_condition.h"

#include "report/figure_text.h"
#include "report/run_comparison.h"
#include "report/words.h"

#include <QtGlobal>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

namespace escala::report {

namespace {

using analysis::Figure;

constexpr std::string_view kExpected = "expected such as 'p99 > +5%', 'throughput < -3%' or 'errors >= +0.5pp'; "
                                       "figures: throughput, p50, p95, p99, errors, "
                                       "hit_ratio, cpu";
/// Changes nearer to each other are one: 3 % less 2 % are 1 %, but not in binary.
constexpr double kSameChange = 1e-12;

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::optional<Figure> figureNamed(std::string_view name)
{
    const auto found = std::ranges::find(analysis::kFigureNames, name);
    if (found == analysis::kFigureNames.end())
        return std::nullopt;
    return static_cast<Figure>(found - analysis::kFigureNames.begin());
}

std::optional<double> numberOf(std::string_view text)
{
    if (text.starts_with('+') && !text.starts_with("+-"))
        text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

bool isShare(Figure figure)
{
    return figure == Figure::Errors || figure == Figure::HitRatio;
}

std::expected<void, std::string> readLimit(std::string_view text, FailCondition &condition)
{
    condition.points = text.ends_with("pp");
    if (!condition.points && !text.ends_with('%'))
        return std::unexpected("a change ends with % or pp");
    if (condition.points && !isShare(condition.figure))
        return std::unexpected("pp is for errors and hit_ratio");
    const auto number = numberOf(trimmed(text.substr(0, text.size() - (condition.points ? 2 : 1))));
    if (!number)
        return std::unexpected(fmt::format("\"{}\" is not a change", text));
    condition.limit = *number / 100;
    if (!condition.above && condition.limit <= -1)
        return std::unexpected("no interval falls by all of it");
    return {};
}

/// The change that is judged: what was seen, where it is known, and the interval around it.
struct Change {
    std::optional<double> seen;
    analysis::Interval interval;
};

/// From or to nothing at all.
std::optional<double> changeOfNone(const analysis::FigureComparison &row)
{
    const double baseline = row.baseline.value_or(0);
    const double candidate = row.candidate.value_or(0);
    if (candidate == 0)
        return baseline == 0 ? 0 : -1;
    return baseline == 0 ? std::optional(std::numeric_limits<double>::infinity()) : std::nullopt;
}

Change changeOf(const FailCondition &condition, const analysis::FigureComparison &row)
{
    if (condition.points)
        return {.seen = *row.candidate - *row.baseline, .interval = row.change.value_or(analysis::Interval())};
    return {.seen = row.ratio ? std::optional(*row.ratio - 1) : changeOfNone(row),
            .interval = {.low = row.interval->low - 1, .high = row.interval->high - 1}};
}

Judgement judgementOf(const FailCondition &condition, const Change &change)
{
    const double nearest = condition.above ? change.interval.low : change.interval.high;
    const double seen = change.seen.value_or(nearest);
    const auto beyond = [&](double value) {
        if (std::abs(value - condition.limit) < kSameChange)
            return condition.orAt;
        return condition.above ? value > condition.limit : value < condition.limit;
    };
    if (beyond(nearest))
        return Judgement::Failed;
    return beyond(seen) ? Judgement::Undecided : Judgement::Passed;
}

std::string changeText(double change, bool points)
{
    return (change < 0 ? "-" : "+") + numberText(std::abs(change) * 100) + (points ? " pp" : " %");
}

std::string sentenceOf(const FailCondition &condition, const Change &change, Judgement judgement)
{
    const std::string seen = !change.seen ? "?"
        : std::isinf(*change.seen)        ? words(QT_TRANSLATE_NOOP("Report", "there was none"))
                                          : changeText(*change.seen, condition.points);
    const std::string low = changeText(change.interval.low, condition.points);
    const std::string high = changeText(change.interval.high, condition.points);
    if (judgement == Judgement::Undecided && condition.orAt)
        return words(
            QT_TRANSLATE_NOOP("Report", "%1 (95 % interval %2 to %3): at the limit or beyond, but it may be chance"),
            seen, low, high);
    if (judgement == Judgement::Undecided)
        return words(QT_TRANSLATE_NOOP("Report", "%1 (95 % interval %2 to %3): beyond the limit, but it may be chance"),
                     seen, low, high);
    return words(QT_TRANSLATE_NOOP("Report", "%1 (95 % interval %2 to %3)"), seen, low, high);
}

}

std::expected<FailCondition, std::string> parseFailCondition(std::string_view text)
{
    const auto refuse = [&](std::string_view why) {
        return std::unexpected(fmt::format("the condition \"{}\" can't be read: {}; {}", text, why, kExpected));
    };
    const std::size_t at = text.find_first_of("<>");
    if (at == std::string_view::npos)
        return refuse("it has neither < nor >");
    const auto figure = figureNamed(trimmed(text.substr(0, at)));
    if (!figure)
        return refuse(fmt::format("there is no figure \"{}\"", trimmed(text.substr(0, at))));
    FailCondition condition{.expression = std::string(text),
                            .figure = *figure,
                            .above = text[at] == '>',
                            .orAt = text.substr(at + 1).starts_with('=')};
    if (const auto read = readLimit(trimmed(text.substr(at + (condition.orAt ? 2 : 1))), condition); !read)
        return refuse(read.error());
    return condition;
}

Judged judge(const FailCondition &condition, const analysis::RunComparison &comparison)
{
    const analysis::FigureComparison &row = comparison.row(condition.figure);
    if (row.obstacle)
        return {.expression = condition.expression,
                .judgement = Judgement::Incomparable,
                .sentence = words(QT_TRANSLATE_NOOP("Report", "not comparable: %1"), obstacleText(*row.obstacle))};
    const Change change = changeOf(condition, row);
    const Judgement judgement = judgementOf(condition, change);
    return {.expression = condition.expression,
            .judgement = judgement,
            .sentence = sentenceOf(condition, change, judgement)};
}

}
