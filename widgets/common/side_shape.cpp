#include "common/side_shape.h"

#include <QPainter>
#include <QPolygonF>

#include <cmath>
#include <numbers>

namespace escala::common {

namespace {

// `radii` around the centre in turn, the first one pointing up.
QPolygonF ring(const QPointF &centre, int corners, double outer, double inner)
{
    QPolygonF polygon;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners;
        const double radius = i % 2 == 0 ? outer : inner;
        polygon << centre + QPointF(std::sin(angle), -std::cos(angle)) * radius;
    }
    return polygon;
}

}

void paintShape(QPainter &painter, Shape shape, const QPointF &centre, double size, const QColor &colour)
{
    const double half = size / 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    switch (shape) {
    case Shape::Triangle:
        painter.drawPolygon(QPolygonF{centre + QPointF(0, -half), centre + QPointF(half * 1.1, half),
                                      centre + QPointF(-half * 1.1, half)});
        break;
    case Shape::Square:
        painter.drawRect(QRectF(centre.x() - half * 0.9, centre.y() - half * 0.9, size * 0.9, size * 0.9));
        break;
    case Shape::Circle:
        painter.drawEllipse(centre, half, half);
        break;
    case Shape::Diamond:
        painter.drawPolygon(ring(centre, 4, half * 1.2, half * 1.2));
        break;
    case Shape::Star:
        painter.drawPolygon(ring(centre, 10, half * 1.25, half * 0.55));
        break;
    }
}

SideShape::SideShape(std::size_t side, QWidget *parent)
    : QWidget(parent)
    , m_side(side)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void SideShape::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintShape(painter, sideShape(m_side), QRectF(rect()).center(), 10, sideColour(m_side, tokensOf(*this)));
}

}
