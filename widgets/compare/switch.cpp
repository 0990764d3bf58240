#include "compare/switch.h"

#include "common/theme.h"

#include <QPainter>

namespace escala::compare {

namespace {

constexpr int kTrackWidth = 30;
constexpr int kTrackHeight = 16;
constexpr int kGap = 8;

}

QSize Switch::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + kGap + kTrackWidth + 2, std::max(24, fontMetrics().height() + 4)};
}

QSize Switch::minimumSizeHint() const
{
    return sizeHint();
}

bool Switch::hitButton(const QPoint &position) const
{
    return rect().contains(position); // the whole row
}

void Switch::paintEvent(QPaintEvent *)
{
    const auto &tokens = common::tokensOf(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(isEnabled() ? 1 : 0.5);

    painter.setPen(tokens.text);
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, text());

    const QRectF track(width() - kTrackWidth - 1, (height() - kTrackHeight) / 2.0, kTrackWidth, kTrackHeight);
    painter.setPen(hasFocus() ? QPen(tokens.accent, 1.5) : QPen(isChecked() ? tokens.accent : tokens.dim, 1));
    painter.setBrush(isChecked() ? tokens.accent : tokens.panel);
    painter.drawRoundedRect(track, kTrackHeight / 2.0, kTrackHeight / 2.0);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(track.adjusted(-2, -2, 2, 2), kTrackHeight / 2.0 + 2, kTrackHeight / 2.0 + 2);
    }
    const double knob = kTrackHeight - 6;
    const double left = isChecked() ? track.right() - knob - 3 : track.left() + 3;
    painter.setPen(Qt::NoPen);
    painter.setBrush(isChecked() ? tokens.onAccent : tokens.dim);
    painter.drawEllipse(QRectF(left, track.top() + 3, knob, knob));
}

}
