#pragma once

#include "load/load_plan.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QSpinBox;

namespace escala::compare {

class DurationEdit;
class ModelSettings;
class Switch;

/// Edits a load plan; fields that have no row here are kept as they are.
class LoadSettings : public QWidget {
    Q_OBJECT

public:
    explicit LoadSettings(QWidget *parent = nullptr);

    void setPlan(const load::LoadPlan &plan);
    /// Why the settings can't be started, beneath them; empty hides it.
    void setProblem(const QString &problem);
    [[nodiscard]] ModelSettings *model() const noexcept { return m_model; }

Q_SIGNALS:
    void planEdited(const escala::load::LoadPlan &plan);

private:
    void build();
    void edited();

    load::LoadPlan m_plan;
    bool m_filling = false;
    ModelSettings *m_model;
    DurationEdit *m_duration;
    QSpinBox *m_requests;
    DurationEdit *m_warmup;
    Switch *m_cold;
    Switch *m_keepAlive;
    DurationEdit *m_timeout;
    QSpinBox *m_threads;
    QComboBox *m_order;
    QLabel *m_problem;
};

}
