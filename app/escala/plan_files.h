#pragma once

#include "compare/experiment_model.h"
#include "window/window_settings.h"

#include <QObject>

namespace escala::window {

/// Opens and saves plan files.
class PlanFiles : public QObject {
    Q_OBJECT

public:
    PlanFiles(compare::ExperimentModel &model, WindowSettings &settings, QWidget *window);

    void askToOpen();
    void askToSave();
    void open(const QString &file);
    void save(const QString &file);

Q_SIGNALS:
    void opened(const escala::experiment::Experiment &experiment);
    void saved(const QString &file);
    void failed(const QString &sentence);

private:
    compare::ExperimentModel &m_model;
    WindowSettings &m_settings;
    QWidget *m_window;
};

}
