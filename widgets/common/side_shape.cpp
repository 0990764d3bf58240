#include "common/side_shape.h"

#include "common/theme.h"

#include <QPainter>

#include <cmath>
#include <numbers>

namespace escala::common
{

namespace
{

constexpr int kSize = 14;

// A regular polygon that stands on its side or its corner.
QPolygonF polygon(int corners, double turn, const QRectF &box)
{
    QPolygonF points;
    for (int i = 0; i < corners; ++i) {
        const double angle = turn + 2 * std::numbers::pi * i / corners;
        points << box.center() + QPointF(std::cos(angle) * box.width() / 2, std::sin(angle) * box.height() / 2);
    }
    return points;
}

}

void paintSideShape(QPainter &painter, std::size_t side, const QRectF &box, bool dark)
{
    constexpr double kUp = -std::numbers::pi / 2;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(sideColour(side, dark));
    switch (side % 5) {
    case 0:
        painter.drawPolygon(QPolygonF{{box.center().x(), box.top()}, box.bottomRight(), box.bottomLeft()});
        break;
    case 1:
        painter.drawRect(box.adjusted(1, 1, -1, -1));
        break;
    case 2:
        painter.drawEllipse(box);
        break;
    case 3:
        painter.drawPolygon(polygon(4, kUp, box));
        break;
    default:
        painter.drawPolygon(polygon(5, kUp, box));
        break;
    }
    painter.restore();
}

SideShape::SideShape(std::size_t side, QWidget *parent)
    : QWidget(parent)
    , m_side(side)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize SideShape::sizeHint() const
{
    return {kSize, kSize};
}

void SideShape::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintSideShape(painter, m_side, QRectF(1, 1, kSize - 2, kSize - 2), tokensOf(*this).dark);
}

}
