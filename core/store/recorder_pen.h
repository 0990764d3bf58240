#pragma once

#include "store/database.h"
#include "store/run_recorder.h"
#include "store/run_writer.h"
#include "store/task_queue.h"

#include <QTimer>

#include <deque>
#include <memory>
#include <vector>

namespace escala::store {

/// The part of a RunRecorder that is on its thread: writes, and keeps for the next attempt what could not be written.
///
/// While an attempt waits for another program to let go of the file, what comes in meanwhile is gathered for a single
/// next one. A run that ended while nothing could be written is tried again now and then, and with the next run.
class RunRecorder::Pen : public TaskQueue {
    Q_OBJECT

public:
    using ResultPtr = std::shared_ptr<const experiment::RunResult>;

    explicit Pen(std::filesystem::path file);

    void begin(const ResultPtr &head, const Repetition &repetition);
    void add(const std::vector<metrics::TargetSecond> &seconds, const experiment::RunViewPtr &view);
    void note(const QString &sentence);
    void finish(const ResultPtr &result);
    void abandon();
    /// All that waits, as far as it can be written.
    void write();

Q_SIGNALS:
    void changed(const QString &id);
    void problem(const QString &sentence);
    void notice(const QString &sentence);

private:
    /// A run that is not yet in the file as a whole.
    struct Story {
        ResultPtr head;
        experiment::RunResult soFar;
        experiment::RunViewPtr view; ///< The latest one; null before the first.
        Repetition repetition;
        std::deque<metrics::TargetSecond> pending;
        ResultPtr result; ///< Null until it is finished.
        bool abandoned = false;
        bool told = false;                 ///< Its problem.
        std::unique_ptr<RunWriter> writer; ///< Null until the run is in the file.

        [[nodiscard]] bool isOver() const { return result || abandoned; }
    };

    [[nodiscard]] bool isOn() const;
    void writeSoon();
    /// Each of these: whether it went well; what went wrong was said.
    [[nodiscard]] bool write(Story &story);
    [[nodiscard]] bool ensureOpen(Story &story);
    [[nodiscard]] bool ensureBegun(Story &story);
    [[nodiscard]] bool writePending(Story &story);
    [[nodiscard]] bool end(Story &story);
    [[nodiscard]] bool report(Story &story, const std::expected<void, StoreError> &outcome);

    std::filesystem::path m_file;
    std::unique_ptr<Database> m_database;
    std::deque<Story> m_stories; ///< The last one may be on.
    bool m_writesSoon = false;
    bool m_locked = false; ///< Another program did not let go of the file; what else waits need not try.
    QTimer m_again;
};

}
