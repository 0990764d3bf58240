#include "window/machine_control.h"

#include "report/figure_text.h"
#include "report/file_writer.h"

namespace escala::window {

using experiment::Calibrator;

MachineControl::MachineControl(const QString &serverProgram, QObject *parent)
    : QObject(parent)
    , m_calibrator(serverProgram)
{
    connect(&m_calibrator, &Calibrator::finished, this, &MachineControl::keep);
    connect(&m_calibrator, &Calibrator::failed, this, &MachineControl::failed);
}

void MachineControl::start()
{
    if (isRunning())
        return;
    Q_EMIT begun(tr("Measuring this machine for five seconds; leave it alone meanwhile."));
    m_calibrator.start();
}

void MachineControl::keep(const experiment::MachineCalibration &calibration)
{
    const auto written = report::writeFile(experiment::calibrationFile(), calibrationText(calibration));
    if (!written) {
        Q_EMIT failed(QString::fromStdString(written.error()));
        return;
    }
    const auto &figures = calibration.figures;
    Q_EMIT finished(tr("This machine makes up to %1 requests/s, %2 late at the least (engine threads: %3). Charts of "
                       "the next runs show it.")
                        .arg(QString::fromStdString(report::numberText(figures.ceilingRps)),
                             QString::fromStdString(report::durationText(figures.lagFloor)))
                        .arg(figures.engineThreads));
}

}
