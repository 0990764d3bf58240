#pragma once

#include "experiment/calibration.h"
#include "experiment/runner.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <memory>

namespace escala::experiment {

/// Measures what the generator can do on this machine: two seconds of as much as it can, and two of little, against a
/// built-in server that has its one answer in memory.
///
/// The ceiling is what was achieved, divided by how busy the busiest engine thread was: so it is the generator's, even
/// where the server was the limit. Same thread and rules as the Runner.
class Calibrator : public QObject {
    Q_OBJECT

public:
    /// `serverProgram`: as for the Runner.
    explicit Calibrator(const QString &serverProgram = {}, QObject *parent = nullptr);

    [[nodiscard]] bool isRunning() const noexcept { return m_running; }
    /// With so many engine threads; 0: as a plan without a number. Ignored while it runs.
    void start(std::uint32_t threads = 0);
    /// `failed` follows.
    void stop();

Q_SIGNALS:
    void finished(const escala::experiment::MachineCalibration &calibration);
    /// The sentence says why and what to do.
    void failed(const QString &sentence);

private:
    void take(const RunResult &result);

    Runner m_runner;
    std::uint32_t m_threads = 0;
    MachineCalibration m_calibration;
    bool m_running = false;
};

}
