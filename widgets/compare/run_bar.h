#pragma once

#include "compare/experiment_model.h"
#include "experiment/runner.h"

#include <QWidget>

#include <optional>

class QLineEdit;
class QMenu;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace escala::compare {

class LevelField;
class StartButton;
class StatePill;

/// The row at the top: what to run, where, how it stands, and the one primary button that starts and stops it.
class RunBar : public QWidget {
    Q_OBJECT

public:
    /// `exports` and `more`: menus of the window.
    RunBar(ExperimentModel &model, QMenu *exports, QMenu *more, QWidget *parent = nullptr);

    void setState(experiment::Runner::State state);
    /// Of a run that is being measured.
    void setPaused(bool paused);
    void showView(const experiment::RunView &view);
    void setCanExport(bool can);
    /// As a click on Pause or Resume: nothing where that is off.
    void togglePause();
    void focusUrl();
    void focusPrimary();
    void openExports();

Q_SIGNALS:
    void startRequested();
    void stopRequested();
    void pauseToggled();
    void levelRequested(std::optional<double> level);
    void openPlanRequested();
    void savePlanRequested();
    /// The text in the URL field can't be loaded; says why.
    void urlRefused(const QString &sentence);

private:
    QWidget *buildPresets();
    QWidget *buildTargets();
    void buildPause();
    void refreshPause();
    void addUrl();
    void refresh();

    ExperimentModel &m_model;
    experiment::Experiment m_started; ///< The last one that was.
    experiment::Runner::State m_state = experiment::Runner::State::Idle;
    QToolButton *m_presets;
    QLineEdit *m_url;
    QToolButton *m_add;
    StatePill *m_pill;
    StartButton *m_primary;
    QPushButton *m_pause;
    QStackedWidget *m_middle; ///< Targets to add before a run, its load while it goes on.
    LevelField *m_level;
    bool m_paused = false;
    QToolButton *m_exports;
};

/// StartingServers to Finishing.
[[nodiscard]] bool isUnderWay(experiment::Runner::State state) noexcept;

}
