#include "history/run_list_model.h"

#include "charts/number_text.h"
#include "common/plain_tip.h"
#include "compare/phrases.h"
#include "history/run_text.h"

namespace escala::history {

using store::RunQuery;
using store::RunRow;

namespace {

RunQuery::Sort sortOf(int column)
{
    using Sort = RunQuery::Sort;
    switch (column) {
    case RunListModel::Name:
        return Sort::Name;
    case RunListModel::Mark:
        return Sort::Verdict;
    case RunListModel::Duration:
        return Sort::Duration;
    case RunListModel::Rate:
        return Sort::Rate;
    case RunListModel::P99:
        return Sort::P99;
    case RunListModel::Requests:
        return Sort::Requests;
    case RunListModel::Errors:
        return Sort::Errors;
    case RunListModel::Hits:
        return Sort::HitRatio;
    default:
        return Sort::Started;
    }
}

QString hintOf(const RunRow &row)
{
    QStringList lines{QString::fromStdString(row.name), momentText(row.startedAt), listText(row.targets)};
    if (!row.tags.empty())
        lines << RunListModel::tr("Tags: %1").arg(listText(row.tags));
    if (!row.note.empty())
        lines << QString::fromStdString(row.note).left(400);
    return common::plainTip(lines.join(u'\n'));
}

}

RunListModel::RunListModel(Fetch fetch, QObject *parent)
    : QAbstractTableModel(parent)
    , m_fetch(std::move(fetch))
{
    m_query.sort = RunQuery::Sort::Started;
    m_query.ascending = false;
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &RunListModel::fetchWanted);
}

void RunListModel::setFilter(const RunQuery &filter)
{
    auto query = filter;
    query.sort = m_query.sort;
    query.ascending = m_query.ascending;
    m_query = query;
    askAnew();
}

void RunListModel::sort(int column, Qt::SortOrder order)
{
    m_query.sort = sortOf(column);
    m_query.ascending = order == Qt::AscendingOrder;
    askAnew();
}

void RunListModel::askAnew()
{
    m_anew = true;
    if (m_started)
        refresh();
}

// The windows that are looked at are asked for again, and the first one always: it tells how many there are. All that
// was ever scrolled by would be a hundred questions each time.
void RunListModel::refresh()
{
    m_started = true;
    ++m_generation;
    m_asked.clear();
    m_wanted.clear();
    ask(0);
    if (m_anew)
        return;
    const auto looked = std::exchange(m_looked, {});
    for (const auto &[window, rows] : m_windows) {
        if (window != 0 && looked.contains(window))
            ask(window);
        else if (window != 0)
            m_stale.insert(window);
    }
}

void RunListModel::want(std::size_t window) const
{
    if (m_anew || m_asked.contains(window))
        return;
    m_wanted.insert(window);
    if (!m_timer.isActive())
        m_timer.start();
}

void RunListModel::fetchWanted()
{
    for (const auto window : std::exchange(m_wanted, {}))
        ask(window);
}

void RunListModel::ask(std::size_t window)
{
    m_asked.insert(window);
    auto query = m_query;
    query.offset = window * kWindow;
    query.limit = kWindow;
    m_fetch(query).then(this, [this, window, generation = m_generation](const RunWindowOr &answer) {
        if (generation == m_generation)
            take(window, answer);
    });
}

void RunListModel::take(std::size_t window, const RunWindowOr &answer)
{
    m_asked.erase(window);
    if (!answer) {
        const auto problem = QString::fromStdString(answer.error().message);
        if (std::exchange(m_problem, problem) != problem)
            Q_EMIT failed(problem);
        return;
    }
    m_problem.clear();
    m_loaded = true;
    m_stale.erase(window);
    if (!m_anew) {
        replace(window, *answer);
    } else {
        beginResetModel();
        m_anew = false;
        m_windows.clear();
        m_stale.clear();
        m_windows[window] = answer->rows;
        m_total = answer->total;
        endResetModel();
    }
    Q_EMIT rowsCame();
}

