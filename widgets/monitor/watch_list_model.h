#pragma once

#include "monitor/monitor_types.h"
#include "watch/state_shape.h"

#include <QAbstractTableModel>

#include <vector>

namespace escala::watch {

using ViewPtr = std::shared_ptr<const monitor::MonitorView>;

/// What is watched, a row each: the targets in the order of the plan, then scrapes and processes.
class WatchListModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { State, Name, Availability, P50, P99, Last, Certificate, Phases, Hits, Beats, Columns };
    enum Role {
        ShapeRole = Qt::UserRole, ///< A StateShape as int, of State.
        BadRole,                  ///< True: painted as bad.
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// `window`: of monitor::kWindows, whose figures are shown.
    void setView(ViewPtr view, std::size_t window);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// By what the column means, not by its text. The order then stays until it is sorted again.
    void sort(int column, Qt::SortOrder order) override;

    [[nodiscard]] QString nameAt(int row) const;
    /// −1 without one.
    [[nodiscard]] int rowOf(const QString &name) const;
    /// Null for a scrape or a process.
    [[nodiscard]] const monitor::TargetView *targetAt(int row) const;
    [[nodiscard]] const monitor::SourceView *sourceAt(int row) const;

private:
    /// A target, or a source that is not a target's own.
    struct Row {
        std::string name;
        bool target = true;
        std::size_t index = 0;
    };
    [[nodiscard]] QString textOf(const Row &row, int column) const;
    [[nodiscard]] QString sourceText(const monitor::SourceView &source, int column) const;
    [[nodiscard]] StateShape shape(const Row &row) const;
    [[nodiscard]] double rank(const Row &row, int column) const;
    [[nodiscard]] bool isBad(const Row &row, int column) const;

    ViewPtr m_view;
    std::size_t m_window = 0;
    std::vector<Row> m_rows;
};

}
