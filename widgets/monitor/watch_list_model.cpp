#include "watch/watch_list_model.h"

#include "common/plain_tip.h"
#include "watch/watch_words.h"

#include <algorithm>
#include <limits>
#include <set>
#include <tuple>
#include <utility>

namespace escala::watch {

using monitor::SourceView;
using monitor::TargetView;

namespace {

double seconds(std::optional<monitor::Microseconds> duration)
{
    return duration ? std::chrono::duration<double>(*duration).count() : -1;
}

StateShape shapeOfSource(const SourceView &source)
{
    if (!source.up)
        return StateShape::Waiting;
    return *source.up ? StateShape::Good : StateShape::Bad;
}

}

void WatchListModel::setView(ViewPtr view, std::size_t window)
{
    std::vector<Row> rows;
    std::set<std::string> own;
    for (std::size_t i = 0; view && i < view->targets.size(); ++i) {
        rows.push_back({view->targets[i].name, true, i});
        own.insert(view->targets[i].name);
    }
    for (std::size_t i = 0; view && i < view->sources.size(); ++i) {
        if (!own.contains(view->sources[i].name))
            rows.push_back({view->sources[i].name, false, i});
    }
    // As they are sorted now; what is new comes last, in the order of the plan.
    const auto place = [this](const Row &row) {
        return std::ranges::find(m_rows, row.name, &Row::name) - m_rows.begin();
    };
    std::ranges::sort(rows, [&place](const Row &a, const Row &b) {
        return std::tuple(place(a), !a.target, a.index) < std::tuple(place(b), !b.target, b.index);
    });
    const bool same = std::ranges::equal(rows, m_rows, {}, &Row::name, &Row::name);
    if (!same)
        beginResetModel();
    m_view = std::move(view);
    m_window = window;
    m_rows = std::move(rows);
    if (!same)
        endResetModel();
    else if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(int(m_rows.size()) - 1, Columns - 1));
}

int WatchListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int WatchListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Columns);
}

QString WatchListModel::nameAt(int row) const
{
    return row < 0 || row >= rowCount() ? QString() : QString::fromStdString(m_rows[std::size_t(row)].name);
}

