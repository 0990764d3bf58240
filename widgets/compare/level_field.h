#pragma once

#include "load/load_plan.h"
#include "load/load_profile.h"

#include <QTimer>
#include <QWidget>

#include <chrono>
#include <optional>

class QDoubleSpinBox;
class QLabel;
class QToolButton;

namespace escala::compare {

/// The load of a run under way: users or requests/s, to be changed while it goes on, and back to what is planned.
class LevelField : public QWidget {
    Q_OBJECT

public:
    explicit LevelField(QWidget *parent = nullptr);

    /// A run with this plan begins.
    void begin(const load::LoadPlan &plan);
    /// How long is measured already: with stages the planned level moves, and the field with it until it is edited.
    void follow(std::chrono::nanoseconds measured);

Q_SIGNALS:
    /// Empty: the plan's again. Edits that follow each other closely are one.
    void levelRequested(std::optional<double> level);

private:
    void edited();
    void backToPlan();
    void show(double level);

    QLabel *m_label;
    QDoubleSpinBox *m_level;
    QToolButton *m_planned;
    QTimer m_settle;
    load::LoadPlan m_plan;
    std::optional<load::LoadProfile> m_profile;
    double m_plannedLevel = 0;
    bool m_own = false; ///< Set by the user.
};

}
