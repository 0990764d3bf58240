#pragma once

#include "experiment/server_spec.h"

#include <QWidget>

class QComboBox;
class QSpinBox;

namespace escala::compare {
class DurationEdit;
class Switch;
}

namespace escala::lab {

/// Edits how one server is set up; rows that its kind has no use for are hidden.
class SpecSettings : public QWidget {
    Q_OBJECT

public:
    static constexpr int kMostReplicas = 8;

    explicit SpecSettings(QWidget *parent = nullptr);

    /// `replicas`: how many servers of ours a balancer asks; 0: their number can't be set.
    void setSpec(const experiment::ServerSpec &spec, int replicas);

Q_SIGNALS:
    void specEdited(const escala::experiment::ServerSpec &spec);
    void replicasEdited(int replicas);

private:
    void build();
    void edited();
    [[nodiscard]] experiment::ServerSpec inFields() const;

    experiment::ServerSpec m_spec;
    experiment::ServerSpec m_shown; ///< What the fields held when they were filled or edited last.
    bool m_filling = false;
    compare::DurationEdit *m_delay;
    QSpinBox *m_workers;
    QSpinBox *m_queue;
    compare::DurationEdit *m_ttl;
    QSpinBox *m_capacity;
    QComboBox *m_policy;
    compare::Switch *m_singleFlight;
    QComboBox *m_algorithm;
    QSpinBox *m_replicas;
    QSpinBox *m_threads;
};

}
