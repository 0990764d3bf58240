#pragma once

#include <QFont>

namespace escala::charts {

// What all charts on paper have in common, in pixels.

inline constexpr double kPaperMargin = 28;
inline constexpr double kPaperWidth = 1120; ///< At least.
inline constexpr double kPaperLineGap = 6;

/// The window's font in a size of its own. GUI thread.
[[nodiscard]] QFont paperFont(int pixels, bool strong = false);

}
