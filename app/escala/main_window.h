#pragma once

#include "compare/experiment_model.h"
#include "experiment/runner.h"
#include "store/history_thread.h"
#include "window/window_settings.h"

#include <QMainWindow>

#include <string>

class QMenu;
class QStackedWidget;

namespace escala::compare {
class ComparePage;
class RunBar;
class SettingsPanel;
}

namespace escala::window {

class ExportControl;
class LabControl;
class LatestView;
class MachineControl;
class MomentControl;
class PlanFiles;
class RunControl;
class SideBar;
class StatusStrip;

/// The window: composes its parts and passes signals between them.
///
/// Remembers layout and settings where QSettings does. Closing it stops a run and its servers.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// `serverProgram`: path of escala-server; empty: beside this program.
    explicit MainWindow(const QString &serverProgram = {}, QWidget *parent = nullptr);
    ~MainWindow() override;

    void open(const experiment::Experiment &experiment);
    /// Of the page that is open.
    void start();
    /// "compare" or "lab".
    void openPage(const std::string &name);

    [[nodiscard]] compare::ExperimentModel &model() noexcept { return m_model; }
    [[nodiscard]] compare::ComparePage &page() noexcept { return *m_page; }
    [[nodiscard]] const RunControl &runs() const noexcept { return *m_runs; }
    [[nodiscard]] LabControl &lab() noexcept { return *m_lab; }

protected:
    void closeEvent(QCloseEvent *event) override;
    bool event(QEvent *event) override;

private:
    void compose();
    [[nodiscard]] QMenu *buildMenu();
    void addAppearances(QMenu *menu);
    void connectRuns();
    void connectExports();
    void connectMachine();
    void connectLab();
    void connectMoments();
    void addFaults(QMenu *menu);
    [[nodiscard]] bool inLab() const;
    void stop();
    void showState(experiment::Runner::State state);
    void showView(const experiment::RunViewPtr &view);
    void remember();
    void choose(Appearance appearance);
    void applyTheme();
    void about();

    QString m_serverProgram;
    WindowSettings m_settings;
    compare::ExperimentModel m_model;
    store::HistoryThread m_seconds; ///< What is asked of single seconds, so that it waits for nothing else.
    bool m_theming = false;
    compare::RunBar *m_bar = nullptr;
    compare::SettingsPanel *m_panel = nullptr;
    compare::ComparePage *m_page = nullptr;
    StatusStrip *m_status = nullptr;
    RunControl *m_runs = nullptr;
    ExportControl *m_exports = nullptr;
    PlanFiles *m_plans = nullptr;
    MachineControl *m_machine = nullptr;
    LabControl *m_lab = nullptr;
    LatestView *m_views = nullptr;
    SideBar *m_side = nullptr;
    QStackedWidget *m_bars = nullptr;
    QStackedWidget *m_pages = nullptr;
};

}
