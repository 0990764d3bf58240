#include "store/run_sample.h"

#include "experiment/run_sample.h"
#include "store/words.h"

#include <QtGlobal>

#include <algorithm>
#include <chrono>

namespace escala::store {

namespace {

using namespace std::chrono_literals;

using ResultPtr = std::shared_ptr<const experiment::RunResult>;

/// A minute at a time: whole seconds take some room, their blocks little.
std::expected<std::vector<analysis::Block>, StoreError> blocksOf(const History &history, const std::string &id,
                                                                 std::size_t target, std::chrono::nanoseconds length)
{
    std::vector<analysis::Block> blocks;
    for (auto from = std::chrono::nanoseconds(); from <= length; from += 1min) {
        const auto seconds = history.seconds(id, target, from, from + 1min);
        if (!seconds)
            return std::unexpected(seconds.error());
        for (const metrics::Second &second : *seconds)
            blocks.push_back(experiment::blockOf(second));
    }
    return blocks;
}

/// What a part of a run says is not all that it would have said.
void tellOfItsEnd(analysis::RunSample &sample, const RunRow &row)
{
    const std::string end = row.state == RunState::Running
        ? say(QT_TRANSLATE_NOOP("History", "the run is still on, and only what there is so far is compared"))
        : say(QT_TRANSLATE_NOOP("History", "the run was interrupted, and only what there is of it is compared"));
    sample.verdict = std::max(sample.verdict, metrics::Verdict::Degraded);
    sample.verdictText += (sample.verdictText.empty() ? "" : "; ") + end;
}

bool samePlan(const experiment::Experiment &one, const experiment::Experiment &other)
{
    return experiment::planSettings(one) == experiment::planSettings(other);
}

}

std::expected<std::vector<analysis::RunSample>, StoreError> samplesOf(const History &history, const std::string &id)
{
    const auto row = history.row(id);
    if (!row)
        return std::unexpected(row.error());
    const auto result = history.load(row->id);
    if (!result)
        return std::unexpected(result.error());
    std::vector<analysis::RunSample> samples;
    for (std::size_t target = 0; target < (*result)->targets.size(); ++target) {
        // Late answers may come after the end: a minute more is asked for.
        auto blocks = blocksOf(history, row->id, target, row->duration + 1min);
        if (!blocks)
            return std::unexpected(blocks.error());
        samples.push_back(experiment::sampleOf(**result, target, std::move(*blocks)));
        samples.back().run = row->name;
        if (row->state != RunState::Finished)
            tellOfItsEnd(samples.back(), *row);
    }
    return samples;
}

std::expected<RunRow, StoreError> baselineFor(const History &history, const std::string &id)
{
    const auto row = history.row(id);
    if (!row)
        return std::unexpected(row.error());
    auto baselines = history.list({.baselines = true});
    if (!baselines)
        return std::unexpected(baselines.error());
    std::erase_if(*baselines, [&row](const RunRow &each) { return each.id == row->id; });
    if (baselines->empty())
        return std::unexpected(StoreError{
            .kind = StoreError::Kind::NotFound,
            .message = say(QT_TRANSLATE_NOOP("History", "no other run is a baseline; name the one to compare with"))});
    const auto candidate = history.load(row->id);
    if (!candidate)
        return std::unexpected(candidate.error());
    for (const RunRow &each : *baselines) {
        const auto baseline = history.load(each.id);
        if (baseline && samePlan((*baseline)->experiment, (*candidate)->experiment))
            return each;
    }
    return baselines->front();
}

std::expected<analysis::Variation, StoreError>
earlierVariation(const History &history, const experiment::Experiment &experiment, std::size_t most)
{
    constexpr std::size_t kLookedAt = 200;
    const std::string &target = experiment.targets.front().name;
    const auto rows = history.list({.state = RunState::Finished, .limit = kLookedAt});
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<analysis::Block> runs;
    for (const RunRow &row : *rows) {
        if (runs.size() == most)
            break;
        if (row.targets.size() != 1 || row.targets.front() != target || row.verdict == metrics::Verdict::Invalid)
            continue;
        const auto result = history.load(row.id);
        if (!result)
            return std::unexpected(result.error());
        if (samePlan((*result)->experiment, experiment))
            runs.push_back(experiment::blockOf((*result)->targets.front()));
    }
    return analysis::variationOf(runs);
}

std::expected<analysis::Variation, StoreError> earlierVariationOfRounds(const History &history,
                                                                        const experiment::Experiment &experiment)
{
    std::vector<analysis::Variation> all;
    for (const experiment::Target &target : experiment.targets) {
        experiment::Experiment one = experiment;
        one.targets = {target};
        const auto variation = earlierVariation(history, one);
        if (!variation)
            return variation;
        all.push_back(*variation);
    }
    return analysis::worstOf(all);
}

}
