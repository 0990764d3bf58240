#include "watch/watch_row_painter.h"

#include "common/colour.h"
#include "watch/watch_list_model.h"

#include <QPainter>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace escala::watch {

namespace {

constexpr int kPadding = 8;
constexpr double kShape = 13;
constexpr double kBeatGap = 1;

// Logarithmic between a tenth of the slowest and the slowest, so that a slow one stands out and none is lost.
double heightOf(monitor::Microseconds response, monitor::Microseconds slowest)
{
    constexpr double kLowest = 0.18;
    const double share = double(response.count()) / double(std::max<std::int64_t>(1, slowest.count()));
    return std::clamp(1 + std::log10(std::max(share, 1e-3)) * (1 - kLowest), kLowest, 1.0);
}

void paintBeats(QPainter &painter, const QRectF &room, const monitor::TargetView &target, const common::Tokens &tokens)
{
    const auto &recent = target.recent;
    if (recent.empty())
        return;
    monitor::Microseconds slowest{1};
    for (const auto &probe : recent)
        slowest = std::max(slowest, probe.response);
    const double step = room.width() / double(monitor::TargetView::kRecent);
    double x = room.right() - step * double(recent.size());
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const auto &probe : recent) {
        const double height = room.height() * (probe.good() ? heightOf(probe.response, slowest) : 1);
        const QRectF bar(x, room.bottom() - height, std::max(1.0, step - kBeatGap), height);
        painter.fillRect(bar, probe.good() ? common::mixed(tokens.accent, tokens.panel, 0.75) : tokens.bad);
        if (!probe.good()) // told apart without colours too: a gap near its foot
            painter.fillRect(QRectF(bar.left(), bar.bottom() - 4, bar.width(), 2), tokens.panel);
        x += step;
    }
}

}

void WatchRowPainter::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const WatchListModel *>(index.model());
    if (!model || !option.widget)
        return;
    const auto &tokens = common::tokensOf(*option.widget);
    painter->save();
    painter->fillRect(option.rect, option.state.testFlag(QStyle::State_Selected) ? tokens.shade : tokens.panel);
    painter->setPen(tokens.hairline);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (index.column() == 0 && option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height() - 1)), tokens.accent);
    auto room = option.rect.adjusted(kPadding, 0, -kPadding, 0);
    const auto shape = static_cast<StateShape>(index.data(WatchListModel::ShapeRole).toInt());
    if (index.column() == WatchListModel::State) {
        paintState(*painter, shape, QPointF(room.left() + kShape / 2, room.center().y() + 0.5), kShape, tokens);
        room.adjust(int(kShape) + 7, 0, 0, 0);
    }
    if (index.column() == WatchListModel::Beats) {
        if (const auto *target = model->targetAt(index.row()))
            paintBeats(*painter, QRectF(room).adjusted(0, 6, 0, -6), *target, tokens);
        painter->restore();
        return;
    }
    auto font = option.font;
    if (index.column() == WatchListModel::Name || index.column() == WatchListModel::State)
        font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(index.data(WatchListModel::BadRole).toBool() ? tokens.bad : tokens.text);
    const auto alignment = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
    painter->drawText(room, int(alignment) | Qt::TextSingleLine,
                      QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, room.width()));
    painter->restore();
}

}
