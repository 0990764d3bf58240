#include "store/experiment_fields.h"

#include "experiment/experiment_file.h"

#include <algorithm>

namespace escala::store {

namespace {

using experiment::RunResult;
using experiment::TargetResult;

template <typename Io>
void plainFields(Io &io, Is<TargetResult> auto &target)
{
    io(target.url, target.server, target.behind, target.courses, target.measuringSince, target.figures);
}

template <typename Io>
void plainFields(Io &io, Is<RunResult> auto &result)
{
    io(result.id, result.startedAt, result.host, result.engineThreads, result.generator, result.targets, result.marks,
       result.faults, result.endedBy, result.stopped, result.notes);
}

/// Whoever shows a result finds targets by these.
bool pointsAtTargets(const RunResult &result)
{
    const std::size_t targets = result.targets.size();
    return targets <= result.experiment.targets.size() && (!result.endedBy || result.endedBy->target < targets)
        && std::ranges::all_of(result.faults, [targets](const auto &fault) { return fault.target < targets; });
}

}

void fields(ArchiveWriter &io, const TargetResult &target)
{
    plainFields(io, target);
    io(target.total != nullptr, target.figures.total != nullptr);
    if (target.total)
        io(*target.total);
}

void fields(ArchiveReader &io, TargetResult &target)
{
    plainFields(io, target);
    bool there = false;
    bool inFigures = false;
    io(there, inFigures);
    if (!there)
        return;
    auto total = std::make_shared<metrics::Tally>();
    io(*total);
    target.total = std::move(total);
    if (inFigures)
        target.figures.total = target.total;
}

void fields(ArchiveWriter &io, const RunResult &result)
{
    io(experiment::writeExperiment(result.experiment));
    plainFields(io, result);
}

void fields(ArchiveReader &io, RunResult &result)
{
    std::string plan;
    io(plan);
    plainFields(io, result);
    if (!io.good())
        return;
    auto experiment = experiment::parseExperiment(plan);
    if (!experiment) {
        io.fail();
        return;
    }
    result.experiment = std::move(*experiment);
    if (!pointsAtTargets(result)) {
        io.fail();
        return;
    }
    for (std::size_t target = 0; target < result.targets.size(); ++target)
        result.targets[target].target = result.experiment.targets[target];
}

}
