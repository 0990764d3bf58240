#pragma once

#include <QColor>
#include <QPalette>

class QWidget;

namespace escala::common {

/// The colours of the window, in one place. Text on `background`, `panel` and `shade` has a contrast of 4.5:1 or more,
/// lines of 3:1 (tests/widgets/common).
struct Tokens {
    QColor background;
    QColor panel;
    QColor hairline; ///< Frames and grid lines: seen, but never in the way.
    QColor text;
    QColor dim;   ///< Text of less weight.
    QColor shade; ///< Selected rows, pressed buttons.
    QColor good;
    QColor bad;
    QColor accent;   ///< The primary button, switches that are on, focus.
    QColor onAccent; ///< Text on it.
    bool dark = false;
};

inline constexpr int kPanelRadius = 8;
inline constexpr int kControlRadius = 6;
inline constexpr int kSmallPixels = 11; ///< Sizes of type, in pixels.
inline constexpr int kNotePixels = 12;
inline constexpr int kBasePixels = 13;

[[nodiscard]] const Tokens &lightTokens();
[[nodiscard]] const Tokens &darkTokens();
/// White paper, for exports.
[[nodiscard]] const Tokens &printTokens();

/// Dark where the window's text is lighter than its background.
[[nodiscard]] bool isDark(const QPalette &palette);
/// The tokens that fit the widget's palette at this moment: ask again while painting, never keep them.
[[nodiscard]] const Tokens &tokensOf(const QWidget &widget);
/// The tokens as a palette, for an application or a widget.
[[nodiscard]] QPalette paletteOf(const Tokens &tokens);

}
