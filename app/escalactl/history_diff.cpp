#include "history_diff.h"

#include "report/markup.h"
#include "session.h"
#include "store/run_sample.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace escala::ctl {

namespace {

using analysis::RunSample;
using report::ComparedRuns;

/// A stored run with its targets.
struct Loaded {
    std::string id;
    std::vector<RunSample> targets;
};

std::expected<Loaded, store::StoreError> load(const store::History &history, const std::string &id)
{
    const auto row = history.row(id);
    if (!row)
        return std::unexpected(row.error());
    auto targets = store::samplesOf(history, row->id);
    if (!targets)
        return std::unexpected(targets.error());
    return Loaded{.id = row->id, .targets = std::move(*targets)};
}

const RunSample *find(const Loaded &run, const std::string &target)
{
    const auto found = std::ranges::find(run.targets, target, &RunSample::target);
    return found == run.targets.end() ? nullptr : &*found;
}

std::string namesOf(const Loaded &run)
{
    std::string names;
    for (const RunSample &sample : run.targets)
        names += (names.empty() ? "" : ", ") + sample.target;
    return names;
}

using Partners = std::vector<std::pair<const RunSample *, const RunSample *>>;

/// Targets of one name belong together, and those that are left where both runs have as many of them: a URL's name is
/// its address, which may have changed.
std::expected<Partners, std::string> partnersOf(const Loaded &baseline, const Loaded &candidate)
{
    Partners partners;
    std::vector<const RunSample *> alone;
    for (const RunSample &sample : candidate.targets) {
        if (find(baseline, sample.target) == nullptr)
            alone.push_back(&sample);
    }
    std::size_t next = 0;
    for (const RunSample &sample : baseline.targets) {
        const RunSample *partner = find(candidate, sample.target);
        if (partner == nullptr && next < alone.size())
            partner = alone[next++];
        if (partner == nullptr)
            next = alone.size() + 1; // more are left here than there
        else
            partners.emplace_back(&sample, partner);
    }
    if (next != alone.size())
        return std::unexpected(fmt::format("the targets of the two runs are not the same ({} and {}); choose one with "
                                           "--target",
                                           namesOf(baseline), namesOf(candidate)));
    return partners;
}

std::expected<Partners, std::string> chosen(const Loaded &baseline, const Loaded &candidate, const std::string &target)
{
    if (target.empty())
        return partnersOf(baseline, candidate);
    const RunSample *one = find(baseline, target);
    const RunSample *other = find(candidate, target);
    if (one == nullptr || other == nullptr)
        return std::unexpected(fmt::format("there is no target \"{}\" in {}; it has {}", target,
                                           one == nullptr ? baseline.id : candidate.id,
                                           namesOf(one == nullptr ? baseline : candidate)));
    return Partners{{one, other}};
}

}

void addFailConditions(CLI::App &command, std::vector<report::FailCondition> &conditions)
{
    command
        .add_option_function<std::vector<std::string>>(
            "--fail-if",
            [&conditions](const std::vector<std::string> &expressions) {
                for (const std::string &expression : expressions) {
                    auto condition = report::parseFailCondition(expression);
                    if (!condition)
                        throw CLI::ValidationError("--fail-if", condition.error());
                    conditions.push_back(std::move(*condition));
                }
            },
            "a change that is not good enough, such as 'p99 > +5%', 'throughput < -3%' or 'errors >= +0.5pp'; exit "
            "status 3 where its whole interval is beyond that (>= and <=: or at it), or nothing can be compared; may "
            "be repeated")
        ->type_name("CHANGE")
        ->allow_extra_args(false);
}

HistoryDiff::HistoryDiff(CLI::App &history)
    : HistoryAction(history, "diff", "compare two runs, or a run with the baseline, with intervals and words")
{
    CLI::App &options = add();
    options
        .add_option(
            "id", m_ids,
            "the baseline and the candidate; one alone is the candidate, compared with the run that is marked as "
            "a baseline")
        ->required()
        ->type_name("ID")
        ->expected(1, 2);
    options.add_option("--target", m_target, "only this target of both runs")->type_name("NAME");
    options.add_flag("--variants", m_variants, "compare the targets of one run with its first");
    options.add_flag("--any-plan", m_anyPlan, "compare runs of different plans too");
    addFailConditions(options, m_conditions);
    options.add_option("--json", m_json,
                       "write the comparison as one JSON object; - prints it, alone, on standard output");
    options.add_option("--junit", m_junit, "write JUnit XML: a suite a target, a test a --fail-if")->type_name("FILE");
}

HistoryDiff::Pairs HistoryDiff::compareVariants(const store::History &history) const
{
    if (m_ids.size() != 1 || !m_target.empty())
        return std::unexpected(complain(ExitStatus::BadArguments,
                                        "--variants compares the targets of one run: name one, without --target"));
    const auto run = load(history, m_ids.front());
    if (!run)
        return std::unexpected(complain(run.error()));
    if (run->targets.size() < 2)
        return std::unexpected(
            complain(ExitStatus::BadArguments,
                     fmt::format("run {} has one target; there is nothing to compare it with", run->id)));
    std::vector<ComparedRuns> pairs;
    for (std::size_t candidate = 1; candidate < run->targets.size(); ++candidate)
        pairs.push_back(
            report::compared(run->targets.front(), run->id, run->targets[candidate], run->id, m_conditions));
    return pairs;
}

HistoryDiff::Pairs HistoryDiff::compareRuns(const store::History &history) const
{
    std::string baselineId = m_ids.front();
    if (m_ids.size() == 1) {
        const auto row = store::baselineFor(history, m_ids.front());
        if (!row)
            return std::unexpected(complain(row.error()));
        baselineId = row->id;
    }
    const auto baseline = load(history, baselineId);
    if (!baseline)
        return std::unexpected(complain(baseline.error()));
    const auto candidate = load(history, m_ids.back());
    if (!candidate)
        return std::unexpected(complain(candidate.error()));
    const auto partners = chosen(*baseline, *candidate, m_target);
    if (!partners)
        return std::unexpected(complain(ExitStatus::BadArguments, partners.error()));
    std::vector<ComparedRuns> pairs;
    for (const auto &[one, other] : *partners)
        pairs.push_back(
            report::compared(*one, baseline->id, *other, candidate->id, m_conditions, {.samePlan = !m_anyPlan}));
    return pairs;
}

ExitStatus HistoryDiff::deliverAll(const std::vector<ComparedRuns> &pairs) const
{
    ExitStatus status = ExitStatus::Done;
    if (!m_junit.empty())
        status = std::max(status, deliver(comparisonJunit(pairs), m_junit));
    if (!m_json.empty() && m_json != "-")
        status = std::max(status, deliver(comparisonJson(pairs), m_json));
    if (m_json == "-")
        status = std::max(status, deliver(comparisonJson(pairs)));
    else if (m_junit != "-")
        status = std::max(status, deliver(comparisonText(pairs)));
    return status;
}

ExitStatus HistoryDiff::run(store::History &history)
{
    if (m_json == "-" && m_junit == "-")
        return complain(ExitStatus::BadArguments, "standard output can't hold both --json and --junit");
    const Pairs pairs = m_variants ? compareVariants(history) : compareRuns(history);
    if (!pairs)
        return pairs.error();
    if (const ExitStatus status = deliverAll(*pairs); status != ExitStatus::Done)
        return status;
    return report::failed(*pairs) ? ExitStatus::ThresholdMissed : ExitStatus::Done;
}

}
