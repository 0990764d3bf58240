#pragma once

#include "compare/experiment_model.h"
#include "experiment/lab_templates.h"
#include "experiment/runner.h"

#include <QWidget>

class QListWidget;

namespace escala::compare {
class LoadSettings;
}

namespace escala::lab {

/// Beside the lab: the steps from one server to many, and the load.
class LabPanel : public QWidget {
    Q_OBJECT

public:
    explicit LabPanel(compare::ExperimentModel &model, QWidget *parent = nullptr);

    void setEditable(bool editable);
    void showView(const experiment::RunView &view);

private:
    void build();
    void refresh();
    void choose(int row);

    compare::ExperimentModel &m_model;
    QListWidget *m_steps;
    compare::LoadSettings *m_load;
};

}
