#include "compare/elided_label.h"

#include "common/plain_tip.h"

#include <QPainter>
#include <QStyle>

namespace escala::compare {

void ElidedLabel::setWholeText(const QString &text)
{
    if (text == this->text())
        return;
    setTextFormat(Qt::PlainText);
    setText(text);
    setToolTip(common::plainTip(text));
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 2, QLabel::sizeHint().height()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 4, QLabel::sizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto shown = fontMetrics().elidedText(text(), Qt::ElideMiddle, width());
    style()->drawItemText(&painter, rect(), static_cast<int>(alignment()), palette(), isEnabled(), shown,
                          foregroundRole());
}

}
