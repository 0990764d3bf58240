#pragma once

#include "charts/plot_face.h"
#include "charts/range_keeper.h"
#include "charts/wall_axis.h"
#include "watch/watch_course.h"

#include <QSizeF>

#include <set>
#include <vector>

namespace escala::watch {

/// What all charts of a board have in common.
struct ChartView {
    const charts::WallAxis &axis;
    const std::vector<Stretch> &unwatched;
    const std::vector<monitor::IncidentView> &incidents;
    bool manyTargets = false;
};

/// Of the lines that are switched off, the names.
using HiddenLines = std::set<QString>;

[[nodiscard]] charts::CurveStyle styleOf(const ChartLine &line, const common::Tokens &tokens);

/// The plot of a chart as it is to be painted in that room, in those colours; its curves stand in reverse, for the
/// strongest are painted last. `range` keeps the axis at the left from jumping.
[[nodiscard]] charts::PlotFace faceOf(const ChartContent &content, const ChartView &view, const HiddenLines &hidden,
                                      const common::Tokens &tokens, const QSizeF &room, charts::RangeKeeper &range);

}
