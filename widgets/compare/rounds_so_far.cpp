#include "compare/rounds_so_far.h"

#include <algorithm>
#include <utility>

namespace escala::compare {

using experiment::RunView;
using metrics::Snapshot;

namespace {

metrics::GeneratorHealth placed(metrics::GeneratorHealth health, std::size_t target)
{
    for (metrics::VerdictReason &reason : health.reasons)
        reason.target = target;
    return health;
}

}

void RoundsSoFar::begin(const experiment::Experiment &experiment)
{
    m_experiment = experiment;
    m_seen.assign(experiment.targets.size(), {});
    m_results.assign(experiment.targets.size(), nullptr);
}

experiment::RunViewPtr RoundsSoFar::placed(const RunView &view, std::size_t target)
{
    if (!view.snapshot || view.snapshot->targets.empty() || target >= m_seen.size())
        return nullptr;
    m_seen[target] = view.snapshot->targets.front();
    Snapshot all;
    all.elapsed = view.snapshot->elapsed;
    all.remaining = view.snapshot->remaining;
    all.progress = view.snapshot->progress;
    all.targets = m_seen;
    all.generator = compare::placed(view.snapshot->generator, target);
    all.marks = view.snapshot->marks;
    for (metrics::Mark &mark : all.marks)
        mark.target = target;
    RunView whole{.snapshot = std::make_shared<const Snapshot>(std::move(all)),
                  .servers = std::vector<std::optional<experiment::ServerStatus>>(m_seen.size()),
                  .topologies = {},
                  .courses = {},
                  .faults = view.faults,
                  .measuringSince = {}};
    if (!view.servers.empty())
        whole.servers[target] = view.servers.front();
    for (experiment::FaultEvent &fault : whole.faults)
        fault.target = target;
    return std::make_shared<const RunView>(std::move(whole));
}

void RoundsSoFar::take(const ResultPtr &result, std::size_t target)
{
    if (target >= m_results.size() || result->targets.size() != 1)
        return;
    m_results[target] = result;
    m_seen[target] = result->targets.front().figures;
}

ResultPtr RoundsSoFar::latest() const
{
    if (m_results.empty() || std::ranges::find(m_results, nullptr) != m_results.end())
        return nullptr;
    experiment::RunResult all = *m_results.front();
    all.experiment = m_experiment;
    all.targets.clear();
    all.faults.clear();
    all.marks.clear();
    for (std::size_t target = 0; target < m_results.size(); ++target) {
        const experiment::RunResult &one = *m_results[target];
        all.targets.push_back(one.targets.front());
        if (one.generator.verdict > all.generator.verdict || target == 0)
            all.generator = compare::placed(one.generator, target);
        for (metrics::Mark mark : one.marks) {
            mark.target = target;
            all.marks.push_back(mark);
        }
        for (experiment::FaultEvent fault : one.faults) {
            fault.target = target;
            all.faults.push_back(std::move(fault));
        }
    }
    return std::make_shared<const experiment::RunResult>(std::move(all));
}

}
