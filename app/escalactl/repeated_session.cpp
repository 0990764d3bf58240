#include "repeated_session.h"

#include "experiment/repetition.h"
#include "history_diff.h"
#include "interrupt.h"
#include "progress_line.h"
#include "recording.h"
#include "report/markup.h"
#include "report/repetition_report.h"
#include "session.h"
#include "store/run_sample.h"

#include <QEventLoop>
#include <QTimer>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>

namespace escala::ctl {

namespace {

using experiment::Experiment;
using experiment::Repetition;
using experiment::RepetitionPlace;
using experiment::RepetitionResult;
using experiment::Runner;
using ResultPtr = std::shared_ptr<const RepetitionResult>;

constexpr std::uint32_t kMostRounds = 1000;

/// What earlier runs of the plan tell; nothing where there is no history that can be read.
analysis::Variation earlier(const Experiment &experiment, const HistoryOptions &options)
{
    const auto file = options.file();
    if (!file || !std::filesystem::exists(*file))
        return {};
    const auto history = store::History::open(*file);
    if (!history)
        return {}; // the recorder says why
    return store::earlierVariationOfRounds(**history, experiment).value_or(analysis::Variation());
}

analysis::Variation ofRounds(const std::vector<experiment::RepeatedRun> &runs, std::size_t targets)
{
    std::vector<analysis::Variation> all;
    for (std::size_t target = 0; target < targets; ++target) {
        std::vector<analysis::Block> blocks;
        for (const experiment::RepeatedRun &run : runs) {
            if (run.target == target)
                blocks.push_back(run.block);
        }
        all.push_back(analysis::variationOf(blocks));
    }
    return analysis::worstOf(all);
}

/// A repetition with its line of progress, its recorder and its interrupt.
class Session {
public:
    Session(const Experiment &experiment, const SessionOptions &options)
        : m_experiment(experiment)
        , m_rounds(options.repeat.rounds)
        , m_known(earlier(experiment, options.history))
        , m_repetition(m_runner)
        , m_recorder(recorderOf(m_runner, options.history, [this] { clear(); }))
    {
        QObject::connect(&m_interrupt, &Interrupt::requested, &m_repetition, &Repetition::stop);
        QObject::connect(&m_runner, &Runner::stateChanged, &m_loop, [this](Runner::State state) {
            if (m_progress)
                m_progress->show(state);
        });
        QObject::connect(&m_runner, &Runner::viewChanged, &m_loop, [this](const experiment::RunViewPtr &view) {
            if (m_progress)
                m_progress->show(*view);
        });
        QObject::connect(&m_runner, &Runner::notice, &m_loop,
                         [this](const QString &sentence) { warn(sentence.toStdString()); });
        QObject::connect(&m_repetition, &Repetition::runBegins, &m_loop,
                         [this](const RepetitionPlace &place) { onRunBegins(place); });
        QObject::connect(&m_repetition, &Repetition::runEnded, &m_loop,
                         [this](const experiment::RepeatedRun &run) { onRunEnded(run); });
        QObject::connect(&m_repetition, &Repetition::ended, &m_loop, [this](const ResultPtr &result) {
            m_result = result;
            m_loop.quit();
        });
    }

    ResultPtr carryOut()
    {
        spdlog::info("{}", report::outlookText(m_rounds, m_known));
        QTimer::singleShot(0, &m_repetition, [this] { m_repetition.start(m_experiment, m_rounds); });
        m_loop.exec();
        m_progress.reset();
        finish(m_recorder.get());
        return m_result;
    }

private:
    void clear()
    {
        if (m_progress)
            m_progress->clear();
    }

    void warn(const std::string &sentence)
    {
        clear();
        spdlog::warn("{}", report::printable(sentence));
    }

    void onRunBegins(const RepetitionPlace &place)
    {
        m_current = m_experiment;
        m_current.targets = {m_experiment.targets[place.target]};
        m_progress.reset();
        m_progress.emplace(m_current, fmt::format("round {} of {}: ", place.round, place.rounds));
        if (m_recorder)
            m_recorder->setRepetition({.group = place.group, .round = place.round});
    }

