#include "experiment/repetition.h"

#include "experiment/run_sample.h"
#include "experiment/verdict_text.h"

#include <QUuid>

#include <algorithm>
#include <numeric>
#include <ranges>

namespace escala::experiment {

namespace {

/// One of the targets alone, with what is planned to be done to it.
Experiment alone(const Experiment &experiment, std::size_t target)
{
    Experiment one = experiment;
    one.targets = {experiment.targets[target]};
    std::erase_if(one.faults, [&](const PlannedFault &fault) { return fault.target != one.targets.front().name; });
    return one;
}

using std::chrono::nanoseconds;

/// The seconds that begin after the warm-up in one; the last of them in any case.
analysis::Block settled(const std::vector<analysis::Block> &seconds, nanoseconds warmUp)
{
    const auto length = [](nanoseconds sum, const analysis::Block &block) { return sum + block.length; };
    analysis::Block whole;
    nanoseconds start = std::accumulate(seconds.begin(), seconds.end(), nanoseconds(), length);
    for (const analysis::Block &block : std::views::reverse(seconds)) {
        start -= block.length;
        if (start >= warmUp || whole.length == nanoseconds::zero())
            whole = joined(block, whole);
    }
    return whole;
}

using Round = std::vector<const RepeatedRun *>; // by target; null where there is none

std::vector<Round> wholeRounds(const RepetitionResult &result)
{
    std::vector<Round> rounds(result.rounds, Round(result.experiment.targets.size()));
    for (const RepeatedRun &run : result.runs)
        rounds[run.round - 1][run.target] = &run;
    std::erase_if(rounds, [](const Round &round) { return std::ranges::find(round, nullptr) != round.end(); });
    return rounds;
}

bool isInvalid(const Round &round)
{
    return std::ranges::any_of(round, [](const RepeatedRun *run) { return run->verdict == metrics::Verdict::Invalid; });
}

}

std::vector<analysis::RunSample> RepetitionResult::samples() const
{
    std::vector<analysis::RunSample> all;
    for (std::size_t target = 0; target < experiment.targets.size(); ++target) {
        analysis::RunSample &sample = all.emplace_back();
        sample.run = experiment.name;
        sample.target = experiment.targets[target].name;
        sample.plan = planSettings(alone(experiment, target));
        sample.pairing = group;
        for (const Round &round : wholeRounds(*this)) {
            if (isInvalid(round))
                continue;
            const RepeatedRun &run = *round[target];
            sample.blocks.push_back(run.block);
            if (run.verdict > sample.verdict) {
                sample.verdict = run.verdict;
                sample.verdictText = run.verdictText;
            }
        }
    }
    return all;
}

std::size_t RepetitionResult::invalidRounds() const
{
    return static_cast<std::size_t>(std::ranges::count_if(wholeRounds(*this), isInvalid));
}

Repetition::Repetition(Runner &runner, QObject *parent)
    : QObject(parent)
    , m_runner(runner)
{
    connect(&m_runner, &Runner::secondsMeasured, this, &Repetition::onSeconds);
    connect(&m_runner, &Runner::finished, this, &Repetition::onFinished);
    connect(&m_runner, &Runner::failed, this, &Repetition::onFailed);
}

Repetition::~Repetition() = default;

void Repetition::start(const Experiment &experiment, std::uint32_t rounds)
{
    if (m_result || m_runner.isRunning())
        return;
    m_result = std::make_unique<RepetitionResult>();
    m_result->group = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
    m_result->experiment = experiment;
    m_result->rounds = std::max(1U, rounds);
    m_begun = 0;
    if (std::string problem = problemOf(experiment); !problem.empty()) {
        m_result->failure = std::move(problem);
        end();
        return;
    }
    beginNext();
}

void Repetition::stop()
{
    if (!m_result)
        return;
    m_result->stopped = true;
    if (m_runner.isRunning())
        m_runner.stop();
    else
        end();
}

void Repetition::beginNext()
{
    const std::size_t targets = m_result->experiment.targets.size();
    const std::size_t target = m_begun % targets;
    const auto round = static_cast<std::uint32_t>(m_begun / targets + 1);
    ++m_begun;
    m_seconds.clear();
    Q_EMIT runBegins({.group = m_result->group,
                      .round = round,
                      .rounds = m_result->rounds,
                      .target = target,
                      .targetName = m_result->experiment.targets[target].name});
    m_runner.start(alone(m_result->experiment, target));
}

void Repetition::onSeconds(const std::vector<metrics::TargetSecond> &seconds)
{
    if (!m_result)
        return;
    for (const metrics::TargetSecond &each : seconds)
        m_seconds.push_back(blockOf(each.second));
}

void Repetition::onFinished(const std::shared_ptr<const RunResult> &result)
{
    if (!m_result)
        return;
    if (m_result->stopped || result->stopped) { // somebody may have told the runner itself
        m_result->stopped = true;
        end();
        return;
    }
    const TargetResult &target = result->targets.front();
    if (wasUnreachable(target)) {
        m_result->unreachable = true;
        m_result->failure =
            tr("%1 could not be reached: no connection was made; is it running, and is the address right?")
                .arg(QString::fromStdString(target.url))
                .toStdString();
        end();
        return;
    }
    const std::size_t targets = m_result->experiment.targets.size();
    const analysis::WarmUpEnd warmUp = analysis::warmUpOf(target.figures.series);
    m_result->runs.push_back({.id = result->id,
                              .round = static_cast<std::uint32_t>((m_begun - 1) / targets + 1),
                              .target = (m_begun - 1) % targets,
                              .block = settled(inTime(m_seconds, target.figures.summary), warmUp.at),
                              .warmUp = warmUp,
                              .verdict = result->generator.verdict,
                              .verdictText = describe(result->generator, result->experiment)});
    Q_EMIT runEnded(m_result->runs.back());
    // Not from within the signal: others hear it after us, and should not find the next run begun.
    const bool isLast = m_begun >= targets * m_result->rounds;
    QMetaObject::invokeMethod(
        this,
        [this, isLast] {
            if (!m_result)
                return;
            if (isLast || m_result->stopped)
                end();
            else
                beginNext();
        },
        Qt::QueuedConnection);
}

void Repetition::onFailed(const QString &sentence, bool unreachable)
{
    if (!m_result)
        return;
    if (!m_result->stopped) {
        m_result->failure = sentence.toStdString();
        m_result->unreachable = unreachable;
    }
    end();
}

void Repetition::end()
{
    const std::shared_ptr<const RepetitionResult> result = std::move(m_result);
    Q_EMIT ended(result);
}

}
