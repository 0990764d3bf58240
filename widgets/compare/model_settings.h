#pragma once

#include "experiment/runner.h"
#include "load/load_plan.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace escala::compare {

class StageCurve;

/// What makes requests begin: users who wait, or arrivals at a rate; evenly or by stages. Rows that the model at hand
/// has no use for are hidden and keep their values.
class ModelSettings : public QWidget {
    Q_OBJECT

public:
    explicit ModelSettings(QWidget *parent = nullptr);

    void setPlan(const load::LoadPlan &plan);
    /// Puts what is set here into a plan and leaves the rest of it alone.
    void applyTo(load::LoadPlan &plan) const;
    /// What the sides have achieved so far, over the planned curve.
    void showView(const experiment::RunView &view);

Q_SIGNALS:
    void edited();

private:
    void build();
    void showRows();
    void readStages();
    [[nodiscard]] bool isOpen() const;
    void changed();

    bool m_filling = false;
    std::vector<load::Stage> m_stages; ///< The last ones that could be read.
    load::ThinkTime m_think;
    QComboBox *m_model;
    QSpinBox *m_users;
    QDoubleSpinBox *m_rate;
    QComboBox *m_arrivals;
    QSpinBox *m_maxInFlight;
    QLineEdit *m_thinkTime;
    QLineEdit *m_stageText;
    QLabel *m_stageProblem;
    StageCurve *m_curve;
};

}
