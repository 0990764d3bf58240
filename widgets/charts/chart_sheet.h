#pragma once

#include "charts/chart_face.h"
#include "charts/run_course.h"
#include "experiment/run_result.h"

#include <QSizeF>

#include <memory>
#include <vector>

class QPainter;

namespace escala::charts {

class Plot;

/// Charts of a finished run on white paper: title, settings, verdict, a column a target with its name and URL, and
/// below them the charts on shared axes, each with its legend. Paints the same into any paint engine. GUI thread.
class ChartSheet {
public:
    /// `title` heads the sheet; `specs` are its rows.
    ChartSheet(const experiment::RunResult &result, const QString &title, std::vector<ChartSpec> specs);
    ~ChartSheet();
    ChartSheet(const ChartSheet &) = delete;
    ChartSheet &operator=(const ChartSheet &) = delete;

    /// In pixels of 1/96 inch.
    [[nodiscard]] QSizeF size() const;
    void paint(QPainter &painter) const;
    /// One sentence about all that is on it.
    [[nodiscard]] QString description() const;

private:
    struct Line {
        QString text;
        int pixels = 12;
        bool strong = false;
        bool dim = false;
    };
    [[nodiscard]] double width() const;
    [[nodiscard]] double heightOf(const Line &line) const;
    [[nodiscard]] double columnWidth() const;
    [[nodiscard]] double columnLeft(std::size_t side) const;
    [[nodiscard]] double rowHeight(const ChartSpec &spec) const;
    [[nodiscard]] double headHeight() const;
    void paintHead(QPainter &painter) const;
    void paintTargets(QPainter &painter, double top) const;
    void paintRow(QPainter &painter, const ChartSpec &spec, double top) const;
    void paintChart(QPainter &painter, const ChartSpec &spec, const std::vector<std::size_t> &sides,
                    const RowScales &scales, const QRectF &room) const;
    void paintLegend(QPainter &painter, const ChartSpec &spec, const std::vector<std::size_t> &sides,
                     const QRectF &room) const;

    RunCourse m_course;
    std::vector<QString> m_urls;
    std::vector<Line> m_lines;
    QString m_title;
    std::vector<ChartSpec> m_specs;
    TimeAxes m_times;
    std::unique_ptr<Plot> m_plot; ///< Paints one chart after the other.
};

}