void RunListModel::replace(std::size_t window, const RunWindow &answer)
{
    const auto before = static_cast<int>(m_total);
    const auto now = static_cast<int>(answer.total);
    if (now > before) {
        beginInsertRows({}, before, now - 1);
        m_total = answer.total;
        endInsertRows();
    } else if (now < before) {
        beginRemoveRows({}, now, before - 1);
        m_total = answer.total;
        endRemoveRows();
    }
    if (answer.rows.empty())
        m_windows.erase(window);
    else
        m_windows[window] = answer.rows;
    const auto first = static_cast<int>(window * kWindow);
    const auto last = std::min(first + static_cast<int>(kWindow), now) - 1;
    if (last >= first)
        Q_EMIT dataChanged(index(first, 0), index(last, Columns - 1));
}

const RunRow *RunListModel::runAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return nullptr;
    const auto window = static_cast<std::size_t>(row) / kWindow;
    const auto found = m_windows.find(window);
    const auto place = static_cast<std::size_t>(row) % kWindow;
    m_looked.insert(window);
    if (found == m_windows.end() || place >= found->second.size()) {
        want(window);
        return nullptr;
    }
    if (m_stale.contains(window))
        want(window);
    return &found->second[place];
}

void RunListModel::visitRows(const std::function<void(int row, const RunRow &run)> &visit) const
{
    for (const auto &[window, rows] : m_windows) {
        const auto first = static_cast<int>(window * kWindow);
        for (int place = 0; place < static_cast<int>(rows.size()) && first + place < rowCount(); ++place)
            visit(first + place, rows[static_cast<std::size_t>(place)]);
    }
}

int RunListModel::rowOf(const std::string &id) const
{
    for (const auto &[window, rows] : m_windows) {
        for (std::size_t place = 0; place < rows.size(); ++place) {
            if (rows[place].id == id)
                return static_cast<int>(window * kWindow + place);
        }
    }
    return -1;
}

int RunListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_total);
}

int RunListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Columns;
}

QVariant RunListModel::figure(const RunRow &row, int column) const
{
    switch (column) {
    case Name:
        return QString::fromStdString(row.name);
    case Mark:
        return markWord(markOf(row));
    case Started:
        return startedText(row.startedAt, std::chrono::system_clock::now());
    case Duration:
        return compare::clockText(row.duration);
    case Rate:
        return rateText(row.achievedRps);
    case P99:
        return latencyText(row.p99);
    case Requests:
        return charts::countText(static_cast<double>(row.requests));
    case Errors:
        return charts::countText(static_cast<double>(row.errors));
    case Hits:
        return hitText(row.hitRatio);
    default:
        return {};
    }
}

QVariant RunListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((index.column() <= Mark ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::EditRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    const auto *row = runAt(index.row());
    if (!row)
        return role == Qt::DisplayRole && index.column() == Name ? QVariant(QStringLiteral("…")) : QVariant();
    return role == Qt::ToolTipRole ? QVariant(hintOf(*row)) : figure(*row, index.column());
}

QVariant RunListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((section <= Mark ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool hint = role == Qt::ToolTipRole;
    switch (section) {
    case Name:
        return tr("Name");
    case Mark:
        return hint ? tr("How the run stands, and how far its figures are to be believed") : tr("State");
    case Started:
        return tr("Started");
    case Duration:
        return tr("Duration");
    case Rate:
        return hint ? tr("Good answers a second, of the best target") : tr("Rate");
    case P99:
        return hint ? tr("Response time p99, of the worst target") : tr("p99");
    case Requests:
        return tr("Requests");
    case Errors:
        return tr("Errors");
    case Hits:
        return hint ? tr("Cache hits among the answers, of the best target") : tr("Hits");
    default:
        return {};
    }
}

Qt::ItemFlags RunListModel::flags(const QModelIndex &index) const
{
    const auto flags = QAbstractTableModel::flags(index);
    return index.column() == Name ? flags | Qt::ItemIsEditable : flags;
}

bool RunListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const auto *row = role == Qt::EditRole && index.column() == Name ? runAt(index.row()) : nullptr;
    const auto name = value.toString().simplified();
    if (!row || name.isEmpty() || name.toStdString() == row->name)
        return false;
    const auto id = row->id;
    auto &rows = m_windows.at(static_cast<std::size_t>(index.row()) / kWindow);
    rows.at(static_cast<std::size_t>(index.row()) % kWindow).name = name.toStdString();
    Q_EMIT dataChanged(index, index);
    Q_EMIT renameRequested(id, name);
    return true;
}

}
