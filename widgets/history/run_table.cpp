#include "history/run_table.h"

#include "history/run_list_model.h"
#include "history/run_mark.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>

#include <algorithm>
#include <utility>

namespace escala::history {

namespace {

constexpr int kRowHeight = 30;

struct Width {
    int column;
    int pixels;
};
constexpr Width kWidths[]{{RunListModel::Mark, 114},  {RunListModel::Started, 134}, {RunListModel::Duration, 98},
                          {RunListModel::Rate, 106},  {RunListModel::P99, 92},      {RunListModel::Requests, 114},
                          {RunListModel::Errors, 88}, {RunListModel::Hits, 84}};

// The first ones to go where there is no room for names; a wider window has them.
constexpr int kLeastName = 170;
constexpr int kDispensable[]{RunListModel::Requests, RunListModel::Duration, RunListModel::Hits};

int widthOf(int column)
{
    const auto found = std::ranges::find(kWidths, column, &Width::column);
    return found == std::end(kWidths) ? 0 : found->pixels;
}

}

RunTable::RunTable(RunListModel &model, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
{
    setObjectName(QStringLiteral("runs"));
    setAccessibleName(tr("Runs"));
    setModel(&model);
    setItemDelegateForColumn(RunListModel::Name, new NameDelegate(this));
    setItemDelegateForColumn(RunListModel::Mark, new MarkDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(EditKeyPressed);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    // Rows of one height: the view never measures ten thousand of them.
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(kRowHeight);
    auto *header = horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setMinimumSectionSize(56);
    header->setSectionResizeMode(RunListModel::Name, QHeaderView::Stretch);
    for (const auto &[column, pixels] : kWidths)
        header->resizeSection(column, pixels);
    header->setSortIndicator(RunListModel::Started, Qt::DescendingOrder);
    setSortingEnabled(true); // asks for the first rows
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunTable::takeSelection);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &now) {
        const auto *row = m_restoring ? nullptr : m_model.runAt(now.row());
        if (row)
            m_current = row->id;
    });
    connect(this, &QTableView::doubleClicked, this, &RunTable::openRequested);
    connect(&model, &RunListModel::rowsCame, this, &RunTable::restore);
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_restoring = true; });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        m_restoring = false;
        scrollToTop();
    });
}

void RunTable::add(int row)
{
    const auto *run = m_model.runAt(row);
    if (!run) {
        m_incomplete = true;
        return;
    }
    m_incomplete = m_incomplete || m_model.isStale(row);
    if (m_places.try_emplace(run->id, m_selected.size()).second)
        m_selected.push_back(*run);
}

void RunTable::addAll(const QItemSelection &selection)
{
    for (const auto &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            add(row);
    }
}

void RunTable::drop(const std::vector<std::string> &ids)
{
    for (const auto &id : ids)
        m_places.erase(id);
    std::erase_if(m_selected, [this](const store::RunRow &run) { return !m_places.contains(run.id); });
    for (std::size_t place = 0; place < m_selected.size(); ++place)
        m_places[m_selected[place].id] = place;
}

void RunTable::dropAll()
{
    m_selected.clear();
    m_places.clear();
}

QItemSelectionModel::SelectionFlags RunTable::selectionCommand(const QModelIndex &index, const QEvent *event) const
{
    const auto flags = QTableView::selectionCommand(index, event);
    m_onlyThese = flags.testFlag(QItemSelectionModel::Clear);
    return flags;
}

void RunTable::takeSelection(const QItemSelection &added, const QItemSelection &removed)
{
    if (m_restoring)
        return;
    if (std::exchange(m_onlyThese, false)) {
        dropAll();
        addAll(selectionModel()->selection());
        Q_EMIT runsSelected();
        return;
    }
    std::vector<std::string> gone;
    for (const auto &range : removed) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            if (const auto *run = m_model.runAt(row))
                gone.push_back(run->id);
        }
    }
    drop(gone);
    addAll(added);
    if (selectionModel()->selection().isEmpty())
        dropAll(); // a click elsewhere leaves nothing, also of those out of sight
    Q_EMIT runsSelected();
}

// Rows have come or changed places: the selection follows its runs.
void RunTable::restore()
{
    if (m_incomplete) {
        m_incomplete = false;
        addAll(selectionModel()->selection());
        Q_EMIT runsSelected();
    }
    if (m_incomplete)
        return;
    selectAgain();
    Q_EMIT runsSelected();
}

void RunTable::selectAgain()
{
    const QScopedValueRollback guard(m_restoring, true);
    QItemSelection selection;
    int first = -1; // of rows that follow each other: as one range, for a selection is merged range by range
    int last = -1;
    const auto take = [&] {
        if (first >= 0)
            selection.select(m_model.index(first, 0), m_model.index(last, RunListModel::Columns - 1));
    };
    m_model.visitRows([&](int row, const store::RunRow &run) {
        const auto place = m_places.find(run.id);
        if (place == m_places.end())
            return;
        m_selected[place->second] = run;
        if (first < 0 || row != last + 1) {
            take();
            first = row;
        }
        last = row;
    });
    take();
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (const int row = m_current.empty() ? -1 : m_model.rowOf(m_current); row >= 0)
        selectionModel()->setCurrentIndex(m_model.index(row, std::max(0, currentIndex().column())),
                                          QItemSelectionModel::NoUpdate);
}

void RunTable::selectRun(const std::string &id)
{
    if (const int row = m_model.rowOf(id); row >= 0) {
        setCurrentIndex(m_model.index(row, 0));
        return;
    }
    m_current = id;
}

void RunTable::forget(const std::vector<std::string> &ids)
{
    drop(ids);
}

void RunTable::beginRename()
{
    const auto row = currentIndex().row();
    if (row >= 0 && m_model.runAt(row))
        edit(m_model.index(row, RunListModel::Name));
}

void RunTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void RunTable::fitColumns()
{
    int needed = kLeastName;
    for (const auto &[column, pixels] : kWidths)
        needed += pixels;
    for (const int column : kDispensable) {
        const bool hide = needed > viewport()->width();
        setColumnHidden(column, hide);
        if (hide)
            needed -= widthOf(column);
    }
}

void RunTable::keyPressEvent(QKeyEvent *event)
{
    if (isEditing()) { // the key that ends a new name means nothing else
        QTableView::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT openRequested();
        return;
    case Qt::Key_Delete:
        Q_EMIT removeRequested();
        return;
    case Qt::Key_F2:
        beginRename(); // in the column of names, whichever is current
        return;
    default:
        QTableView::keyPressEvent(event);
    }
}

void RunTable::contextMenuEvent(QContextMenuEvent *event)
{
    Q_EMIT menuRequested(event->globalPos());
}

}
