#pragma once

#include "compare/experiment_model.h"

#include <QWidget>

class QComboBox;
class QSpinBox;

namespace escala::compare {

class DurationEdit;
class Switch;

/// Edits what the built-in servers have in common; hidden where an experiment has none.
class ServerSettings : public QWidget {
    Q_OBJECT

public:
    explicit ServerSettings(QWidget *parent = nullptr);

    void setExperiment(const experiment::Experiment &experiment);

Q_SIGNALS:
    /// Only the field that was edited changes, so servers that differ keep their differences.
    void serversEdited(const escala::compare::ServerChange &change);

private:
    void build();
    template <typename Change>
    void edit(const Change &change);
    /// Of servers that make their pages themselves.
    template <typename Change>
    void editPages(const Change &change);

    bool m_filling = false;
    DurationEdit *m_delay;
    DurationEdit *m_ttl;
    QSpinBox *m_capacity;
    QComboBox *m_policy;
    QSpinBox *m_keys;
    Switch *m_singleFlight;
    QSpinBox *m_workers;
    QSpinBox *m_queue;
};

}