    void onRunEnded(const experiment::RepeatedRun &run)
    {
        m_runs.push_back(run);
        const std::size_t targets = m_experiment.targets.size();
        if (m_known.runs >= analysis::kFewestRunsThatTell || m_rounds <= analysis::kFewestRunsThatTell
            || m_runs.size() != analysis::kFewestRunsThatTell * targets)
            return;
        if (const std::string text = report::outlookAfter(m_rounds, ofRounds(m_runs, targets)); !text.empty()) {
            clear();
            spdlog::info("{}", text);
        }
    }

    const Experiment &m_experiment;
    std::uint32_t m_rounds;
    analysis::Variation m_known;
    Experiment m_current; ///< The target that is on, alone: the line of progress looks at it.
    std::optional<ProgressLine> m_progress;
    std::vector<experiment::RepeatedRun> m_runs;
    Runner m_runner;
    Repetition m_repetition;
    std::unique_ptr<store::RunRecorder> m_recorder;
    Interrupt m_interrupt;
    QEventLoop m_loop;
    ResultPtr m_result;
};

ExitStatus deliverAll(const RepetitionResult &result, const std::vector<report::ComparedRuns> &comparisons,
                      const Outputs &outputs)
{
    ExitStatus status = ExitStatus::Done;
    if (!outputs.junit.empty())
        status = std::max(status, deliver(comparisonJunit(comparisons), outputs.junit));
    if (!outputs.json.empty())
        status = std::max(status, deliver(repetitionJson(result, comparisons), outputs.json));
    if (outputs.json != "-" && outputs.junit != "-")
        status = std::max(status, deliver(repetitionText(result, comparisons)));
    return status;
}

}

void RepeatOptions::addTo(CLI::App &command)
{
    command
        .add_option(
            "--repeat", rounds,
            "carry it out in so many rounds, the targets in turns, each time as a run of its own, and compare the "
            "rounds")
        ->check(CLI::Range(2U, kMostRounds))
        ->type_name("N");
    addFailConditions(command, conditions);
}

std::string problemOfRepeating(const SessionOptions &options)
{
    const Outputs &outputs = options.outputs;
    if (options.repeat.rounds == 0)
        return options.repeat.conditions.empty() ? ""
                                                 : "--fail-if is about the rounds of --repeat; for two runs of the "
                                                   "history use escalactl history diff";
    if (!options.thresholds.empty())
        return "--threshold is about a single run; with --repeat use --fail-if";
    for (const auto &[name, file] : {std::pair("--out", &outputs.dir), std::pair("--csv", &outputs.csv),
                                     std::pair("--series-csv", &outputs.seriesCsv), std::pair("--hlog", &outputs.hlog),
                                     std::pair("--html", &outputs.html), std::pair("--charts", &outputs.charts),
                                     std::pair("--save-plan", &outputs.plan)}) {
        if (!file->empty())
            return fmt::format("{} is about a single run; --repeat has --json and --junit, and keeps each run in the "
                               "history",
                               name);
    }
    return {};
}

ExitStatus repeatExperiment(const Experiment &experiment, const SessionOptions &options)
{
    if (experiment.targets.size() < 2 && !options.repeat.conditions.empty())
        return complain(ExitStatus::BadArguments,
                        "--fail-if compares the other targets with the first, and there is only one; for two runs of "
                        "the history use escalactl history diff");
    const ResultPtr result = Session(experiment, options).carryOut();
    const auto comparisons = report::comparedRounds(*result, options.repeat.conditions);
    if (!result->failure.empty())
        complain(result->unreachable ? ExitStatus::Unreachable : ExitStatus::Failure, result->failure);
    const ExitStatus delivered =
        result->runs.empty() ? ExitStatus::Done : deliverAll(*result, comparisons, options.outputs);
    if (result->stopped)
        return ExitStatus::Interrupted;
    if (delivered != ExitStatus::Done)
        return delivered;
    if (!result->failure.empty())
        return result->unreachable ? ExitStatus::Unreachable : ExitStatus::Failure;
    return report::failed(comparisons) ? ExitStatus::ThresholdMissed : ExitStatus::Done;
}

}
