#pragma once

#include "compare/duration_edit.h"
#include "watch/plan_model.h"
#include "watch/watch_list_model.h"

#include <QFrame>

class QFormLayout;
class QLabel;
class QPushButton;

namespace escala::compare {
class ElidedLabel;
}

namespace escala::watch {

class SloCard;

/// The selected target, scrape or process: its figures in full, how often it is asked, and its objectives.
class TargetDetails : public QWidget {
    Q_OBJECT

public:
    explicit TargetDetails(PlanModel &model, QWidget *parent = nullptr);

    /// Either may be null; `others`: how many are selected beside it.
    void show(const monitor::TargetView *target, const monitor::SourceView *source, const monitor::MonitorView &view,
              std::size_t window, qsizetype others);
    void focusInterval();

private:
    void build();
    QLabel *addFigure(const QString &label);
    void showTarget(const monitor::TargetView &target, const monitor::MonitorView &view, std::size_t window);
    void showSource(const monitor::SourceView &source);
    void showObjectives(const std::string &target, const monitor::MonitorView &view);
    void refreshInterval();

    PlanModel &m_model;
    QString m_shown; ///< Name of what is shown.
    QLabel *m_name;
    compare::ElidedLabel *m_url;
    QLabel *m_hint;
    QWidget *m_figures;
    QFormLayout *m_rows = nullptr;
    QLabel *m_state = nullptr;
    QLabel *m_since = nullptr;
    QLabel *m_available = nullptr;
    QLabel *m_p50 = nullptr;
    QLabel *m_p95 = nullptr;
    QLabel *m_p99 = nullptr;
    QLabel *m_phases = nullptr;
    QLabel *m_hits = nullptr;
    QLabel *m_certificate = nullptr;
    QLabel *m_probes = nullptr;
    QLabel *m_last;
    compare::DurationEdit *m_interval;
    QPushButton *m_remove;
    QLabel *m_objectives;
    std::vector<SloCard *> m_cards; ///< Made once; those that are not needed are hidden.
    QWidget *m_cardBox;
};

}
