#pragma once

#include "experiment/runner.h"
#include "store/run_writer.h"

#include <QObject>
#include <QString>
#include <QThread>

#include <filesystem>
#include <memory>

namespace escala::store {

/// Keeps the runs of a Runner in the history as they go: what a run had measured until a second ago is there, whatever
/// becomes of this program.
///
/// Lives on the Runner's thread and hands everything on to a thread of its own, which has the connection to the file;
/// the Runner never waits for a disk. A history that can't be written never stops a run: `problem` says it once a run,
/// and what could not be written is tried again with the next second, after the end of the run every few seconds.
class RunRecorder : public QObject {
    Q_OBJECT

public:
    explicit RunRecorder(std::filesystem::path file, QObject *parent = nullptr);
    /// Writes what it still has, as far as that can be written.
    ~RunRecorder() override;

    /// The runs that this one makes from now on.
    void follow(experiment::Runner &runner);
    /// Of the runs that begin from now on; an empty group: of none.
    void setRepetition(const Repetition &repetition);
    /// Waits until everything that was handed over has been written, or could not be.
    void flush();

Q_SIGNALS:
    /// A row of the list is new, or has another state.
    void changed(const QString &id);
    /// A sentence for people.
    void problem(const QString &sentence);
    /// Likewise, about what opening had to do: a damaged file was set aside.
    void notice(const QString &sentence);

private:
    class Pen;

    void onBegan(const std::shared_ptr<const experiment::RunResult> &head);
    void onView(const experiment::RunViewPtr &view);
    void onSeconds(const std::vector<metrics::TargetSecond> &seconds);
    void onFinished(const std::shared_ptr<const experiment::RunResult> &result);

    Repetition m_repetition;
    experiment::RunViewPtr m_view; ///< The latest one of the run that is on.
    QThread m_thread;
    Pen *m_pen; ///< On m_thread, which deletes it.
};

/// What a view tells beside the seconds: the generator's health, marks, faults, phases. Not the servers' courses, of
/// which what is new is written.
void learn(experiment::RunResult &soFar, const experiment::RunView &view);

}
