#include "session.h"

#include "http/url.h"
#include "interrupt.h"
#include "load/target_requests.h"
#include "pictures.h"
#include "printing.h"
#include "progress_line.h"
#include "recording.h"
#include "report/markup.h"

#include <QEventLoop>
#include <QTimer>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <optional>

namespace escala::ctl {

namespace {

using experiment::Experiment;
using experiment::Runner;
using experiment::RunResult;

/// How a run ended: with a result, or with a sentence that says why there is none.
struct Outcome {
    std::shared_ptr<const RunResult> result;
    std::string failure;
    bool unreachable = false;
    bool interrupted = false;
};

Outcome carryOut(const Experiment &experiment, const HistoryOptions &history)
{
    Outcome outcome;
    Runner runner;
    Interrupt interrupt;
    ProgressLine progress(experiment);
    const auto recorder = recorderOf(runner, history, [&progress] { progress.clear(); });
    QEventLoop loop;
    QObject::connect(&interrupt, &Interrupt::requested, &runner, [&] {
        outcome.interrupted = true;
        runner.stop();
    });
    QObject::connect(&runner, &Runner::stateChanged, &loop, [&](Runner::State state) { progress.show(state); });
    QObject::connect(&runner, &Runner::viewChanged, &loop,
                     [&](const experiment::RunViewPtr &view) { progress.show(*view); });
    QObject::connect(&runner, &Runner::notice, &loop, [&](const QString &sentence) {
        progress.clear();
        spdlog::warn("{}", report::printable(sentence.toStdString()));
    });
    QObject::connect(&runner, &Runner::finished, &loop, [&](const std::shared_ptr<const RunResult> &result) {
        outcome.result = result;
        loop.quit();
    });
    QObject::connect(&runner, &Runner::failed, &loop, [&](const QString &sentence, bool unreachable) {
        outcome.failure = sentence.toStdString();
        outcome.unreachable = unreachable;
        loop.quit();
    });
    QTimer::singleShot(0, &runner, [&] { runner.start(experiment); });
    loop.exec();
    finish(recorder.get());
    return outcome;
}

/// Says which target could not be reached, where there is one.
bool reportUnreachable(const RunResult &result)
{
    bool any = false;
    for (const experiment::TargetResult &target : result.targets) {
        if (!wasUnreachable(target))
            continue;
        complain(
            ExitStatus::Unreachable,
            fmt::format("{} could not be reached: no connection was made; is it running, and is the address right?",
                        target.url));
        any = true;
    }
    return any;
}

ExitStatus conclude(const SessionOptions &options, const Outcome &outcome)
{
    const ExitStatus status = printAndWrite(*outcome.result, options.outputs, options.thresholds);
    const bool unreachable = reportUnreachable(*outcome.result);
    if (outcome.interrupted)
        return ExitStatus::Interrupted;
    if (unreachable && status != ExitStatus::Failure)
        return ExitStatus::Unreachable;
    return status;
}

std::optional<std::string> hostNotAllowed(const Experiment &experiment, const std::vector<std::string> &allowed)
{
    for (const std::string &host : foreignHosts(experiment))
        if (std::ranges::find(allowed, host) == allowed.end())
            return host;
    return std::nullopt;
}

/// What is wrong with the files and secrets that requests are made from.
std::string problemOfSources(const Experiment &experiment)
{
    std::vector<http::Url> urls;
    for (const experiment::Target &target : experiment.targets)
        urls.push_back(http::parseUrl(target.server ? "http://localhost/" : target.url).value_or(http::Url()));
    return load::problemOfSources(experiment.plan, urls);
}

/// What is known to be wrong before anything is started; empty when nothing is.
std::string problemBefore(const Experiment &experiment, const SessionOptions &options)
{
    if (std::string problem = problemOf(experiment); !problem.empty())
        return problem;
    if (const auto host = hostNotAllowed(experiment, options.allowedHosts))
        return fmt::format("{} is not this machine; load on it needs the consent of its owner. "
                           "If you have it, add --i-am-allowed-to-load {}",
                           *host, *host);
    if (std::string problem = problemOfSources(experiment); !problem.empty())
        return problem;
    if (std::string problem = problemOfRepeating(options); !problem.empty())
        return problem;
    return problemOf(options.outputs);
}

}

ExitStatus complain(ExitStatus status, const std::string &sentence)
{
    spdlog::error("{}", report::printable(sentence));
    return status;
}

void addThresholds(CLI::App &command, std::vector<report::Threshold> &thresholds)
{
    command
        .add_option_function<std::vector<std::string>>(
            "--threshold",
            [&thresholds](const std::vector<std::string> &expressions) {
                for (const std::string &expression : expressions) {
                    auto threshold = report::parseThreshold(expression);
                    if (!threshold)
                        throw CLI::ValidationError("--threshold", threshold.error());
                    thresholds.push_back(std::move(*threshold));
                }
            },
            "a condition such as 'p99<200ms' or 'errors<1%'; exit status 3 where a target misses it; may be repeated")
        ->allow_extra_args(false)
        ->group("Results");
}

ExitStatus printAndWrite(const RunResult &result, const Outputs &outputs,
                         const std::vector<report::Threshold> &thresholds)
{
    const auto outcomes = report::evaluate(thresholds, result);
    const Written written = write(outputs, result, outcomes);
    for (const std::string &problem : written.problems)
        complain(ExitStatus::Failure, problem);
    const bool printed = print(written.standardOutput.value_or(resultText(result, outcomes, written.paths)));
    if (!printed)
        complain(ExitStatus::Failure, "the result could not be written to standard output");
    if (!printed || !written.problems.empty())
        return ExitStatus::Failure;
    const bool passed = std::ranges::all_of(outcomes, &report::ThresholdOutcome::passed);
    return passed ? ExitStatus::Done : ExitStatus::ThresholdMissed;
}

void SessionOptions::addTo(CLI::App &command)
{
    addThresholds(command, thresholds);
    command.add_option("--i-am-allowed-to-load", allowedHosts, "a host that is not this machine; may be repeated")
        ->type_name("HOST")
        ->allow_extra_args(false);
    history.addForRunsTo(command);
    repeat.addTo(command);
    outputs.addTo(command);
}

ExitStatus runExperiment(const Experiment &experiment, const SessionOptions &options, char *program)
{
    // Before anything that asks Qt: translations, paths of files, the Runner's own program.
    int argumentCount = 1;
    char *arguments[] = {program, nullptr};
    const auto application = makeApplication(options.outputs.wantPictures(), argumentCount, arguments);
    if (const std::string problem = problemBefore(experiment, options); !problem.empty())
        return complain(ExitStatus::BadArguments, problem);
    if (options.outputs.wantPictures() && !havePictures())
        spdlog::warn("this escalactl was built without the chart renderer: pictures are left out");
    if (options.repeat.rounds > 0)
        return repeatExperiment(experiment, options);
    const Outcome outcome = carryOut(experiment, options.history);
    if (outcome.result)
        return conclude(options, outcome);
    if (outcome.interrupted)
        return complain(ExitStatus::Interrupted, outcome.failure);
    return complain(outcome.unreachable ? ExitStatus::Unreachable : ExitStatus::Failure, outcome.failure);
}

}
