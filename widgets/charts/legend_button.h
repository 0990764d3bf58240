#pragma once

#include "common/side_style.h"

#include <QAbstractButton>

namespace escala::charts {

/// One entry of a chart's legend: a piece of the line with the side's shape, its name and its value at the crosshair.
/// Checked: the line is shown. Its width does not depend on the value, so nothing moves during a run.
class LegendButton : public QAbstractButton {
    Q_OBJECT

public:
    /// `widest`: room that is kept for the value.
    LegendButton(const QString &name, const QString &widest, QWidget *parent = nullptr);

    /// Where the name on the button is shortened: for the tool tip and for those who can't see it.
    void setWholeName(const QString &name);
    void setLook(const QColor &colour, double lineWidth, common::Shape shape);
    void setValue(const QString &value);
    [[nodiscard]] QString value() const { return m_value; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_value;
    QString m_widest;
    QColor m_colour;
    double m_lineWidth = 2;
    common::Shape m_shape = common::Shape::Triangle;
};

}
