#pragma once

#include <QWidget>

#include <cstddef>

class QPainter;

namespace escala::common
{

/// Paints the shape of a side in its colour: triangle, square, circle, diamond, pentagon; never colour alone.
void paintSideShape(QPainter &painter, std::size_t side, const QRectF &box, bool dark);

/// The shape of a side beside its name.
class SideShape : public QWidget
{
    Q_OBJECT

public:
    explicit SideShape(std::size_t side, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::size_t m_side;
};

}
