#pragma once

#include <QString>

namespace escala::charts {

// Numbers for people, in the default locale (QLocale).

/// Three significant digits, all digits before the point: "48,310", "99.4", "0.190". "–" where there is none (NaN).
[[nodiscard]] QString figureText(double value);
/// A whole number: "48,310".
[[nodiscard]] QString countText(double count);
/// A share in per cent without the sign, never rounded up to 100: "99.98".
[[nodiscard]] QString percentText(double share);
/// A tick on a step of 1, 2 or 5 times a power of ten, with just the digits that tell it from its neighbours; in
/// thousands or millions ("20 k", "1.5 M") where `largest`, the greatest value beside it, is that large.
[[nodiscard]] QString tickText(double value, double step, double largest);
/// A moment of a run: "4.70 s", "1.35 ms", "2 min 05 s".
[[nodiscard]] QString momentText(double seconds);

}
