#pragma once

#include "common/theme.h"
#include "history/run_text.h"

#include <QStyledItemDelegate>

class QPainter;

namespace escala::history {

/// Draws the mark of a run: a shape of its own for each, so that nobody has to tell colours apart.
void paintMark(QPainter &painter, RunMark mark, const QRectF &place, const common::Tokens &tokens);

/// The column of states: the mark and its word.
class MarkDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// The column of names: the name, and its tags and "baseline" after it where there is room.
class NameDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

}
