#pragma once

#include "watch/plan_model.h"
#include "watch/watch_list_model.h"

#include <QWidget>

class QLineEdit;
class QMenu;
class QToolButton;

namespace escala::compare {
class StartButton;
}

namespace escala::watch {

class WatchPill;

/// The row at the top of the Monitor page: what to watch next, how all stands, and the one primary button.
class MonitorBar : public QWidget {
    Q_OBJECT

public:
    /// `more`: the menu of the window.
    MonitorBar(PlanModel &model, QMenu *more, QWidget *parent = nullptr);

    void setWatching(bool watching);
    void showView(const ViewPtr &view);
    void focusUrl();

Q_SIGNALS:
    void startRequested();
    void stopRequested();
    void openRequested();
    void saveRequested();
    /// Something was added; empty where the field was wrong, and then why.
    void added(const QString &name);
    void refused(const QString &sentence);

private:
    [[nodiscard]] QMenu *buildAdd();
    [[nodiscard]] QMenu *buildPlan();
    void addUrl();
    void take(const PlanModel::Added &name);
    void refresh();

    PlanModel &m_model;
    ViewPtr m_view;
    bool m_watching = false;
    QLineEdit *m_url;
    QToolButton *m_add;
    QToolButton *m_plan;
    WatchPill *m_pill;
    compare::StartButton *m_primary;
};

}
