#pragma once

#include "charts/chart_spec.h"
#include "charts/decimation.h"
#include "charts/run_course.h"
#include "charts/time_axes.h"

#include <span>
#include <vector>

namespace escala::charts {

/// The values of one row of charts, read from the points once a redraw: axes are chosen from them and lines drawn.
class RowSamples {
public:
    /// Reads all figures of all sides. What was read before is overwritten, in the same memory.
    void read(const ChartSpec &spec, const RunCourse &course);

    /// Of a figure that was read, ascending in time; NaN where nothing was measured.
    [[nodiscard]] const std::vector<Sample> &of(std::size_t side, std::size_t figure) const
    {
        return m_samples[side][figure];
    }
    /// Those that a window of time shows, with a neighbour on each side.
    [[nodiscard]] std::span<const Sample> within(std::size_t side, std::size_t figure,
                                                 const TimeAxes::Window &window) const;

private:
    std::vector<std::vector<std::vector<Sample>>> m_samples; ///< By side and figure.
};

}
