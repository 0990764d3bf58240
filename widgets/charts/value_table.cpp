#include "charts/value_table.h"

#include "charts/course_reading.h"
#include "charts/number_text.h"

#include <algorithm>

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
    const int now = rows();
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

int ValueTable::rows() const
{
    std::size_t most = 0;
    for (const auto side : m_sides)
        most = std::max(most, m_course->sides[side].points.size());
    return static_cast<int>(most);
}

int ValueTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int ValueTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1 + static_cast<int>(m_sides.size() * m_spec.figures.size());
}

QVariant ValueTable::data(const QModelIndex &index, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole || !index.isValid())
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    if (index.column() == 0) {
        for (const auto side : m_sides) {
            const auto &points = m_course->sides[side].points;
            if (row < points.size())
                return momentText(std::chrono::duration<double>(points[row].start).count());
        }
        return {};
    }
    const auto cell = static_cast<std::size_t>(index.column() - 1);
    const auto &points = m_course->sides[m_sides[cell / m_spec.figures.size()]].points;
    const auto &figure = m_spec.figures[cell % m_spec.figures.size()];
    return row < points.size() ? figure.valueText(figure.read(points[row])) : QString();
}

QVariant ValueTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return {};
    if (section == 0)
        return tr("from");
    const auto cell = static_cast<std::size_t>(section - 1);
    const auto &figure = m_spec.figures[cell % m_spec.figures.size()];
    if (m_sides.size() < 2)
        return figure.name;
    return QString(m_course->sides[m_sides[cell / m_spec.figures.size()]].name % u' ' % figure.name);
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
