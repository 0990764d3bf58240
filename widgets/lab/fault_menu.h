#pragma once

#include "experiment/fault.h"
#include "experiment/server_spec.h"

#include <QMenu>

#include <vector>

namespace escala::lab {

/// What can be done to a server: everything bad that its kind can suffer, and to mend it where something is in force.
class FaultMenu : public QMenu {
    Q_OBJECT

public:
    /// `measures`: latency, share and so on of those faults that have them. Off where nothing runs.
    FaultMenu(experiment::ServerSpec::Kind server, const std::vector<experiment::Fault> &inForce,
              const experiment::Fault &measures, bool running, QWidget *parent);

Q_SIGNALS:
    void strikeChosen(const escala::experiment::Fault &fault);
    void mendChosen();
};

}
