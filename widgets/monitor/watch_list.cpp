#include "watch/watch_list.h"

#include "watch/watch_row_painter.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QScopedValueRollback>

#include <algorithm>
#include <array>

namespace escala::watch {

namespace {

constexpr int kRow = 30;
constexpr int kHeader = 28;
constexpr int kMostRows = 7; // without scrolling
// Of the columns, in pixels; the last answer takes what is left.
constexpr std::array<int, WatchListModel::Columns> kWidths{92, 160, 80, 84, 84, 0, 84, 160, 70, 140};
constexpr int kLeastAnswer = 150;
// Those that give way first where there is little room.
constexpr std::array kOptional{WatchListModel::Phases, WatchListModel::Hits, WatchListModel::Certificate,
                               WatchListModel::Beats};

}

WatchList::WatchList(QWidget *parent)
    : QTableView(parent)
    , m_model(new WatchListModel(this))
{
    setObjectName(QStringLiteral("watchList"));
    setAccessibleName(tr("What is watched"));
    setModel(m_model);
    setItemDelegate(new WatchRowPainter(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(kRow);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(true);
    horizontalHeader()->setFixedHeight(kHeader);
    horizontalHeader()->setSortIndicatorShown(true);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    horizontalHeader()->setMinimumSectionSize(20);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, m_model, &WatchListModel::sort);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!m_choosing)
            Q_EMIT selectionMoved();
    });
}

void WatchList::setView(const ViewPtr &view, std::size_t window)
{
    const auto names = selectedNames();
    const int rows = m_model->rowCount();
    {
        const QScopedValueRollback guard(m_choosing, true);
        m_model->setView(view, window);
        // A new list forgets what was selected.
        if (selectedNames() != names) {
            for (const auto &name : names) {
                if (const int row = m_model->rowOf(name); row >= 0)
                    selectionModel()->select(m_model->index(row, 0),
                                             QItemSelectionModel::Select | QItemSelectionModel::Rows);
            }
        }
        if (selectedNames().isEmpty() && m_model->rowCount() > 0)
            selectRow(0);
    }
    if (rows != m_model->rowCount())
        updateGeometry();
    if (selectedNames() != names)
        Q_EMIT selectionMoved();
}

QStringList WatchList::selectedNames() const
{
    auto rows = selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QStringList names;
    for (const auto &row : rows)
        names << m_model->nameAt(row.row());
    return names;
}

void WatchList::select(const QString &name)
{
    if (const int row = m_model->rowOf(name); row >= 0)
        selectRow(row);
}

QSize WatchList::sizeHint() const
{
    const int rows = std::clamp(m_model->rowCount(), 1, kMostRows);
    return {600, kHeader + rows * kRow + 2 * frameWidth()};
}

QSize WatchList::minimumSizeHint() const
{
    return {300, kHeader + std::clamp(m_model->rowCount(), 1, 2) * kRow + 2 * frameWidth()};
}

void WatchList::keyPressEvent(QKeyEvent *event)
{
    const auto names = selectedNames();
    if (event->key() == Qt::Key_Delete && !names.isEmpty())
        Q_EMIT removeRequested(names);
    else if (event->key() == Qt::Key_F2 && !names.isEmpty())
        Q_EMIT editRequested();
    else
        QTableView::keyPressEvent(event);
}

void WatchList::contextMenuEvent(QContextMenuEvent *event)
{
    const auto names = selectedNames();
    if (names.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Edit the interval (F2)"), this, &WatchList::editRequested);
    menu->addAction(tr("Copy as text"), this, [this] {
        QStringList lines;
        for (const auto &row : selectionModel()->selectedRows()) {
            QStringList cells;
            for (int column = 0; column < WatchListModel::Beats; ++column)
                cells << m_model->index(row.row(), column).data().toString();
            lines << cells.join(u'\t');
        }
        QApplication::clipboard()->setText(lines.join(u'\n'));
    });
    menu->addSeparator();
    menu->addAction(tr("Remove (Delete)"), this, [this, names] { Q_EMIT removeRequested(names); });
    menu->popup(event->globalPos());
}

void WatchList::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    placeColumns();
}

void WatchList::placeColumns()
{
    int left = viewport()->width() - kLeastAnswer;
    for (const int width : kWidths)
        left -= width;
    for (const auto column : kOptional) {
        const bool hidden = left < 0;
        setColumnHidden(column, hidden);
        if (hidden)
            left += kWidths.at(column);
    }
    for (int column = 0; column < WatchListModel::Columns; ++column)
        setColumnWidth(column,
                       column == WatchListModel::Last ? kLeastAnswer + std::max(0, left)
                                                      : kWidths.at(std::size_t(column)));
}

}
