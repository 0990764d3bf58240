#include "history/run_mark.h"

#include "history/run_list_model.h"

#include <QApplication>
#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>
#include <QStyle>

#include <cmath>

namespace escala::history {

namespace {

constexpr double kMark = 10;
constexpr int kMarkRoom = 18;
constexpr int kPadding = 8;
constexpr int kChipGap = 6;
constexpr int kChipPadding = 6;

const store::RunRow *runOf(const QModelIndex &index)
{
    const auto *model = qobject_cast<const RunListModel *>(index.model());
    return model ? model->runAt(index.row()) : nullptr;
}

// The row as the style has it, without its text.
void paintBackground(QPainter &painter, const QStyleOptionViewItem &option)
{
    auto bare = option;
    bare.text.clear();
    const auto *widget = option.widget;
    (widget ? widget->style() : QApplication::style())->drawControl(QStyle::CE_ItemViewItem, &bare, &painter, widget);
}

const common::Tokens &tokensOf(const QStyleOptionViewItem &option)
{
    return option.widget ? common::tokensOf(*option.widget) : common::lightTokens();
}

QStringList chipsOf(const store::RunRow &row)
{
    QStringList chips;
    if (row.baseline)
        chips << NameDelegate::tr("baseline");
    for (const auto &tag : row.tags)
        chips << QString::fromStdString(tag);
    return chips;
}

// Draws a word in a box that ends at `right`; returns where it begins.
int paintChip(QPainter &painter, const QString &word, int right, const QRect &row, const common::Tokens &tokens,
              bool strong)
{
    const auto metrics = painter.fontMetrics();
    const int width = metrics.horizontalAdvance(word) + 2 * kChipPadding;
    const QRectF box(right - width + 0.5, row.center().y() - metrics.height() / 2.0 - 0.5, width - 1,
                     metrics.height() + 2);
    painter.setPen(strong ? tokens.accent : tokens.hairline);
    painter.setBrush(tokens.panel);
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(strong ? tokens.accent : tokens.dim);
    painter.drawText(box, Qt::AlignCenter, word);
    return right - width;
}

}

void paintMark(QPainter &painter, RunMark mark, const QRectF &place, const common::Tokens &tokens)
{
    const auto centre = place.center();
    const QRectF box(centre.x() - kMark / 2, centre.y() - kMark / 2, kMark, kMark);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    switch (mark) {
    case RunMark::Running:
        painter.setBrush(tokens.accent);
        painter.drawPolygon(
            QPolygonF({box.topLeft() + QPointF(1, 0), {box.right(), centre.y()}, box.bottomLeft() + QPointF(1, 0)}));
        break;
    case RunMark::Interrupted:
        painter.setPen(QPen(tokens.dim, 1.4));
        painter.drawEllipse(box.adjusted(0.7, 0.7, -0.7, -0.7));
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.dim);
        painter.drawPie(box, 90 * 16, 180 * 16);
        break;
    case RunMark::Valid:
        painter.setBrush(tokens.good);
        painter.drawEllipse(box);
        break;
    case RunMark::Degraded:
        painter.setPen(QPen(tokens.text, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolygon(QPolygonF({{centre.x(), box.top()}, box.bottomRight(), box.bottomLeft()}));
        break;
    case RunMark::Invalid:
        painter.setPen(QPen(tokens.bad, 2, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(box.topLeft() + QPointF(1, 1), box.bottomRight() - QPointF(1, 1));
        painter.drawLine(box.topRight() + QPointF(-1, 1), box.bottomLeft() + QPointF(1, -1));
        break;
    case RunMark::Unknown:
        painter.setPen(QPen(tokens.dim, 1.4));
        painter.drawEllipse(box.adjusted(0.7, 0.7, -0.7, -0.7));
        break;
    }
    painter.restore();
}

void MarkDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    auto whole = option;
    initStyleOption(&whole, index);
    const auto word = whole.text;
    paintBackground(*painter, whole);
    const auto *row = runOf(index);
    if (!row)
        return;
    const auto &tokens = tokensOf(whole);
    const auto area = whole.rect.adjusted(kPadding, 0, -kPadding, 0);
    paintMark(*painter, markOf(*row), QRectF(area.left(), area.top(), kMark, area.height()), tokens);
    painter->save();
    painter->setFont(whole.font);
    painter->setPen(tokens.text);
    const auto words = area.adjusted(kMarkRoom, 0, 0, 0);
    painter->drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                      whole.fontMetrics.elidedText(word, Qt::ElideRight, words.width()));
    painter->restore();
}

void NameDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    auto whole = option;
    initStyleOption(&whole, index);
    const auto name = whole.text;
    paintBackground(*painter, whole);
    const auto &tokens = tokensOf(whole);
    auto area = whole.rect.adjusted(kPadding, 0, -kPadding, 0);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (const auto *row = runOf(index)) {
        auto small = whole.font;
        small.setPixelSize(common::kSmallPixels);
        painter->setFont(small);
        const int nameNeeds = std::min(whole.fontMetrics.horizontalAdvance(name), area.width() / 2);
        int right = area.right();
        for (const auto &chip : chipsOf(*row)) {
            const int needs = painter->fontMetrics().horizontalAdvance(chip) + 2 * kChipPadding + kChipGap;
            if (right - needs < area.left() + nameNeeds)
                break;
            right = paintChip(*painter, chip, right, area, tokens, row->baseline && right == area.right()) - kChipGap;
        }
        area.setRight(right);
    }
    painter->setFont(whole.font);
    painter->setPen(tokens.text);
    painter->drawText(area, Qt::AlignVCenter | Qt::AlignLeft,
                      whole.fontMetrics.elidedText(name, Qt::ElideRight, area.width()));
    painter->restore();
}

}
