#include "compare/course.h"

#include <QCoreApplication>

namespace escala::compare {

using charts::RunCourse;
using experiment::Experiment;
using experiment::Target;
using metrics::CacheResult;
using metrics::SeriesPoint;

namespace {

RunCourse::Side sideOf(const Target &target, const metrics::TargetSnapshot &figures)
{
    return {.name = QString::fromStdString(target.name),
            .localServer = target.server.has_value(),
            .points = figures.series,
            .step = figures.seriesStep};
}

std::uint64_t count(const SeriesPoint &point, CacheResult result)
{
    return point.cache.at(static_cast<std::size_t>(result));
}

// A cached answer expires: misses come back after hits. Seen in the answers, not guessed from the TTL.
void markExpiries(RunCourse &course, const std::vector<SeriesPoint> &points)
{
    constexpr std::size_t kMostMarks = 12; // more are no help to the eye
    std::vector<RunCourse::Mark> marks;
    bool warm = false;
    for (const auto &point : points) {
        const bool missed = count(point, CacheResult::Miss) > 0;
        if (missed && warm)
            marks.push_back({point.start, QCoreApplication::translate("compare", "TTL")});
        if (missed)
            warm = false;
        else if (count(point, CacheResult::Hit) > 0)
            warm = true;
    }
    if (marks.size() <= kMostMarks)
        course.marks.insert(course.marks.end(), marks.begin(), marks.end());
}

RunCourse planned(const Experiment &experiment)
{
    RunCourse course;
    course.plannedLength = experiment.plan.duration;
    return course;
}

}

charts::RunCoursePtr courseOf(const Experiment &experiment, const experiment::RunView &view)
{
    auto course = planned(experiment);
    course.running = true;
    for (std::size_t i = 0; i < experiment.targets.size() && i < view.snapshot->targets.size(); ++i) {
        course.sides.push_back(sideOf(experiment.targets[i], view.snapshot->targets[i]));
        markExpiries(course, view.snapshot->targets[i].series);
    }
    return std::make_shared<const RunCourse>(std::move(course));
}

charts::RunCoursePtr courseOf(const experiment::RunResult &result)
{
    auto course = planned(result.experiment);
    if (result.stopped)
        course.plannedLength.reset(); // the charts end where the run did
    for (const auto &target : result.targets) {
        course.sides.push_back(sideOf(target.target, target.figures));
        markExpiries(course, target.figures.series);
    }
    return std::make_shared<const RunCourse>(std::move(course));
}

charts::RunCoursePtr emptyCourse(const Experiment &experiment)
{
    auto course = planned(experiment);
    for (const auto &target : experiment.targets)
        course.sides.push_back(sideOf(target, {}));
    return std::make_shared<const RunCourse>(std::move(course));
}

}
