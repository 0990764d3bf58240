#pragma once

#include "compare/experiment_model.h"
#include "experiment/runner.h"

#include <QWidget>

#include <vector>

class QLabel;
class QMenu;
class QToolButton;

namespace escala::compare {
class StartButton;
class StatePill;
}

namespace escala::lab {

/// The row at the top of the lab: what is built, what to compare it with, how it stands, and the one primary button.
class LabBar : public QWidget {
    Q_OBJECT

public:
    /// `exports` and `more`: menus of the window.
    LabBar(compare::ExperimentModel &model, QMenu *exports, QMenu *more, QWidget *parent = nullptr);

    void setState(experiment::Runner::State state);
    void setCanExport(bool can);
    /// It was run: once it is changed, "Compare with…" offers it as it was before.
    void remember(const experiment::Experiment &ran);
    void openExports();

Q_SIGNALS:
    void startRequested();
    void stopRequested();
    void openRequested();
    void saveRequested();
    /// Both sides for the Compare page.
    void compareRequested(const escala::experiment::Experiment &both);

private:
    [[nodiscard]] QToolButton *menuButton(const QString &text, const QString &name, QMenu *menu);
    void buildTopologyMenu();
    void fillCompareMenu();
    void putInFront(bool cache);
    void compareWith(const experiment::Experiment &other, const QString &name);
    void refresh();

    compare::ExperimentModel &m_model;
    std::vector<experiment::Experiment> m_ran; ///< The last two that differ.
    experiment::Runner::State m_state = experiment::Runner::State::Idle;
    QMenu *m_topologyMenu;
    QMenu *m_compareMenu;
    QToolButton *m_topology;
    QToolButton *m_compare;
    compare::StatePill *m_pill;
    compare::StartButton *m_primary;
    QToolButton *m_exports;
};

}
