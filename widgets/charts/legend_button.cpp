#include "charts/legend_button.h"

#include "common/plain_tip.h"
#include "common/side_shape.h"

#include <QPainter>

namespace escala::charts {

namespace {

constexpr int kSample = 16;
constexpr int kGap = 4;
constexpr int kMargin = 3;
constexpr int kHeight = 20;

}

LegendButton::LegendButton(const QString &name, const QString &widest, QWidget *parent)
    : QAbstractButton(parent)
    , m_widest(widest)
{
    auto font = this->font();
    font.setPixelSize(common::kNotePixels);
    setFont(font);
    setText(name);
    setCheckable(true);
    setChecked(true);
    setFocusPolicy(Qt::TabFocus);
    setWholeName(name);
}

void LegendButton::setWholeName(const QString &name)
{
    setAccessibleName(name);
    setToolTip(common::plainTip(tr("Show or hide %1").arg(name)));
}

void LegendButton::setLook(const QColor &colour, double lineWidth, common::Shape shape)
{
    m_colour = colour;
    m_lineWidth = lineWidth;
    m_shape = shape;
    update();
}

void LegendButton::setValue(const QString &value)
{
    if (value == m_value)
        return;
    m_value = value;
    setAccessibleDescription(value);
    update();
}

QSize LegendButton::sizeHint() const
{
    const auto metrics = fontMetrics();
    return {2 * kMargin + kSample + 2 * kGap + metrics.horizontalAdvance(text()) + metrics.horizontalAdvance(m_widest),
            kHeight};
}

void LegendButton::paintEvent(QPaintEvent *)
{
    const auto &tokens = common::tokensOf(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || isDown()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.shade);
        painter.drawRoundedRect(rect(), 4, 4);
    }
    if (hasFocus()) {
        painter.setPen(QPen(tokens.accent, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
    const double middle = height() / 2.0;
    const auto colour = isChecked() ? m_colour : tokens.hairline;
    painter.setPen(QPen(colour, m_lineWidth, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QPointF(kMargin, middle), QPointF(kMargin + kSample, middle));
    common::paintShape(painter, m_shape, {kMargin + kSample / 2.0, middle}, 8, colour);

    auto font = this->font();
    font.setStrikeOut(!isChecked());
    painter.setFont(font);
    painter.setPen(tokens.dim);
    const int nameAt = kMargin + kSample + kGap;
    painter.drawText(QRect(nameAt, 0, width() - nameAt, height()), Qt::AlignLeft | Qt::AlignVCenter, text());
    if (!isChecked())
        return;
    painter.setPen(tokens.text);
    const int valueAt = nameAt + QFontMetrics(font).horizontalAdvance(text()) + kGap;
    painter.drawText(QRect(valueAt, 0, width() - valueAt, height()), Qt::AlignLeft | Qt::AlignVCenter, m_value);
}

}
