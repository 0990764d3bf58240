#include "analysis/fault_effect.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace escala::analysis {

namespace {

using namespace std::chrono_literals;
using metrics::SeriesPoint;
using Nanoseconds = std::chrono::nanoseconds;

constexpr Nanoseconds kBefore = 10s;
constexpr Nanoseconds kStays = 1s;
constexpr double kWhole = 0.9;
constexpr double kEnough = 100; // answers that a stretch should hold for its rate to mean something

/// Some points in a row.
struct Stretch {
    Nanoseconds start{};
    Nanoseconds end{};
    std::uint64_t good = 0;
    std::uint64_t errors = 0;
};

void add(Stretch &stretch, const SeriesPoint &point)
{
    stretch.end = point.start + point.length;
    stretch.good += point.good;
    stretch.errors += point.errors;
}

std::optional<double> rateOf(std::span<const SeriesPoint> points, Nanoseconds from, Nanoseconds to)
{
    Stretch whole{.start = from, .end = from};
    Nanoseconds length{};
    for (const SeriesPoint &point : points) {
        if (point.start < from || point.start + point.length > to)
            continue;
        add(whole, point);
        length += point.length;
    }
    if (length == 0ns)
        return std::nullopt;
    return static_cast<double>(whole.good) / std::chrono::duration<double>(length).count();
}

/// The points from the one that holds `from`, a few of them together where one alone holds too few answers.
std::vector<Stretch> stretches(std::span<const SeriesPoint> points, Nanoseconds from, Nanoseconds to, double usualRate)
{
    const Nanoseconds least(usualRate > 0 ? static_cast<std::int64_t>(kEnough / usualRate * 1e9) : 0);
    std::vector<Stretch> all;
    for (const SeriesPoint &point : points) {
        if (point.start + point.length <= from || point.start >= to)
            continue;
        if (all.empty() || all.back().end - all.back().start >= least)
            all.push_back({.start = point.start, .end = point.start});
        add(all.back(), point);
    }
    if (all.size() > 1 && all.back().end - all.back().start < least)
        all.pop_back(); // cut off by the end
    return all;
}

bool isWhole(const Stretch &stretch, double usualRate)
{
    const double expected = usualRate * std::chrono::duration<double>(stretch.end - stretch.start).count();
    const double chance = 2 * std::sqrt(expected); // what random arrivals may lack
    return stretch.errors == 0 && static_cast<double>(stretch.good) >= kWhole * expected - chance;
}

/// When the service was whole again and stayed so; empty where it was not.
std::optional<Nanoseconds> recovery(const std::vector<Stretch> &all, Nanoseconds at, double usualRate)
{
    std::optional<Nanoseconds> since = at;
    for (const Stretch &stretch : all) {
        if (!isWhole(stretch, usualRate))
            since = std::nullopt;
        else if (!since)
            since = stretch.start;
        if (since && *since > at && stretch.end - *since >= kStays)
            return since;
    }
    if (since && !all.empty() && all.back().end - *since < kStays && *since > at)
        return std::nullopt; // too short to tell
    return since;
}

}

FaultEffect effectOf(std::span<const SeriesPoint> points, Nanoseconds at, std::optional<Nanoseconds> until,
                     Nanoseconds end)
{
    FaultEffect effect;
    effect.beforeRps = rateOf(points, std::max(0ns, at - kBefore), at);
    const double usual = effect.beforeRps.value_or(0);
    const auto all = stretches(points, at, end, usual);
    const auto whole = recovery(all, at, usual);
    if (whole)
        effect.recovered = *whole - at;
    const Nanoseconds duringEnd = !whole ? end : *whole > at ? *whole : std::min(until.value_or(end), end);
    effect.duringRps = rateOf(points, at, duringEnd);
    effect.afterRps = rateOf(points, duringEnd, end);
    for (const SeriesPoint &point : points) {
        if (point.start + point.length <= at || point.start >= duringEnd)
            continue;
        effect.lost += point.errors;
        if (point.response)
            effect.worstP99 = std::max(effect.worstP99.value_or(0us), point.response->p99);
    }
    return effect;
}

}
