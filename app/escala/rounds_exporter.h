#pragma once

#include "compare/result_exporter.h"
#include "experiment/repetition.h"
#include "report/run_comparison.h"
#include "store/history_thread.h"

#include <QObject>

#include <memory>
#include <vector>

namespace escala::window {

/// What came of a repetition: its runs, and what they say.
struct Rounds {
    std::shared_ptr<const experiment::RepetitionResult> result;
    std::vector<report::ComparedRuns> comparisons;
};
using RoundsPtr = std::shared_ptr<const Rounds>;

/// Writes a repetition into a folder: what its rounds say, as rounds.txt and rounds.json, and everything of each run in
/// a folder of its own. The runs are read from the history one at a time. GUI thread.
class RoundsExporter : public QObject {
    Q_OBJECT

public:
    RoundsExporter(store::HistoryThread &history, QObject *parent);

    [[nodiscard]] bool isBusy() const noexcept { return m_rounds != nullptr; }
    /// Ignored while it is busy.
    void exportAll(const RoundsPtr &rounds, const QString &folder);

Q_SIGNALS:
    /// In runs.
    void progressed(int done, int all);
    void written(const QString &folder);
    /// What is not written, and why. Files written before stay; the rest is not tried.
    void failed(const QString &sentence);

private:
    void next();
    void fail(const QString &sentence);

    store::HistoryThread &m_history;
    compare::ResultExporter m_exporter;
    RoundsPtr m_rounds;
    QString m_folder;
    std::size_t m_done = 0;
};

}
