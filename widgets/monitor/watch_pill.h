#pragma once

#include "watch/state_shape.h"

#include <QWidget>

namespace escala::watch {

/// How everything stands, as a shape and in words: "Watching 6", "2 alerts".
class WatchPill : public QWidget {
    Q_OBJECT

public:
    explicit WatchPill(QWidget *parent = nullptr);

    void setState(StateShape shape, const QString &words);
    [[nodiscard]] QString text() const { return m_words; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    StateShape m_shape = StateShape::Waiting;
    QString m_words;
};

}
