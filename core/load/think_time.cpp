#include "load/think_time.h"

#include "text/quantity.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace escala::load {

namespace {

using std::chrono::nanoseconds;

constexpr std::string_view kExponential = "exp ";
constexpr double kLongestMeans = 50; // an exponential pause is cut off after so many means: once in 10^21

double uniform(std::mt19937_64 &random)
{
    return static_cast<double>(random() >> 11) * 0x1p-53; // [0, 1)
}

nanoseconds scaled(nanoseconds time, double factor)
{
    return nanoseconds(std::llround(static_cast<double>(time.count()) * factor));
}

}

nanoseconds ThinkTime::draw(std::mt19937_64 &random) const
{
    switch (law) {
    case Law::Fixed:
        return from;
    case Law::Uniform:
        return from + scaled(to - from, uniform(random));
    case Law::Exponential:
        return scaled(from, std::min(-std::log1p(-uniform(random)), kLongestMeans));
    }
    return from;
}

std::expected<ThinkTime, std::string> parseThinkTime(std::string_view text)
{
    ThinkTime time;
    std::string_view first = text;
    if (text.starts_with(kExponential)) {
        time.law = ThinkTime::Law::Exponential;
        first.remove_prefix(kExponential.size());
    } else if (const auto dots = text.find(".."); dots != std::string_view::npos) {
        time.law = ThinkTime::Law::Uniform;
        first = text.substr(0, dots);
        const auto to = text::parseDuration(text.substr(dots + 2));
        if (!to)
            return std::unexpected(to.error());
        time.to = *to;
    }
    const auto from = text::parseDuration(first);
    if (!from)
        return std::unexpected(from.error() + "; a think time is \"500ms\", \"1s..3s\" or \"exp 2s\"");
    time.from = *from;
    if (time.law == ThinkTime::Law::Uniform && time.to < time.from)
        return std::unexpected(fmt::format("\"{}\" is no think time: it ends before it begins", text));
    return time;
}

std::string formatThinkTime(const ThinkTime &time)
{
    switch (time.law) {
    case ThinkTime::Law::Fixed:
        break;
    case ThinkTime::Law::Uniform:
        return text::formatDuration(time.from) + ".." + text::formatDuration(time.to);
    case ThinkTime::Law::Exponential:
        return std::string(kExponential) + text::formatDuration(time.from);
    }
    return text::formatDuration(time.from);
}

}
