#pragma once

#include "charts/chart_panel.h"

#include <QWidget>

#include <set>

class QGridLayout;

namespace escala::charts {

/// The panels of a run in rows and columns, and which lines are shown. Knows no time but the one it is told.
class ChartGrid : public QWidget {
    Q_OBJECT

public:
    explicit ChartGrid(std::vector<ChartSpec> specs, QWidget *parent = nullptr);

    struct Options {
        bool overlay = false;
        bool logLatency = true;
    };
    /// Panels for this course; the ones there are kept where they fit.
    void arrange(const RunCourse &course, bool overlay);
    /// Computes the axes of all rows and renews the panels that can be seen. `describe`: all of them renew their
    /// descriptions.
    void draw(const RunCoursePtr &course, const TimeAxes &times, const Options &options, bool describe);
    void setCrosshair(const RunCoursePtr &course, const TimeAxes &times, const ChartPanel::Crosshair &crosshair);
    void resetScales();

    [[nodiscard]] std::vector<ChartPanel *> panels() const;
    /// Milliseconds that painting the visible plots took last.
    [[nodiscard]] double paintMs() const;

Q_SIGNALS:
    void panelAdded(escala::charts::ChartPanel *panel);
    void curvesChanged();

private:
    struct Row {
        ChartSpec spec;
        RowScales scales;
        std::vector<ChartPanel *> panels;
        std::set<CurveKey> hidden;
    };
    [[nodiscard]] ChartPanel::View viewOf(const Row &row, const RunCoursePtr &course, const TimeAxes &times) const;
    void fillRow(std::size_t row, const RunCourse &course);
    void addPanel(std::size_t row, int column, int span, const RunCourse &course, std::vector<std::size_t> sides);

    QGridLayout *m_grid;
    std::vector<Row> m_rows;
    QStringList m_names; ///< Of the sides there are panels for.
    bool m_overlay = false;
};

}
