#include "watch/watch_pill.h"

#include <QPainter>

namespace escala::watch {

namespace {

constexpr int kHeight = 26;
constexpr int kPadding = 12;
constexpr int kShape = 12;
constexpr int kGap = 7;

QFont bold(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

}

WatchPill::WatchPill(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void WatchPill::setState(StateShape shape, const QString &words)
{
    if (shape == m_shape && words == m_words)
        return;
    m_shape = shape;
    m_words = words;
    setAccessibleName(tr("State: %1").arg(words));
    updateGeometry();
    update();
}

QSize WatchPill::sizeHint() const
{
    return {QFontMetrics(bold(font())).horizontalAdvance(m_words) + kShape + kGap + 2 * kPadding, kHeight};
}

void WatchPill::paintEvent(QPaintEvent *)
{
    const auto &tokens = common::tokensOf(*this);
    const auto colour = colourOf(m_shape, tokens);
    auto fill = colour;
    fill.setAlpha(28);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(rect(), height() / 2.0, height() / 2.0);
    paintState(painter, m_shape, QPointF(kPadding + kShape / 2.0, height() / 2.0), kShape, tokens);
    painter.setFont(bold(font()));
    painter.setPen(m_shape == StateShape::Warning ? tokens.text : colour);
    painter.drawText(rect().adjusted(kPadding + kShape + kGap, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, m_words);
}

}
