#include "history/side_by_side.h"

#include <QStringList>

#include <algorithm>

namespace escala::history {

namespace {

using experiment::RunResult;

QStringList namesOf(const std::vector<OpenRun> &runs)
{
    QStringList names;
    for (const auto &run : runs) {
        auto name = run.name;
        for (int number = 2; names.contains(name); ++number)
            name = QStringLiteral("%1 (%2)").arg(run.name).arg(number);
        names << name;
    }
    return names;
}

void appendTargets(RunResult &all, const RunResult &run, const QString &name)
{
    for (auto target : run.targets) {
        if (run.targets.size() > 1)
            target.target.name = name.toStdString() + " · " + target.target.name;
        else
            target.target.name = name.toStdString();
        all.experiment.targets.push_back(target.target);
        all.targets.push_back(std::move(target));
    }
}

// A mark of all targets of its run becomes one of each, since the others have not been marked.
void appendMarks(RunResult &all, const RunResult &run, std::size_t first)
{
    for (auto mark : run.marks) {
        const auto begin = mark.target.value_or(0);
        const auto end = mark.target ? begin + 1 : run.targets.size();
        for (auto target = begin; target < end; ++target) {
            mark.target = first + target;
            all.marks.push_back(mark);
        }
    }
    for (auto fault : run.faults) {
        fault.target += first;
        all.faults.push_back(std::move(fault));
    }
}

void appendVerdict(RunResult &all, const RunResult &run, std::size_t first)
{
    all.generator.verdict = std::max(all.generator.verdict, run.generator.verdict);
    for (auto reason : run.generator.reasons) {
        reason.target += first;
        all.generator.reasons.push_back(reason);
    }
    all.generator.cpuShare = std::max(all.generator.cpuShare, run.generator.cpuShare);
    all.generator.lagP99 = std::max(all.generator.lagP99, run.generator.lagP99);
}

}

compare::ResultPtr sideBySide(const std::vector<OpenRun> &runs)
{
    if (runs.empty())
        return {};
    if (runs.size() == 1)
        return runs.front().result;
    const auto names = namesOf(runs);
    auto all = std::make_shared<RunResult>();
    const auto &first = *runs.front().result;
    all->id = first.id;
    all->startedAt = first.startedAt;
    all->host = first.host;
    all->engineThreads = first.engineThreads;
    all->experiment.plan = first.experiment.plan;
    all->experiment.name = names.join(QStringLiteral(", ")).toStdString();
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const auto &run = *runs[i].result;
        const auto before = all->targets.size();
        appendTargets(*all, run, names.at(static_cast<qsizetype>(i)));
        appendMarks(*all, run, before);
        appendVerdict(*all, run, before);
        all->stopped = all->stopped || run.stopped;
        if (run.experiment.plan.length() != first.experiment.plan.length())
            all->stopped = true; // no planned length is that of all: the charts end where the longest does
    }
    return all;
}

}
