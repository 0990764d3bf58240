#pragma once

#include <QColor>
#include <QPalette>

#include <cstddef>

class QWidget;

namespace escala::common
{

/// The colours of the window, light or dark: the only place where they are written down. Text keeps a contrast of
/// 4.5:1 on background and panel, lines 3:1.
struct Tokens {
    bool dark = false;
    QColor background; ///< Behind panels.
    QColor panel;      ///< Panels, cards, charts, fields.
    QColor hairline;   ///< Borders and grid lines.
    QColor text;
    QColor dim;   ///< Text of second rank.
    QColor shade; ///< What is hovered or chosen.
    QColor good;
    QColor bad;
    QColor accent;   ///< The primary button, focus, progress.
    QColor onAccent; ///< Text on it.
};

[[nodiscard]] const Tokens &lightTokens();
[[nodiscard]] const Tokens &darkTokens();

/// Dark where a window's text is lighter than its background: there is no other sign in Qt 6.4.
[[nodiscard]] bool isDark(const QPalette &palette);
[[nodiscard]] const Tokens &tokensOf(const QPalette &palette);
[[nodiscard]] const Tokens &tokensOf(const QWidget &widget);
/// A palette of these colours, for Qt's own widgets.
[[nodiscard]] QPalette paletteOf(const Tokens &tokens);

/// The colour of a side: vermillion (orange) for the first, blue (sky) for the second, then green, purple, yellow or
/// grey, and round again. Okabe-Ito: told apart by colour-blind eyes too.
[[nodiscard]] QColor sideColour(std::size_t side, bool dark);

}
