#include "watch/state_shape.h"

#include "common/side_style.h"
#include "watch/watch_words.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>

namespace escala::watch {

using monitor::AlertState;
using monitor::Health;

StateShape shapeOf(Health health) noexcept
{
    switch (health) {
    case Health::Up:
        return StateShape::Good;
    case Health::Failing:
        return StateShape::Warning;
    case Health::Down:
        return StateShape::Bad;
    case Health::Unknown:
        break;
    }
    return StateShape::Waiting;
}

StateShape shapeOf(const monitor::AlertView &alert) noexcept
{
    switch (alert.state) {
    case AlertState::Firing:
        return alert.page ? StateShape::Bad : StateShape::Warning;
    case AlertState::Acknowledged:
    case AlertState::Silenced:
        return StateShape::Quiet;
    case AlertState::Resolved:
        return StateShape::Good;
    case AlertState::Pending:
        break;
    }
    return StateShape::Waiting;
}

StateShape shapeOf(const monitor::MonitorView &view) noexcept
{
    const auto any = [&view](StateShape shape) {
        return std::ranges::any_of(view.alerts, [shape](const auto &alert) { return shapeOf(alert) == shape; });
    };
    for (const auto shape : {StateShape::Bad, StateShape::Warning, StateShape::Quiet}) {
        if (any(shape))
            return shape;
    }
    if (std::ranges::any_of(view.targets, [](const auto &target) { return target.health == Health::Failing; }))
        return StateShape::Warning;
    return std::ranges::any_of(view.targets, [](const auto &target) { return target.health == Health::Up; })
        ? StateShape::Good
        : StateShape::Waiting;
}

QColor colourOf(StateShape shape, const common::Tokens &tokens)
{
    switch (shape) {
    case StateShape::Good:
        return tokens.good;
    case StateShape::Warning:
        return common::sideColour(0, tokens);
    case StateShape::Bad:
    case StateShape::Quiet:
        return tokens.bad;
    case StateShape::Waiting:
        break;
    }
    return tokens.dim;
}

void paintState(QPainter &painter, StateShape shape, const QPointF &centre, double size, const common::Tokens &tokens)
{
    const auto colour = colourOf(shape, tokens);
    const double half = size / 2;
    const double stroke = std::max(1.5, size / 8);
    const QRectF box(centre.x() - half, centre.y() - half, size, size);
    const QPen inside(tokens.panel, stroke, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    switch (shape) {
    case StateShape::Waiting:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour, stroke));
        painter.drawEllipse(box.adjusted(1, 1, -1, -1));
        break;
    case StateShape::Good:
        painter.drawEllipse(box);
        painter.setPen(inside);
        painter.drawPolyline(QPolygonF{centre + QPointF(-half * 0.45, half * 0.05),
                                       centre + QPointF(-half * 0.1, half * 0.4),
                                       centre + QPointF(half * 0.5, -half * 0.35)});
        break;
    case StateShape::Warning:
        painter.drawPolygon(QPolygonF{centre + QPointF(0, -half), centre + QPointF(half * 1.1, half * 0.9),
                                      centre + QPointF(-half * 1.1, half * 0.9)});
        painter.setPen(inside);
        painter.drawLine(centre + QPointF(0, -half * 0.2), centre + QPointF(0, half * 0.25));
        painter.drawPoint(centre + QPointF(0, half * 0.6));
        break;
    case StateShape::Bad:
        painter.drawRect(box);
        painter.setPen(inside);
        painter.drawLine(centre + QPointF(-half * 0.45, -half * 0.45), centre + QPointF(half * 0.45, half * 0.45));
        painter.drawLine(centre + QPointF(-half * 0.45, half * 0.45), centre + QPointF(half * 0.45, -half * 0.45));
        break;
    case StateShape::Quiet:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour, stroke));
        painter.drawRect(box.adjusted(1, 1, -1, -1));
        break;
    }
    painter.restore();
}

}
