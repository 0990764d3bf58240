#pragma once

#include "charts/chart_face.h"

class QPainter;

namespace escala::charts {

// The chart of how many answers of which response time came when: time across, response time up, the count as colour.

[[nodiscard]] PlotFace heatFaceOf(const ChartSpec &spec, const RunCourse &course, std::size_t side,
                                  const TimeAxes &times, const RowScales &scales, const common::Tokens &tokens,
                                  double width);

/// The greatest count of a cell at any side: all sides share the colours.
[[nodiscard]] std::uint64_t mostOf(const RunCourse &course);
/// `share` from 0 (one answer) to 1: the more answers, the further from the background. Lightness alone tells the
/// colours apart, so they are as plain to those who can't tell red from green.
[[nodiscard]] QColor heatColour(double share, const common::Tokens &tokens);

/// What the colours mean, against the right edge of a line: "1 ▭ 4,210 answers". Paints nothing where it does not fit.
void paintHeatKey(QPainter &painter, const QRectF &line, std::uint64_t most, const common::Tokens &tokens);
/// Room that it takes.
[[nodiscard]] double heatKeyWidth(const QFont &font);

[[nodiscard]] QString heatDescriptionOf(const RunCourse &course, const std::vector<std::size_t> &sides);

}
