#pragma once

#include "charts/scale.h"

#include <QList>
#include <QPointF>

#include <vector>

namespace escala::charts {

/// One value of a curve; NaN: nothing was measured then.
struct Sample {
    double seconds = 0;
    double value = 0;
};

/// Longest line that is drawn.
inline constexpr int kMostPoints = 300;

/// A curve as it is drawn: lines of two points or more, and points that stand alone between gaps. In axis positions,
/// 0 to 1 both ways, clipped: no point lies outside.
struct DrawnCurve {
    std::vector<QList<QPointF>> lines;
    QList<QPointF> alone;
    /// Points of all lines.
    [[nodiscard]] double size() const;
    /// The rightmost point, where there is one.
    [[nodiscard]] bool last(QPointF &point) const;
};

/// The samples within the time axis (ascending in time), at most `most` of them: of each bucket of time the first,
/// lowest, highest and last, so no spike is lost. Buckets lie on a fixed grid, so a growing line does not shimmer.
[[nodiscard]] DrawnCurve drawn(const std::vector<Sample> &samples, const Scale &time, const Scale &values,
                               int most = kMostPoints);
/// So many are drawn in a plot of this width: a point two pixels away from the last can be told from it.
[[nodiscard]] int mostPoints(double width) noexcept;

}
