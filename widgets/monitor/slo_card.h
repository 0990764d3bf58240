#pragma once

#include "monitor/monitor_types.h"

#include <QWidget>

namespace escala::watch {

/// One objective of one target: what was promised, what is left of its error budget as a bar, and how fast that is
/// spent now. Painted in one go: cards are many and change every second.
class SloCard : public QWidget {
    Q_OBJECT

public:
    explicit SloCard(QWidget *parent = nullptr);

    void show(const monitor::SloView &slo);
    [[nodiscard]] QString title() const;  ///< "99.9 % available over 30 d".
    [[nodiscard]] QString budget() const; ///< "84 % of the error budget left".
    [[nodiscard]] QString burn() const;   ///< "burns 0.4× 1 h, 0.2× 6 h".

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] bool burnsTooFast() const;

    monitor::SloView m_slo;
};

}
