#pragma once

#include <QScrollBar>

namespace escala::common
{

/// A scroll bar that is only a handle, in the colours of the theme.
class ThinScrollBar : public QScrollBar
{
    Q_OBJECT

public:
    explicit ThinScrollBar(Qt::Orientation orientation, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void takeColours();

    bool m_taking = false; ///< A style sheet changes the palette in turn.
    QString m_sheet;
};

}
