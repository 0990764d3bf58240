#pragma once

#include "charts/plot_face.h"
#include "charts/range_keeper.h"
#include "charts/wall_axis.h"
#include "watch/watch_course.h"

#include <QWidget>

#include <set>

class QTableWidget;

namespace escala::charts {
class LegendButton;
class Plot;
}

namespace escala::watch {

/// What all charts of a board have in common.
struct ChartView {
    const charts::WallAxis &axis;
    const std::vector<Stretch> &unwatched;
    const std::vector<monitor::IncidentView> &incidents;
    bool manyTargets = false;
};

/// One chart over the wall clock: a line with title, unit and legend, and the plot beneath, in a frame. Focusable, so
/// that its menu can be reached without a mouse.
class WatchChart : public QWidget {
    Q_OBJECT

public:
    explicit WatchChart(QWidget *parent = nullptr);

    void show(const ChartContent &content, const ChartView &view);
    /// Without a moment the legend shows the latest values.
    void setCrosshair(std::optional<double> seconds, const charts::WallAxis &axis);
    void setTableShown(bool shown);
    /// What its legend takes beneath the title, and what is kept for it: the plots of a row line up.
    [[nodiscard]] int legendNeeded() const noexcept { return m_legendNeeded; }
    void setLegendRoom(int height);

    [[nodiscard]] charts::Plot *plot() const noexcept { return m_plot; }
    [[nodiscard]] const ChartContent &content() const noexcept { return m_content; }
    /// Points of all lines as they were drawn last.
    [[nodiscard]] std::size_t points() const;
    /// The figures as tab-separated text, a line a moment.
    [[nodiscard]] QString text() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// A line was switched on or off: it has to be drawn again.
    void linesToggled();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void renewLegend();
    void lookLegend();
    void layOut();
    [[nodiscard]] charts::PlotFace face(const ChartView &view);
    [[nodiscard]] charts::Scale leftScale(const charts::WallAxis &axis);
    [[nodiscard]] bool isShown(std::size_t line) const;
    [[nodiscard]] QString description() const;
    void fillTable();
    void copyPicture();

    ChartContent m_content;
    charts::Plot *m_plot;
    std::vector<charts::LegendButton *> m_legend; ///< One a line.
    std::set<QString> m_hidden;                   ///< Lines that were switched off, by name.
    charts::RangeKeeper m_range;
    QTimeZone m_zone;
    QTableWidget *m_table = nullptr; ///< Made when it is first asked for.
    QRect m_noteRect;
    int m_legendNeeded = 0;
    int m_legendHeight = 0;
};

}
