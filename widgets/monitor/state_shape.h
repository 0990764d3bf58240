#pragma once

#include "common/theme.h"
#include "monitor/monitor_types.h"

#include <QRectF>

class QPainter;

namespace escala::watch {

/// How something that is watched stands, as a shape: told apart without colours too.
enum class StateShape {
    Waiting, ///< A hollow circle.
    Good,    ///< A disc with a tick.
    Warning, ///< A triangle.
    Bad,     ///< A square with a cross.
    Quiet,   ///< A square, hollow: bad, and someone knows.
};

[[nodiscard]] StateShape shapeOf(monitor::Health health) noexcept;
[[nodiscard]] StateShape shapeOf(const monitor::AlertView &alert) noexcept;
/// Of everything: the worst there is.
[[nodiscard]] StateShape shapeOf(const monitor::MonitorView &view) noexcept;
[[nodiscard]] QColor colourOf(StateShape shape, const common::Tokens &tokens);

void paintState(QPainter &painter, StateShape shape, const QPointF &centre, double size, const common::Tokens &tokens);

}
