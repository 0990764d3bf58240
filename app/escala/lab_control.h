#pragma once

#include "compare/experiment_model.h"
#include "experiment/runner.h"
#include "window/window_settings.h"

#include <QObject>

class QMenu;

namespace escala::lab {
class LabBar;
class LabPage;
class LabPanel;
}

namespace escala::window {

class ExportControl;
class LatestView;
class PlanFiles;
class RunControl;
class StatusStrip;

/// The lab of the window: its model, its runs, and the widgets that show them.
class LabControl : public QObject {
    Q_OBJECT

public:
    LabControl(WindowSettings &settings, const QString &serverProgram, StatusStrip &status, QWidget *window);
    ~LabControl() override;

    /// Makes the row at the top; `more` is the window's menu.
    [[nodiscard]] lab::LabBar *makeBar(QMenu *more, QWidget *parent);
    [[nodiscard]] lab::LabPage *page() const noexcept { return m_page; }
    [[nodiscard]] lab::LabPanel *panel() const noexcept { return m_panel; }
    [[nodiscard]] RunControl &runs() const noexcept { return *m_runs; }
    [[nodiscard]] compare::ExperimentModel &model() noexcept { return m_model; }

    void start();
    void stop();
    void openExports();
    void askToOpen();
    void askToSave();
    /// Does to the selected server what a key stands for.
    void strikeSelected(experiment::Fault::Kind kind);
    /// The first target of an experiment, with its faults and the load, becomes the topology; false where it has none.
    bool take(const experiment::Experiment &experiment);

Q_SIGNALS:
    /// The page is asked to start.
    void startRequested();
    void stateChanged(escala::experiment::Runner::State state);
    void compareRequested(const escala::experiment::Experiment &both);

private:
    void connectRuns();
    void connectExports();
    void showState(experiment::Runner::State state);
    void showView(const experiment::RunViewPtr &view);

    StatusStrip &m_status;
    compare::ExperimentModel m_model;
    RunControl *m_runs;
    ExportControl *m_exports;
    PlanFiles *m_plans;
    lab::LabBar *m_bar = nullptr;
    lab::LabPage *m_page;
    lab::LabPanel *m_panel;
    LatestView *m_views;
};

}
