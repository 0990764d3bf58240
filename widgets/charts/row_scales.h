#pragma once

#include "charts/chart_spec.h"
#include "charts/range_keeper.h"
#include "charts/row_samples.h"
#include "charts/run_course.h"
#include "charts/scale.h"
#include "charts/time_axes.h"

#include <functional>

namespace escala::charts {

/// The value axes of one row of charts, shared by all its columns, kept calm from one redraw to the next; with the
/// values that they were chosen for.
class RowScales {
public:
    /// Sides whose throughput differs by more are shown on a logarithmic axis.
    static constexpr double kFarApart = 20;

    /// Whether a figure of a side is shown: a hidden one does not stretch the axes.
    using Shown = std::function<bool(std::size_t side, std::size_t figure)>;

    struct Choice {
        bool logLatency = true;
        int ticks = 4; ///< Most labels that fit.
    };

    void update(const ChartSpec &spec, const RunCourse &course, const TimeAxes &times, const Shown &shown,
                const Choice &choice);
    /// What is drawn next has nothing to do with what was: another run, another window of time.
    void reset();

    /// Of the course that was last updated with.
    [[nodiscard]] const RowSamples &samples() const noexcept { return m_samples; }
    [[nodiscard]] const Scale &left() const noexcept { return m_left; }
    [[nodiscard]] const Scale &right() const noexcept { return m_right; }
    /// Unit and kind of the axis, for the line above the plot: "requests/s, log: >20× apart".
    [[nodiscard]] QString note(const ChartSpec &spec) const;

private:
    Scale chosen(ChartSpec::Left kind, RangeKeeper::Range range, const Choice &choice);

    RowSamples m_samples;
    Scale m_left;
    Scale m_right;
    RangeKeeper m_leftRange;
    RangeKeeper m_rightRange;
    bool m_farApart = false;
};

}
