#include "common/thin_scroll_bar.h"

#include "common/colour.h"
#include "common/theme.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOptionSlider>

namespace escala::common {

void ThinScrollBar::paintEvent(QPaintEvent *)
{
    constexpr double kThickness = 6;
    QStyleOptionSlider option;
    initStyleOption(&option);
    const QRectF slider = style()->subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarSlider, this);
    const auto middle = slider.center();
    const QRectF handle = orientation() == Qt::Vertical
        ? QRectF(middle.x() - kThickness / 2, slider.top() + 1, kThickness, slider.height() - 2)
        : QRectF(slider.left() + 1, middle.y() - kThickness / 2, slider.width() - 2, kThickness);

    const auto &tokens = tokensOf(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(isSliderDown() || underMouse() ? tokens.dim : mixed(tokens.dim, tokens.background, 0.5));
    painter.drawRoundedRect(handle, kThickness / 2, kThickness / 2);
}

}
