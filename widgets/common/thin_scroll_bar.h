#pragma once

#include <QScrollBar>

namespace escala::common {

/// A scroll bar that is only a handle, in the colours of the theme.
class ThinScrollBar : public QScrollBar {
    Q_OBJECT

public:
    using QScrollBar::QScrollBar;

protected:
    void paintEvent(QPaintEvent *event) override;
};

}
