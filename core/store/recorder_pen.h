#pragma once

#include "store/database.h"
#include "store/run_recorder.h"
#include "store/run_writer.h"
#include "store/task_queue.h"

#include <memory>
#include <vector>

namespace escala::store {

/// The part of a RunRecorder that is on its thread: writes, and keeps for the next attempt what could not be written.
class RunRecorder::Pen : public TaskQueue {
    Q_OBJECT

public:
    using ResultPtr = std::shared_ptr<const experiment::RunResult>;

    explicit Pen(std::filesystem::path file);

    void begin(const ResultPtr &head, const Repetition &repetition);
    void add(const std::vector<metrics::TargetSecond> &seconds, const ResultPtr &soFar);
    void finish(const ResultPtr &result);
    void abandon();

Q_SIGNALS:
    void changed(const QString &id);
    void problem(const QString &sentence);

private:
    /// Whether the run is in the file, so that it can go on there.
    [[nodiscard]] bool ensureBegun();
    [[nodiscard]] bool writePending();
    [[nodiscard]] bool report(const std::expected<void, StoreError> &outcome);

    std::filesystem::path m_file;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<RunWriter> m_writer; ///< Null until the run is in the file.
    ResultPtr m_head;                    ///< Null between runs.
    ResultPtr m_soFar;
    Repetition m_repetition;
    std::vector<metrics::TargetSecond> m_pending;
    bool m_told = false; ///< Its problem, once a run.
};

}
