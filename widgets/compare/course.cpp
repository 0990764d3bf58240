#include "compare/course.h"

#include "charts/course_reading.h"
#include "charts/result_course.h"

namespace escala::compare {

using charts::RunCourse;
using experiment::Experiment;
using experiment::Target;

namespace {

RunCourse::Side sideOf(const Target &target, const metrics::TargetSnapshot &figures)
{
    return {.name = QString::fromStdString(target.name),
            .localServer = target.server.has_value(),
            .points = figures.series,
            .tails = {figures.tail, figures.serviceTail},
            .heat = figures.heat,
            .done = figures.phase == metrics::TargetPhase::Done,
            .step = figures.seriesStep};
}

RunCourse planned(const Experiment &experiment)
{
    RunCourse course;
    course.plannedLength = experiment.plan.length();
    return course;
}

}

charts::RunCoursePtr courseOf(const Experiment &experiment, const experiment::RunView &view)
{
    auto course = planned(experiment);
    course.running = true;
    for (std::size_t i = 0; i < experiment.targets.size() && i < view.snapshot->targets.size(); ++i)
        course.sides.push_back(sideOf(experiment.targets[i], view.snapshot->targets[i]));
    course.calibration = view.snapshot->generator.calibration;
    if (charts::asksForOnePage(experiment))
        charts::markExpiries(course);
    charts::markChanges(course, experiment, view.snapshot->marks, view.faults);
    return std::make_shared<const RunCourse>(std::move(course));
}

charts::RunCoursePtr courseOf(const experiment::RunResult &result)
{
    return std::make_shared<const RunCourse>(charts::courseOf(result));
}

charts::RunCoursePtr emptyCourse(const Experiment &experiment)
{
    auto course = planned(experiment);
    for (const auto &target : experiment.targets)
        course.sides.push_back(sideOf(target, {}));
    return std::make_shared<const RunCourse>(std::move(course));
}

}
