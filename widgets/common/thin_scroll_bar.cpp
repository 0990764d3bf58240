#include "common/thin_scroll_bar.h"

#include "common/colour.h"
#include "common/theme.h"

#include <QEvent>

namespace escala::common
{

ThinScrollBar::ThinScrollBar(Qt::Orientation orientation, QWidget *parent)
    : QScrollBar(orientation, parent)
{
    takeColours();
}

void ThinScrollBar::changeEvent(QEvent *event)
{
    QScrollBar::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_taking)
        takeColours();
}

void ThinScrollBar::takeColours()
{
    const auto &tokens = tokensOf(*this);
    const auto handle = mixed(tokens.dim, tokens.background, 0.5).name();
    const auto sheet =
        QStringLiteral("QScrollBar { background: transparent; border: none; }"
                       "QScrollBar::handle { background: %1; border-radius: 3px; margin: 1px 3px 1px 3px; "
                       "min-height: 32px; }"
                       "QScrollBar::handle:hover, QScrollBar::handle:pressed { background: %2; }"
                       "QScrollBar::add-line, QScrollBar::sub-line { height: 0px; width: 0px; }"
                       "QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }")
            .arg(handle, tokens.dim.name());
    if (sheet == m_sheet)
        return;
    m_sheet = sheet;
    m_taking = true;
    setStyleSheet(sheet);
    m_taking = false;
}

}
