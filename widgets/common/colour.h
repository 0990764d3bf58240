#pragma once

#include <QColor>

namespace escala::common {

/// Contrast of two opaque colours, 1 to 21 (WCAG 2.1, relative luminance).
[[nodiscard]] double contrast(const QColor &a, const QColor &b);

/// `share` of `over`, the rest of `under`.
[[nodiscard]] QColor mixed(const QColor &over, const QColor &under, double share);

}
