#pragma once

#include "charts/picture_file.h"
#include "charts/wall_axis.h"
#include "watch/watch_course.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QGridLayout;
class QScrollArea;

namespace escala::watch {

class WatchChart;
struct ChartView;

/// All charts of what is selected, on one time axis: they zoom together, and a crosshair reads all at the same moment.
///
/// One timer draws, a few times a second at most, and only what can be seen: nothing while the page is hidden or the
/// window minimised. Ctrl+wheel zooms, a drag moves what is zoomed, a double click shows all. On the keyboard: left and
/// right move the crosshair, plus and minus zoom around it, Home shows all.
class WatchBoard : public QWidget {
    Q_OBJECT

public:
    static constexpr int kGutter = 12; ///< Kept at the right for the scroll bar, needed or not.

    explicit WatchBoard(QWidget *parent = nullptr);

    /// All that can be seen, in seconds since 1970.
    void setWhole(charts::WallAxis::Window whole);
    void setCourses(const Courses &courses);
    void setIncidents(const std::vector<monitor::IncidentView> &incidents);
    void zoomTo(charts::WallAxis::Window window);
    void resetZoom();

    [[nodiscard]] const charts::WallAxis &axis() const noexcept { return m_axis; }
    /// As they are on the screen, in order.
    [[nodiscard]] std::vector<WatchChart *> charts() const;
    /// Of all lines, as they were drawn last.
    [[nodiscard]] std::size_t points() const;
    /// Milliseconds of the last drawing, painting included.
    [[nodiscard]] double lastFrameMs() const;
    /// Writes a chart that is on the screen, by its object name, on white paper; the error is a sentence for people.
    [[nodiscard]] std::expected<void, std::string> writeChart(const QString &chart, charts::PictureFormat format,
                                                              const std::filesystem::path &file) const;
    /// Draws now what the timer would draw soon; for tests and benches.
    void draw();

Q_SIGNALS:
    /// Another window of time is seen: finer courses may be had.
    void windowChanged();
    /// From a chart's menu: save this one.
    void exportChartRequested(const QString &chart);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void schedule();
    [[nodiscard]] ChartView view(const std::vector<Stretch> &gaps) const;
    [[nodiscard]] bool canPaint() const;
    void compose(std::size_t count);
    void alignLegends(std::size_t count);
    void connectChart(WatchChart *chart);
    void setCrosshair(std::optional<double> seconds);
    void moveCrosshair(int points);
    void afterZoom();

    charts::WallAxis m_axis;
    Courses m_courses;
    std::vector<monitor::IncidentView> m_incidents;
    std::optional<double> m_crosshair;
    QScrollArea *m_area;
    QWidget *m_inner;
    QGridLayout *m_grid;
    std::vector<WatchChart *> m_charts; ///< Made once; those that are not needed are hidden.
    QTimer m_timer;
    double m_updateMs = 0;
};

}
