#pragma once

#include "charts/picture_file.h"
#include "watch/watch_face.h"

namespace escala::watch {

/// A chart of the Monitor page on white paper, as the view shows it: title and unit, which time it is of, legend, and
/// the plot. GUI thread.
[[nodiscard]] charts::Drawing drawingOf(const ChartContent &content, const ChartView &view, const HiddenLines &hidden,
                                        const QString &description);

}
