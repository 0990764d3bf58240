#include "charts/course_reading.h"

#include "experiment/fault_text.h"
#include "experiment/mark_text.h"
#include "experiment/topology.h"
#include "metrics/tally.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>
#include <ranges>

namespace escala::charts {

using metrics::CacheResult;
using metrics::SeriesPoint;
using Seconds = std::chrono::duration<double>;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(charts)
};

std::uint64_t count(const SeriesPoint &point, CacheResult result)
{
    return point.cache.at(static_cast<std::size_t>(result));
}

bool anyKnown(const ChartSpec &spec, const RunCourse::Side &side)
{
    return std::ranges::any_of(spec.figures, [&](const Figure &figure) {
        return std::ranges::any_of(side.points,
                                   [&](const SeriesPoint &point) { return std::isfinite(figure.read(point)); });
    });
}

bool anyAnswer(const RunCourse::Side &side)
{
    return std::ranges::any_of(side.points, [](const SeriesPoint &point) { return point.response.has_value(); });
}

// More may come of this side.
bool goesOn(const RunCourse &course, const RunCourse::Side &side)
{
    return course.running && !side.done;
}

QString emptyCacheText(const RunCourse &course, const RunCourse::Side &side)
{
    const bool known = std::ranges::any_of(side.points, [](const auto &p) { return metrics::hitRatio(p.cache) >= 0; });
    if (known)
        return {};
    if (anyAnswer(side))
        return Words::tr("This server sends no cache header. Put a cache in front to compare.");
    return goesOn(course, side) ? Words::tr("Waiting for the first answers.")
                                : Words::tr("No answer came, so nothing is known of a cache. See the errors below.");
}

QString emptyServerText(const RunCourse &course, const RunCourse::Side &side)
{
    if (!side.localServer)
        return Words::tr("Only servers started by Escala show CPU and memory.");
    if (goesOn(course, side))
        return Words::tr("Waiting for the first reading of the server.");
    return Words::tr("The run was too short: CPU and memory are read once a second. Measure longer to see them.");
}

}

double middle(const SeriesPoint &point)
{
    return Seconds(point.start).count() + Seconds(point.length).count() / 2;
}

double extent(const RunCourse::Side &side)
{
    return side.points.empty() ? 0 : Seconds(side.points.back().start + side.points.back().length).count();
}

std::size_t longestSide(const RunCourse &course)
{
    std::size_t longest = 0;
    for (std::size_t i = 1; i < course.sides.size(); ++i) {
        if (extent(course.sides[i]) > extent(course.sides[longest]))
            longest = i;
    }
    return longest;
}

bool isAnotherRun(const RunCourse &before, const RunCourse &now)
{
    if (before.sides.size() != now.sides.size())
        return true;
    for (std::size_t i = 0; i < now.sides.size(); ++i) {
        if (extent(now.sides[i]) < extent(before.sides[i]))
            return true;
    }
    return false;
}

const SeriesPoint *pointAt(const std::vector<SeriesPoint> &points, double seconds)
{
    const auto after = std::ranges::upper_bound(points, seconds, {},
                                                [](const SeriesPoint &point) { return Seconds(point.start).count(); });
    if (after == points.begin())
        return nullptr;
    const auto &point = *(after - 1);
    return seconds < Seconds(point.start + point.length).count() ? &point : nullptr;
}

double valueAt(const RunCourse::Side &side, const Figure &figure, std::optional<double> seconds)
{
    if (seconds) {
        const auto *point = pointAt(side.points, *seconds);
        return point ? figure.read(*point) : std::numeric_limits<double>::quiet_NaN();
    }
    for (const auto &point : std::views::reverse(side.points)) {
        if (const double value = figure.read(point); std::isfinite(value))
            return value;
    }
    return std::numeric_limits<double>::quiet_NaN();
}

QString emptyText(const ChartSpec &spec, const RunCourse &course, std::size_t index)
{
    const auto &side = course.sides[index];
    if (spec.name == u"server" && !side.localServer)
        return emptyServerText(course, side);
    if (side.points.empty())
        return goesOn(course, side) ? Words::tr("Waiting for the first answers.")
            : course.running        ? Words::tr("Done already, and too short to draw.")
                                    : Words::tr("Press Start to measure.");
    if (spec.name == u"cache-hits")
        return emptyCacheText(course, side);
    if (spec.kind != ChartSpec::Kind::Course)
        return side.tails.front().count > 0 ? QString()
            : goesOn(course, side)          ? Words::tr("No answer has come yet.")
                                            : Words::tr("No answer came. The errors above say more.");
    if (anyKnown(spec, side))
        return {};
    if (spec.name == u"server")
        return emptyServerText(course, side);
    return goesOn(course, side) ? Words::tr("No answer has come yet.")
                                : Words::tr("No answer came. The errors below say more.");
}

void markChanges(RunCourse &course, const experiment::Experiment &experiment, std::span<const metrics::Mark> marks,
                 std::span<const experiment::FaultEvent> faults)
{
    using Origin = RunCourse::Mark::Origin;
    for (const auto &border : experiment::stageBordersOf(experiment.plan))
        course.marks.push_back({.at = border.at, .word = QString::fromStdString(border.word), .origin = Origin::Plan});
    auto changes = experiment::changesOf(experiment, marks);
    std::ranges::move(experiment::momentsOf(faults), std::back_inserter(changes));
    for (const auto &change : changes)
        course.marks.push_back({.at = change.at,
                                .word = QString::fromStdString(change.word),
                                .origin = Origin::User,
                                .side = change.target});
    std::ranges::sort(course.marks, {}, &RunCourse::Mark::at);
}

bool asksForOnePage(const experiment::Experiment &experiment)
{
    const auto &plan = experiment.plan;
    const auto hasOne = [](const experiment::Target &target) {
        for (std::size_t server = 0; server < experiment::serverCount(target); ++server)
            if (experiment::serverAt(target, server).keys > 1)
                return false;
        return true;
    };
    return plan.feeds.empty() && plan.variables.empty() && plan.moreRequests.empty()
        && std::ranges::all_of(experiment.targets, hasOne);
}

void markExpiries(RunCourse &course)
{
    constexpr std::size_t kMostMarks = 12;
    std::vector<RunCourse::Mark> marks;
    for (const auto &side : course.sides) {
        bool warm = false;
        for (const auto &point : side.points) {
            const bool missed = count(point, CacheResult::Miss) > 0;
            if (missed && warm)
                marks.push_back({.at = point.start, .word = Words::tr("TTL", "mark: time to live is over")});
            if (missed)
                warm = false;
            else if (count(point, CacheResult::Hit) > 0)
                warm = true;
        }
    }
    if (marks.size() <= kMostMarks)
        course.marks.insert(course.marks.end(), marks.begin(), marks.end());
}

}
