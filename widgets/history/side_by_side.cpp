#include "history/side_by_side.h"

#include "history/run_text.h"

#include <algorithm>

namespace escala::history {

namespace {

using experiment::RunResult;

// Of one name, each once.
template <typename Telling>
QStringList told(const std::vector<OpenRun> &runs, Telling apart)
{
    const auto now = std::chrono::system_clock::now();
    QStringList names;
    for (const auto &run : runs) {
        const bool shared =
            std::ranges::count_if(runs, [&run](const OpenRun &each) { return each.name == run.name; }) > 1;
        const auto name = shared ? apart(run, startedText(run.result->startedAt, now)) : run.name;
        auto single = name;
        for (int number = 2; names.contains(single); ++number)
            single = QStringLiteral("%1 (%2)").arg(name).arg(number);
        names << single;
    }
    return names;
}

// In legends there is no room for a name that tells nothing.
QStringList shortNamesOf(const std::vector<OpenRun> &runs)
{
    return told(runs, [](const OpenRun &, const QString &started) { return started; });
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

std::size_t baselineOf(const std::vector<OpenRun> &runs)
{
    std::size_t best = 0;
    for (std::size_t i = 1; i < runs.size(); ++i) {
        const auto &now = runs[best];
        const bool earlier = runs[i].result->startedAt < now.result->startedAt;
        if (runs[i].baseline != now.baseline ? runs[i].baseline : earlier)
            best = i;
    }
    return best;
}

bool sharesAName(const RunResult &one, const RunResult &other)
{
    return std::ranges::any_of(one.targets, [&other](const experiment::TargetResult &target) {
        return std::ranges::any_of(other.targets, [&target](const experiment::TargetResult &each) {
            return each.target.name == target.target.name;
        });
    });
}

}

QStringList namesOf(const std::vector<OpenRun> &runs)
{
    return told(runs, [](const OpenRun &run, const QString &started) { return QString(run.name % u' ' % started); });
}

std::vector<OpenPair> pairsOf(const std::vector<OpenRun> &runs)
{
    std::vector<OpenPair> pairs;
    if (runs.size() == 1) {
        for (std::size_t target = 1; target < runs.front().result->targets.size(); ++target)
            pairs.push_back({.baseline = {.run = 0, .target = 0}, .candidate = {.run = 0, .target = target}});
        return pairs;
    }
    const auto base = baselineOf(runs);
    for (std::size_t run = 0; run < runs.size(); ++run) {
        if (run == base)
            continue;
        const auto &baseline = *runs[base].result;
        const auto &candidate = *runs[run].result;
        const bool byName = sharesAName(baseline, candidate);
        for (std::size_t one = 0; one < baseline.targets.size(); ++one) {
            for (std::size_t other = 0; other < candidate.targets.size(); ++other) {
                const bool same =
                    byName ? baseline.targets[one].target.name == candidate.targets[other].target.name : one == other;
                if (same)
                    pairs.push_back(
                        {.baseline = {.run = base, .target = one}, .candidate = {.run = run, .target = other}});
            }
        }
    }
    return pairs;
}

compare::ResultPtr sideBySide(const std::vector<OpenRun> &runs)
{
    if (runs.empty())
        return {};
    if (runs.size() == 1)
        return runs.front().result;
    const auto names = shortNamesOf(runs);
    auto all = std::make_shared<RunResult>();
    const auto &first = *runs.front().result;
    all->id = first.id;
    all->startedAt = first.startedAt;
    all->host = first.host;
    all->engineThreads = first.engineThreads;
    all->experiment.plan = first.experiment.plan;
    all->experiment.name = namesOf(runs).join(QStringLiteral(", ")).toStdString();
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
