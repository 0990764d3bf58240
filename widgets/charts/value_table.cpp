#include "charts/value_table.h"

#include "charts/chart_table.h"

namespace escala::charts {

ValueTable::ValueTable(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void ValueTable::setCourse(const ChartSpec &spec, RunCoursePtr course, std::vector<std::size_t> sides)
{
    const bool grown = m_course && sides == m_sides && spec.name == m_spec.name;
    if (!grown)
        beginResetModel();
    m_spec = spec;
    m_course = std::move(course);
    m_sides = std::move(sides);
    const auto now = static_cast<int>(table().rows());
    if (!grown) {
        m_rows = now;
        endResetModel();
        return;
    }
    if (now > m_rows) {
        beginInsertRows({}, m_rows, now - 1);
        m_rows = now;
        endInsertRows();
    } else if (now < m_rows) { // another run, or seconds instead of tenths
        beginResetModel();
        m_rows = now;
        endResetModel();
    }
    if (now > 0)
        Q_EMIT dataChanged(index(0, 0), index(now - 1, columnCount() - 1));
}

ChartTable ValueTable::table() const
{
    return {.spec = m_spec, .course = *m_course, .sides = m_sides};
}

int ValueTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int ValueTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_course ? 0 : static_cast<int>(table().columns());
}

QVariant ValueTable::data(const QModelIndex &index, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole || !index.isValid())
        return {};
    return table().cell(static_cast<std::size_t>(index.row()), static_cast<std::size_t>(index.column()));
}

QVariant ValueTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal || !m_course)
        return {};
    return table().heading(static_cast<std::size_t>(section));
}

QString ValueTable::text() const
{
    QString text;
    for (int row = -1; row < m_rows; ++row) {
        for (int column = 0; column < columnCount(); ++column) {
            if (column > 0)
                text += u'\t';
            text += row < 0 ? headerData(column, Qt::Horizontal, Qt::DisplayRole).toString()
                            : data(index(row, column), Qt::DisplayRole).toString();
        }
        text += u'\n';
    }
    return text;
}

}
