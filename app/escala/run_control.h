#pragma once

#include "compare/experiment_model.h"
#include "compare/result_exporter.h"
#include "experiment/repetition.h"
#include "experiment/runner.h"

#include <QObject>

#include <cstdint>
#include <memory>
#include <optional>

namespace escala::window {

/// Start and Stop: asks before load goes to another host, runs the experiment, keeps the last result. GUI thread.
class RunControl : public QObject {
    Q_OBJECT

public:
    /// `window`: where the question is asked.
    RunControl(compare::ExperimentModel &model, const QString &serverProgram, QWidget *window);

    [[nodiscard]] experiment::Runner::State state() const noexcept { return m_runner.state(); }
    /// For those who watch it, as the history does.
    [[nodiscard]] experiment::Runner &runner() noexcept { return m_runner; }
    [[nodiscard]] bool isRunning() const noexcept { return m_runner.isRunning() || inRounds(); }
    /// Of the last run that had one; null at first and while the next is under way.
    [[nodiscard]] const compare::ResultPtr &result() const noexcept { return m_result; }

    /// Ignored while a run is under way or the experiment can't be started. More than one round: the targets in turns,
    /// each time as a run of its own; `repeated` then comes in place of `finished`.
    void start(std::uint32_t rounds = 1);
    void stop();
    /// Nothing begins while a run is paused; its time goes on. Only while measuring; else ignored.
    void togglePause();
    /// Another number of users or rate than planned; empty: the plan's. While paused it is taken when the run resumes.
    void setLevel(std::optional<double> level);
    /// As Runner's.
    void strike(std::size_t target, std::size_t server, const experiment::Fault &fault);
    void mend(std::size_t target, std::size_t server);
    [[nodiscard]] bool isPaused() const noexcept { return m_paused; }

Q_SIGNALS:
    void stateChanged(escala::experiment::Runner::State state);
    void viewChanged(const escala::experiment::RunViewPtr &view);
    void began(const std::shared_ptr<const escala::experiment::RunResult> &head);
    void finished(const escala::compare::ResultPtr &result);
    /// A run of a repetition begins, after its stateChanged and before its `began`. Its other states are told as those
    /// of one long run.
    void roundBegins(const escala::experiment::RepetitionPlace &place);
    /// It has ended; it may have been stopped.
    void roundFinished(const escala::compare::ResultPtr &result);
    /// The end of a repetition, by itself, by Stop or by a failure (after `failed`).
    void repeated(const std::shared_ptr<const escala::experiment::RepetitionResult> &result);
    void pausedChanged(bool paused);
    void notice(const QString &sentence);
    void failed(const QString &sentence);

private:
    void ask(const QStringList &hosts);
    void run();
    void onState(experiment::Runner::State state);
    void onRepeated(const std::shared_ptr<const experiment::RepetitionResult> &result);
    [[nodiscard]] bool inRounds() const noexcept { return m_repetition->isRunning(); }
    void setPaused(bool paused);

    compare::ExperimentModel &m_model;
    QWidget *m_window;
    experiment::Runner m_runner;
    /// Hears of the runner after this object, which so knows of each end whether it is of a round.
    std::unique_ptr<experiment::Repetition> m_repetition;
    std::optional<experiment::RepetitionPlace> m_place; ///< Of the round that is on.
    std::uint32_t m_rounds = 1;                         ///< As asked for.
    compare::ResultPtr m_result;
    std::optional<double> m_level; ///< In place of the plan's.
    bool m_paused = false;
    bool m_asking = false;
};

}