int WatchListModel::rowOf(const QString &name) const
{
    const auto found = std::ranges::find(m_rows, name.toStdString(), &Row::name);
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

const TargetView *WatchListModel::targetAt(int row) const
{
    if (row < 0 || row >= rowCount() || !m_rows[std::size_t(row)].target)
        return nullptr;
    return &m_view->targets[m_rows[std::size_t(row)].index];
}

const SourceView *WatchListModel::sourceAt(int row) const
{
    if (row < 0 || row >= rowCount() || m_rows[std::size_t(row)].target)
        return nullptr;
    return &m_view->sources[m_rows[std::size_t(row)].index];
}

StateShape WatchListModel::shape(const Row &row) const
{
    return row.target ? shapeOf(m_view->targets[row.index].health) : shapeOfSource(m_view->sources[row.index]);
}

QString WatchListModel::sourceText(const SourceView &source, int column) const
{
    switch (column) {
    case State:
        return !source.up ? tr("waiting") : *source.up ? tr("read") : tr("silent");
    case Name:
        return QString::fromStdString(source.name);
    case Last:
        return source.sentence.empty() ? tr("%1 series").arg(source.series.size())
                                       : QString::fromStdString(source.sentence);
    default:
        return {};
    }
}

QString WatchListModel::textOf(const Row &row, int column) const
{
    if (!row.target)
        return sourceText(m_view->sources[row.index], column);
    const auto &target = m_view->targets[row.index];
    const auto &figures = target.windows.at(m_window);
    switch (column) {
    case State:
        return healthWord(target.health);
    case Name:
        return QString::fromStdString(target.name);
    case Availability:
        return shareText(figures.availability());
    case P50:
        return durationText(figures.p50);
    case P99:
        return durationText(figures.p99);
    case Last:
        return lastText(target);
    case Certificate:
        return certificateText(target.certificateEnds, m_view->at);
    case Phases:
        return phasesText(figures);
    case Hits:
        return shareText(figures.hitRatio());
    default:
        return {};
    }
}

bool WatchListModel::isBad(const Row &row, int column) const
{
    const auto shown = shape(row);
    const bool bad = shown == StateShape::Bad || shown == StateShape::Warning;
    if (column == State)
        return shown == StateShape::Bad;
    if (column == Last)
        return bad;
    if (column != Certificate || !row.target)
        return false;
    const auto ends = m_view->targets[row.index].certificateEnds;
    const auto days = m_view->plan ? m_view->plan->alerts.certificateDays : 0;
    return ends && *ends - m_view->at < std::chrono::days(days);
}

QVariant WatchListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto &row = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Beats ? tr("The last probes") : textOf(row, index.column());
    case Qt::ToolTipRole:
        if (index.column() == Name)
            return common::plainTip(
                QString::fromStdString(row.target ? m_view->targets[row.index].url : m_view->sources[row.index].url));
        return common::plainTip(textOf(row, index.column()));
    case Qt::TextAlignmentRole: {
        const auto column = index.column();
        const bool words = column == State || column == Name || column == Last;
        return QVariant::fromValue((words ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    case ShapeRole:
        return static_cast<int>(shape(row));
    case BadRole:
        return isBad(row, index.column());
    default:
        return {};
    }
}

QVariant WatchListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= Columns)
        return {};
    const std::array<QString, Columns> names{tr("State"), tr("Name"),        tr("Available"),   tr("p50"),
                                             tr("p99"),   tr("Last answer"), tr("Certificate"), tr("DNS, TLS"),
                                             tr("Hits"),  tr("Last probes")};
    if (role == Qt::DisplayRole)
        return names.at(std::size_t(section));
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            (section == State || section == Name || section == Last ? Qt::AlignLeft : Qt::AlignRight)
            | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section >= Availability && section <= P99)
        return tr("Over the last %1").arg(windowName(m_window));
    return {};
}

double WatchListModel::rank(const Row &row, int column) const
{
    constexpr double kLast = std::numeric_limits<double>::lowest();
    if (column == State) { // worst first
        switch (shape(row)) {
        case StateShape::Bad:
            return 0;
        case StateShape::Warning:
            return 1;
        case StateShape::Quiet:
            return 2;
        case StateShape::Waiting:
            return 3;
        case StateShape::Good:
            return 4;
        }
    }
    if (!row.target)
        return kLast;
    const auto &target = m_view->targets[row.index];
    const auto &figures = target.windows.at(m_window);
    switch (column) {
    case Availability:
        return figures.availability().value_or(kLast);
    case P50:
        return seconds(figures.p50);
    case P99:
        return seconds(figures.p99);
    case Last:
        return target.last.good() ? seconds(target.last.response) : std::numeric_limits<double>::max();
    case Certificate:
        return target.certificateEnds ? double(target.certificateEnds->time_since_epoch().count()) : kLast;
    case Phases:
        return seconds(figures.dns.p50) + seconds(figures.tls.p50);
    case Hits:
        return figures.hitRatio().value_or(kLast);
    default:
        return 0;
    }
}

void WatchListModel::sort(int column, Qt::SortOrder order)
{
    if (m_rows.empty() || column < 0 || column >= Columns)
        return;
    Q_EMIT layoutAboutToBeChanged();
    const auto before = m_rows;
    const auto less = [this, column](const Row &a, const Row &b) {
        return column == Name ? a.name < b.name : rank(a, column) < rank(b, column);
    };
    std::ranges::sort(m_rows, [&](const Row &a, const Row &b) {
        if (less(a, b) || less(b, a))
            return order == Qt::AscendingOrder ? less(a, b) : less(b, a);
        return std::pair(!a.target, a.index) < std::pair(!b.target, b.index); // as in the plan
    });
    for (const auto &from : persistentIndexList()) {
        const auto row = rowOf(QString::fromStdString(before[std::size_t(from.row())].name));
        changePersistentIndex(from, index(row, from.column()));
    }
    Q_EMIT layoutChanged();
}

}
