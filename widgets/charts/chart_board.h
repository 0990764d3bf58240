#pragma once

#include "charts/chart_spec.h"
#include "charts/run_course.h"

#include <QWidget>

#include <chrono>
#include <memory>
#include <vector>

namespace escala::charts {

/// All charts of a run: a row a figure (response time, throughput, cache, errors and in flight, server), a column a
/// target, axes shared along each row; or all targets overlaid in one column. GUI thread.
///
/// Redraws with its own timer, 10 times a second and less when the machine is busy, coalescing courses (latest wins);
/// nothing is painted while hidden, but the latest course is kept.
class ChartBoard : public QWidget {
    Q_OBJECT

public:
    /// Room on the right for the scroll bar, always kept: what stands above lines up with the columns when it leaves
    /// the same room.
    static constexpr int kGutter = 12;

    explicit ChartBoard(QWidget *parent = nullptr);
    /// Rows of one's own choice in place of all there are.
    explicit ChartBoard(std::vector<ChartSpec> specs, QWidget *parent = nullptr);
    ~ChartBoard() override;

    void setCourse(RunCoursePtr course);
    /// One column with every target in each chart.
    void setOverlay(bool overlay);
    void setLogLatency(bool log);
    /// A rolling window over the last 30 s instead of the whole run.
    void setFollow(bool follow);
    /// Puts the crosshair there, and the window of time where it can be seen.
    void putCrosshair(std::chrono::nanoseconds at);
    /// Milliseconds the last full redraw took.
    [[nodiscard]] double lastFrameMs() const noexcept;
    /// The time from one redraw to the next that the machine allows just now.
    [[nodiscard]] std::chrono::milliseconds interval() const noexcept;

Q_SIGNALS:
    /// From a chart's context menu: save this one. `chart` is a name of `chartNames()`.
    void exportChartRequested(const QString &chart);
    /// A click on a chart over time, or Enter at the crosshair: what happened then is of interest. Since measuring
    /// began.
    void momentChosen(std::chrono::nanoseconds at);

protected:
    bool event(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

}
