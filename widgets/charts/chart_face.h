#pragma once

#include "charts/plot_face.h"
#include "charts/row_scales.h"
#include "charts/time_axes.h"

#include <optional>
#include <vector>

namespace escala::charts {

/// One line of one chart: which side, which figure of the row.
struct CurveKey {
    std::size_t side = 0;
    std::size_t figure = 0;
    friend auto operator<=>(const CurveKey &, const CurveKey &) = default;
};

/// Which lines a chart of these sides has, in drawing order: the strongest last, so that it lies on top.
[[nodiscard]] std::vector<CurveKey> curvesOf(const ChartSpec &spec, const std::vector<std::size_t> &sides);

/// How a line looks. `together`: several sides share the chart.
[[nodiscard]] CurveStyle styleOf(const ChartSpec &spec, const CurveKey &key, bool together,
                                 const common::Tokens &tokens);

/// What a chart of these sides shows, all but the crosshair: the same on screen and in exports.
[[nodiscard]] PlotFace faceOf(const ChartSpec &spec, const RunCourse &course, const std::vector<std::size_t> &sides,
                              const TimeAxes &times, const RowScales &scales, const RowScales::Shown &shown,
                              const common::Tokens &tokens, double width);

/// What charts over time have in common: axes, marks, and what to say where there is nothing to show.
[[nodiscard]] PlotFace timeFaceOf(const ChartSpec &spec, const RunCourse &course, const std::vector<std::size_t> &sides,
                                  const TimeAxes &times, const RowScales &scales, double width);

/// Why a chart of these sides has nothing to show; empty where any of them has something.
[[nodiscard]] QString emptyTextOf(const ChartSpec &spec, const RunCourse &course,
                                  const std::vector<std::size_t> &sides);

/// Where the lines cross a moment, in the order of `curvesOf`.
[[nodiscard]] std::vector<std::optional<double>> crossings(const ChartSpec &spec, const RunCourse &course,
                                                           const std::vector<CurveKey> &curves, const RowScales &scales,
                                                           double seconds);

/// One sentence for those who can't see the chart.
[[nodiscard]] QString descriptionOf(const ChartSpec &spec, const RunCourse &course,
                                    const std::vector<std::size_t> &sides);

/// "Response time: Slow".
[[nodiscard]] QString chartName(const ChartSpec &spec, const RunCourse &course, const std::vector<std::size_t> &sides);

}
