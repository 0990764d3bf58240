#include "load/end_condition.h"

#include "text/quantity.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

namespace escala::load {

namespace {

using Figure = EndCondition::Figure;

constexpr std::array<std::pair<std::string_view, Figure>, 5> kFigures{{{"errors", Figure::Errors},
                                                                       {"p50", Figure::P50},
                                                                       {"p95", Figure::P95},
                                                                       {"p99", Figure::P99},
                                                                       {"in-flight", Figure::InFlight}}};

std::unexpected<std::string> refuse(std::string_view text)
{
    return std::unexpected(
        fmt::format("\"{}\" is no condition: expected errors>SHARE%, p50>TIME, p95>TIME, p99>TIME or "
                    "in-flight>COUNT, and where it must last \"for TIME\", such as \"p99>500ms for "
                    "10s\"",
                    text));
}

std::optional<double> numberOf(std::string_view text)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number) || number < 0)
        return std::nullopt;
    return number;
}

std::optional<double> limitOf(Figure figure, std::string_view text)
{
    switch (figure) {
    case Figure::Errors: {
        if (!text.ends_with('%'))
            return std::nullopt;
        const auto percent = numberOf(text.substr(0, text.size() - 1));
        return percent && *percent < 100 ? std::optional(*percent / 100) : std::nullopt;
    }
    case Figure::InFlight:
        return numberOf(text);
    default:
        break;
    }
    const auto time = text::parseDuration(text);
    return time ? std::optional(std::chrono::duration<double>(*time).count()) : std::nullopt;
}

std::optional<double> valueOf(Figure figure, const metrics::SeriesPoint &point)
{
    using Seconds = std::chrono::duration<double>;
    if (figure == Figure::InFlight)
        return static_cast<double>(point.inFlight);
    if (point.requests == 0)
        return std::nullopt;
    if (figure == Figure::Errors)
        return static_cast<double>(point.errors) / static_cast<double>(point.requests);
    if (!point.response)
        return std::nullopt;
    return Seconds(figure == Figure::P50       ? point.response->p50
                       : figure == Figure::P95 ? point.response->p95
                                               : point.response->p99)
        .count();
}

}

std::expected<EndCondition, std::string> parseEndCondition(std::string_view text)
{
    const auto over = text.find('>');
    if (over == std::string_view::npos)
        return refuse(text);
    EndCondition condition;
    std::string_view limit = text.substr(over + 1);
    if (const auto lasting = limit.find(" for "); lasting != std::string_view::npos) {
        const auto span = text::parseDuration(limit.substr(lasting + 5));
        if (!span)
            return std::unexpected(span.error());
        condition.span = *span;
        limit = limit.substr(0, lasting);
    }
    for (const auto &[name, figure] : kFigures) {
        if (text.substr(0, over) != name)
            continue;
        const auto value = limitOf(figure, limit);
        if (!value)
            return refuse(text);
        condition.figure = figure;
        condition.limit = *value;
        return condition;
    }
    return refuse(text);
}

std::string formatEndCondition(const EndCondition &condition)
{
    std::string text(kFigures[static_cast<std::size_t>(condition.figure)].first);
    switch (condition.figure) {
    case Figure::Errors:
        text += fmt::format(">{}%", condition.limit * 100);
        break;
    case Figure::InFlight:
        text += fmt::format(">{}", condition.limit);
        break;
    default:
        text += ">" + text::formatDuration(std::chrono::nanoseconds(std::llround(condition.limit * 1e9)));
        break;
    }
    if (condition.span.count() > 0)
        text += " for " + text::formatDuration(condition.span);
    return text;
}

bool EndWatch::look(const metrics::SeriesPoint &point)
{
    const auto value = valueOf(m_condition.figure, point);
    if (value && *value <= m_condition.limit)
        m_since.reset();
    else if (value && !m_since)
        m_since = point.start;
    return m_since && point.start + point.length - *m_since >= m_condition.span;
}

}
