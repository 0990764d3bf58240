#pragma once

#include <QCheckBox>

namespace escala::compare {

/// A check box drawn as a row of the settings: the words on the left, a switch on the right.
class Switch : public QCheckBox {
    Q_OBJECT

public:
    using QCheckBox::QCheckBox;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    [[nodiscard]] bool hitButton(const QPoint &position) const override;
    void paintEvent(QPaintEvent *event) override;
};

}
