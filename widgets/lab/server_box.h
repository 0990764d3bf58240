#pragma once

#include "lab/box_face.h"

#include <QAbstractButton>

namespace escala::lab {

/// A box of the topology: a click or Space selects it, a right click or the menu key asks what to do with it.
class ServerBox : public QAbstractButton {
    Q_OBJECT

public:
    static constexpr QSize kSize{170, 84};

    explicit ServerBox(QWidget *parent = nullptr);

    void setFace(const BoxFace &face);
    [[nodiscard]] const BoxFace &face() const noexcept { return m_face; }

    [[nodiscard]] QSize sizeHint() const override { return kSize; }

Q_SIGNALS:
    void menuRequested(const QPoint &globalPosition);

protected:
    void paintEvent(QPaintEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    [[nodiscard]] QColor edge() const;
    void paintState(QPainter &painter) const;

    BoxFace m_face;
};

}
