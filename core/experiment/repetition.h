#pragma once

#include "analysis/run_sample.h"
#include "analysis/warm_up.h"
#include "experiment/runner.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace escala::experiment {

/// One target in one round: a run of its own.
struct RepeatedRun {
    std::string id;          ///< Of the run.
    std::uint32_t round = 0; ///< From 1.
    std::size_t target = 0;
    analysis::Block block;      ///< All of it after its warm-up.
    analysis::WarmUpEnd warmUp; ///< By MSER-5; seconds that begin before it are not in the block.
    metrics::Verdict verdict = metrics::Verdict::Valid;
    std::string verdictText; ///< The verdict with its reasons, for people.
};

/// What came of a repetition. A value type.
struct RepetitionResult {
    std::string group; ///< UUID, the same for all its runs.
    Experiment experiment;
    std::uint32_t rounds = 0;      ///< As asked for.
    std::vector<RepeatedRun> runs; ///< Those that came to their end, in order of time.
    bool stopped = false;          ///< Ended by stop(); the run that was on then is not among them.
    std::string failure;           ///< Why it ended early by itself, for people; empty where it did not.
    bool unreachable = false;      ///< A target could not be reached.

    /// A sample a target with a block a round, in pairs: of the rounds in which every target has a run, none of them
    /// invalid.
    [[nodiscard]] std::vector<analysis::RunSample> samples() const;
    /// How many rounds were left out for the verdict of one of their runs.
    [[nodiscard]] std::size_t invalidRounds() const;
};

/// Which run of a repetition is next.
struct RepetitionPlace {
    std::string group;
    std::uint32_t round = 1; ///< From 1.
    std::uint32_t rounds = 1;
    std::size_t target = 0;
    std::string targetName;
};

/// Runs the targets of an experiment again and again, one after the other, in rounds: A B A B …, each a run of its own
/// with its own servers. So a machine that drifts is as unfair to one as to the other, and what differs from run to run
/// is seen, which the seconds of one run do not tell. What one run has of warm-up is cut by MSER-5.
///
/// Drives a Runner that others may watch and record: `runBegins` comes before each of its runs. Lives on the Runner's
/// thread. One repetition at a time; the Runner is left alone otherwise.
class Repetition : public QObject {
    Q_OBJECT

public:
    /// The runner outlives this object.
    explicit Repetition(Runner &runner, QObject *parent = nullptr);
    ~Repetition() override;

    /// Ignored while the runner is at work. `rounds` at least 1.
    void start(const Experiment &experiment, std::uint32_t rounds);
    /// Ends the run that is on, and with it all; `ended` follows with what there is.
    void stop();
    [[nodiscard]] bool isRunning() const noexcept { return m_result != nullptr; }

Q_SIGNALS:
    void runBegins(const escala::experiment::RepetitionPlace &place);
    void runEnded(const escala::experiment::RepeatedRun &run);
    void ended(const std::shared_ptr<const escala::experiment::RepetitionResult> &result);

private:
    void beginNext();
    void onSeconds(const std::vector<metrics::TargetSecond> &seconds);
    void onFinished(const std::shared_ptr<const RunResult> &result);
    void onFailed(const QString &sentence, bool unreachable);
    void end();

    Runner &m_runner;
    std::unique_ptr<RepetitionResult> m_result; ///< While it is on.
    std::size_t m_begun = 0;                    ///< Runs.
    std::vector<analysis::Block> m_seconds;     ///< Of the run that is on.
};

}
