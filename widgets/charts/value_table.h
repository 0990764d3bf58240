#pragma once

#include "charts/chart_spec.h"
#include "charts/run_course.h"

#include <QAbstractTableModel>

namespace escala::charts {

struct ChartTable;

/// The figures of one chart as a table: see ChartTable. For screen readers, for copying, and for
/// whoever likes figures better than lines.
class ValueTable : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit ValueTable(QObject *parent = nullptr);

    void setCourse(const ChartSpec &spec, RunCoursePtr course, std::vector<std::size_t> sides);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Tab-separated, with a line of headings: what a spreadsheet takes from the clipboard.
    [[nodiscard]] QString text() const;

private:
    [[nodiscard]] ChartTable table() const;

    ChartSpec m_spec;
    RunCoursePtr m_course;
    std::vector<std::size_t> m_sides;
    int m_rows = 0;
};

}
