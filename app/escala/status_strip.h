#pragma once

#include "experiment/experiment.h"
#include "metrics/snapshot.h"

#include <QStatusBar>

class QLabel;
class QProgressBar;
class QPushButton;

namespace escala::window {

/// The line at the bottom: how far the run is, what a frame of the window costs, where load goes; and what happened to
/// the history, until somebody has looked there.
class StatusStrip : public QStatusBar {
    Q_OBJECT

public:
    explicit StatusStrip(QWidget *parent = nullptr);

    void showRun(const metrics::Snapshot &snapshot);
    /// Before the time of a run; empty: a run of its own.
    void setRound(const QString &round);
    void showExport(int done, int all);
    void showIdle();
    void showFrame(double milliseconds);
    void showHosts(const std::vector<std::string> &foreignHosts);
    /// That the history was found damaged, and a way to its page, where the sentence stands; an empty one takes it
    /// away.
    void showHistoryNotice(const QString &sentence);

Q_SIGNALS:
    void historyRequested();

private:
    QProgressBar *m_progress;
    QLabel *m_time;
    QLabel *m_round;
    QLabel *m_frame;
    QLabel *m_hosts;
    QPushButton *m_history;
};

}
