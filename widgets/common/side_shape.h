#pragma once

#include "common/side_style.h"

#include <QWidget>

class QPainter;

namespace escala::common {

/// Draws a side's shape, filled, around a centre; `size` is its height.
void paintShape(QPainter &painter, Shape shape, const QPointF &centre, double size, const QColor &colour);

/// The shape of a side in its colour, to stand before its name. Says nothing to a screen reader: the name does.
class SideShape : public QWidget {
    Q_OBJECT

public:
    explicit SideShape(std::size_t side, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override { return {12, 12}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::size_t m_side;
};

}
