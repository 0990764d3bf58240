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

class AppearanceControl;
class ExportControl;
class HistoryControl;
class LabControl;
class LatestView;
class MachineControl;
class MomentControl;
class MonitorControl;
class PlanFiles;
class RepeatControl;
class RunControl;
class SideBar;
class StatusStrip;

/// The window: composes its parts and passes signals between them.
///
/// Remembers layout and settings where QSettings does. Closing it stops a run and its servers, and the watch of the
/// Monitor page too, where that does not stay in the tray.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// `serverProgram`: path of escala-server; empty: beside this program.
    explicit MainWindow(const QString &serverProgram = {}, QWidget *parent = nullptr);
    ~MainWindow() override;

    void open(const experiment::Experiment &experiment);
    /// Of the page that is open.
    void start();
    /// "compare", "lab", "monitor" or "history".
    void openPage(const std::string &name);

    [[nodiscard]] compare::ExperimentModel &model() noexcept { return m_model; }
    [[nodiscard]] compare::ComparePage &page() noexcept { return *m_page; }
    [[nodiscard]] const RunControl &runs() const noexcept { return *m_runs; }
    [[nodiscard]] LabControl &lab() noexcept { return *m_lab; }
    [[nodiscard]] MonitorControl &monitor() noexcept { return *m_monitor; }
    [[nodiscard]] HistoryControl &history() noexcept { return *m_history; }

protected:
    void closeEvent(QCloseEvent *event) override;
    bool event(QEvent *event) override;

private:
    void compose();
    [[nodiscard]] QMenu *buildMenu();
    void connectRuns();
    void connectRounds();
    void connectExports();
    void connectMachine();
    void connectLab();
    void connectMoments();
    void connectMonitor();
    void connectHistory();
    void addFaults(QMenu *menu);
    [[nodiscard]] bool inLab() const;
    [[nodiscard]] bool inMonitor() const;
    [[nodiscard]] bool inHistory() const;
    void searchOrGoToUrl();
    void stop();
    void showState(experiment::Runner::State state);
    void showView(const experiment::RunViewPtr &view);
    void comeBack();
    void quit();
    void remember();
    void about();

    QString m_serverProgram;
    WindowSettings m_settings;
    compare::ExperimentModel m_model;
    store::HistoryThread m_seconds; ///< What is asked of single seconds, so that it waits for nothing else.
    compare::RunBar *m_bar = nullptr;
    compare::SettingsPanel *m_panel = nullptr;
    compare::ComparePage *m_page = nullptr;
    StatusStrip *m_status = nullptr;
    RunControl *m_runs = nullptr;
    ExportControl *m_exports = nullptr;
    PlanFiles *m_plans = nullptr;
    MachineControl *m_machine = nullptr;
    AppearanceControl *m_appearance = nullptr;
    LabControl *m_lab = nullptr;
    MonitorControl *m_monitor = nullptr;
    HistoryControl *m_history = nullptr;
    RepeatControl *m_repeat = nullptr;
    bool m_quitting = false; ///< Closing it is meant, whatever could go on in the tray.
    LatestView *m_views = nullptr;
    SideBar *m_side = nullptr;
    QStackedWidget *m_bars = nullptr;
    QStackedWidget *m_pages = nullptr;
};

}
