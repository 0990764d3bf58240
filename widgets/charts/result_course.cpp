#include "charts/result_course.h"

#include "charts/course_reading.h"

namespace escala::charts {

RunCourse courseOf(const experiment::RunResult &result)
{
    RunCourse course;
    if (!result.stopped) // else the charts end where the run did
        course.plannedLength = result.experiment.plan.length();
    for (const auto &target : result.targets) {
        course.sides.push_back({.name = QString::fromStdString(target.target.name),
                                .localServer = target.target.server.has_value(),
                                .points = target.figures.series,
                                .tails = {target.figures.tail, target.figures.serviceTail},
                                .heat = target.figures.heat,
                                .step = target.figures.seriesStep});
    }
    course.calibration = result.generator.calibration;
    if (asksForOnePage(result.experiment))
        markExpiries(course);
    markChanges(course, result.experiment, result.marks, result.faults);
    return course;
}

}
