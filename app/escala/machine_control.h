#pragma once

#include "experiment/calibrator.h"

#include <QObject>

namespace escala::window {

/// *Measure this machine*: calibrates the generator and keeps the result for later runs. GUI thread.
class MachineControl : public QObject {
    Q_OBJECT

public:
    MachineControl(const QString &serverProgram, QObject *parent);

    [[nodiscard]] bool isRunning() const noexcept { return m_calibrator.isRunning(); }
    void start();

Q_SIGNALS:
    void begun(const QString &sentence);
    void finished(const QString &sentence);
    void failed(const QString &sentence);

private:
    void keep(const experiment::MachineCalibration &calibration);

    experiment::Calibrator m_calibrator;
};

}
