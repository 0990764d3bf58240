#pragma once

#include "experiment/experiment.h"
#include "experiment/runner.h"

#include <QElapsedTimer>

#include <string>

namespace escala::ctl {

/// The live line on standard error, where that is a terminal; else nothing at all.
class ProgressLine {
public:
    /// `before`: what every line begins with. The experiment outlives this object.
    explicit ProgressLine(const experiment::Experiment &experiment, std::string before = {});
    /// Removes the line.
    ~ProgressLine();
    ProgressLine(const ProgressLine &) = delete;
    ProgressLine &operator=(const ProgressLine &) = delete;

    void show(experiment::Runner::State state);
    /// At most five times a second.
    void show(const experiment::RunView &view);
    /// Makes room for a message; the line comes back with the next view.
    void clear();

private:
    void print(const std::string &line);

    const experiment::Experiment &m_experiment;
    std::string m_before;
    bool m_terminal;
    QElapsedTimer m_lastPrint;
};

/// "4.2 s  42 %  Slow 99.4/s p50 201 ms  Cached 48,310/s p50 0.19 ms, 3 errors".
[[nodiscard]] std::string progressText(const experiment::Experiment &experiment, const metrics::Snapshot &snapshot);

}
