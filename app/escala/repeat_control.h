#pragma once

#include "compare/rounds_so_far.h"
#include "experiment/repetition.h"
#include "store/history_thread.h"
#include "window/rounds_exporter.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace escala::compare {
class ComparePage;
class ExperimentModel;
class RepeatSettings;
}

namespace escala::window {

class RunControl;
class StatusStrip;

/// Rounds on the Compare page: before the start which differences they will show, while they are on which one it is, at
/// the end what they say. GUI thread; history and comparison are read and computed on others.
class RepeatControl : public QObject {
    Q_OBJECT

public:
    struct Parts {
        RunControl &runs;
        compare::ExperimentModel &model;
        compare::RepeatSettings &settings;
        compare::ComparePage &page;
        StatusStrip &status;
        store::HistoryThread &history; ///< Asked for how much earlier runs varied.
    };
    RepeatControl(const Parts &parts, QObject *parent);

    /// As the page shows it: in rounds the target that is on beside what was last seen of the others.
    [[nodiscard]] experiment::RunViewPtr shown(const experiment::RunViewPtr &view);

    /// Of the rounds that ended last, each target's latest run, as the page shows them; null once a run begins, and
    /// where not every target has one.
    [[nodiscard]] const compare::ResultPtr &latest() const noexcept { return m_latest; }
    /// The rounds that ended last can be written into a folder: they have runs, and no other run has begun since.
    [[nodiscard]] bool canExport() const noexcept { return m_rounds != nullptr; }
    void exportRounds(const QString &folder);

Q_SIGNALS:
    /// Of `canExport`.
    void canExportChanged();
    /// The runs of the rounds are to be looked at.
    void historyRequested();

private:
    void askOutlook();
    void beginRound(const experiment::RepetitionPlace &place);
    void endRounds(const std::shared_ptr<const experiment::RepetitionResult> &result);

    Parts m_parts;
    QTimer m_rest;                       ///< Since the last change of what the outlook depends on.
    int m_outlooks = 0;                  ///< Asked for; an answer to an earlier one is too late.
    int m_beginnings = 0;                ///< Of runs and of rounds; likewise.
    std::optional<std::size_t> m_target; ///< The one that is on.
    compare::RoundsSoFar m_soFar;
    compare::ResultPtr m_latest;
    RoundsPtr m_rounds;
    RoundsExporter m_exporter;
};

}
