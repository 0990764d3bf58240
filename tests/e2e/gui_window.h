#pragma once

#include "window/main_window.h"

#include <QSet>
#include <QString>

class QPushButton;

namespace escala::tests {

/// Path of a program that was built, in $ESCALA_BIN.
[[nodiscard]] QString program(const char *name);

/// Process ids of the escala-server children of a process, by /proc; those that have ended but not been collected are
/// not counted.
[[nodiscard]] QSet<qint64> serversOf(qint64 parent);
[[nodiscard]] bool isAlive(qint64 pid);

/// A comparison of slow and cached that is over in a moment.
[[nodiscard]] experiment::Experiment shortComparison();

/// The one button that starts and stops.
[[nodiscard]] QPushButton *primaryButton(const window::MainWindow &window);

}
