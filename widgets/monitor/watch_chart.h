#pragma once

#include "charts/chart_frame.h"
#include "charts/picture_file.h"
#include "watch/watch_face.h"

class QStandardItemModel;

namespace escala::watch {

/// One chart over the wall clock.
class WatchChart : public charts::ChartFrame {
    Q_OBJECT

public:
    explicit WatchChart(QWidget *parent = nullptr);

    void show(const ChartContent &content, const ChartView &view);
    /// Without a moment the legend shows the latest values.
    void setCrosshair(std::optional<double> seconds, const charts::WallAxis &axis);
    /// What it shows, on white paper.
    [[nodiscard]] charts::Drawing drawing(const ChartView &view) const;
    /// What its legend takes beneath the title, and what is kept for it: the plots of a row line up.
    [[nodiscard]] int legendNeeded() const noexcept { return m_legendNeeded; }
    void setLegendRoom(int height);

    [[nodiscard]] const ChartContent &content() const noexcept { return m_content; }
    /// Points of all lines as they were drawn last.
    [[nodiscard]] std::size_t points() const;
    /// A line a moment.
    [[nodiscard]] QString text() const override;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// A line was switched on or off: it has to be drawn again.
    void linesToggled();

protected:
    void paintEvent(QPaintEvent *event) override;
    [[nodiscard]] QAbstractItemModel *values() override;
    void lookLegend() override;
    void layOut() override;

private:
    void renewLegend();
    [[nodiscard]] QString description() const;

    ChartContent m_content;
    std::vector<charts::LegendButton *> m_legend; ///< One a line.
    HiddenLines m_hidden;
    charts::RangeKeeper m_range;
    QTimeZone m_zone;
    QStandardItemModel *m_values;
    QRect m_noteRect;
    int m_legendNeeded = 0;
    int m_legendHeight = 0;
};

}
