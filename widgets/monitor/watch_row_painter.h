#pragma once

#include <QStyledItemDelegate>

namespace escala::watch {

/// Paints the cells of the list: states as shapes with words, the last probes as a row of beats.
class WatchRowPainter : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

}
