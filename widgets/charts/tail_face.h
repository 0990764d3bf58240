#pragma once

#include "charts/chart_face.h"

#include <optional>

namespace escala::charts {

// The chart of response and service time by percentile: two lines a side on an axis that gives each further nine the
// same room.

[[nodiscard]] PlotFace tailFaceOf(const ChartSpec &spec, const RunCourse &course, const std::vector<std::size_t> &sides,
                                  const RowScales &scales, const RowScales::Shown &shown, const common::Tokens &tokens);

/// Where the lines cross a place on the axis, in the order of `curvesOf`.
[[nodiscard]] std::vector<std::optional<double>>
tailCrossings(const RunCourse &course, const std::vector<CurveKey> &curves, const RowScales &scales, double decades);

/// "p99.3"
[[nodiscard]] QString percentileText(double decades);
/// "p99 207": at a place on the axis, else at p99; "–" where so few answers came that there is none.
[[nodiscard]] QString tailValueText(const metrics::TailCurve &curve, std::optional<double> decades);
[[nodiscard]] QString tailDescriptionOf(const RunCourse &course, const std::vector<std::size_t> &sides);

}
