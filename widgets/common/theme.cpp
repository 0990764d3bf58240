#include "common/theme.h"

#include <QWidget>

namespace escala::common {

const Tokens &lightTokens()
{
    static const Tokens tokens{.background = QColor(0xF6F7F9),
                               .panel = QColor(0xFFFFFF),
                               .hairline = QColor(0xDFE3E8),
                               .text = QColor(0x1B1F24),
                               .dim = QColor(0x5D6773),
                               .shade = QColor(0xEEF1F5),
                               .good = QColor(0x00785A),
                               .bad = QColor(0xC8102E),
                               .accent = QColor(0x0072B2),
                               .onAccent = QColor(0xFFFFFF)};
    return tokens;
}

const Tokens &darkTokens()
{
    static const Tokens tokens{.background = QColor(0x191B1F),
                               .panel = QColor(0x22252A),
                               .hairline = QColor(0x363B42),
                               .text = QColor(0xECEFF3),
                               .dim = QColor(0xA0A9B4),
                               .shade = QColor(0x2A2E34),
                               .good = QColor(0x3FC79A),
                               .bad = QColor(0xFF6B70),
                               .accent = QColor(0x56B4E9),
                               .onAccent = QColor(0x14161A),
                               .dark = true};
    return tokens;
}

const Tokens &printTokens()
{
    static const auto tokens = [] {
        auto result = lightTokens();
        result.background = result.panel;
        return result;
    }();
    return tokens;
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

const Tokens &tokensOf(const QWidget &widget)
{
    return isDark(widget.palette()) ? darkTokens() : lightTokens();
}

QPalette paletteOf(const Tokens &tokens)
{
    QPalette palette;
    palette.setColor(QPalette::Window, tokens.background);
    palette.setColor(QPalette::Base, tokens.panel);
    palette.setColor(QPalette::AlternateBase, tokens.shade);
    palette.setColor(QPalette::Button, tokens.panel);
    palette.setColor(QPalette::ToolTipBase, tokens.panel);
    palette.setColor(QPalette::Mid, tokens.hairline);
    palette.setColor(QPalette::Highlight, tokens.accent);
    palette.setColor(QPalette::HighlightedText, tokens.onAccent);
    palette.setColor(QPalette::Link, tokens.accent);
    palette.setColor(QPalette::PlaceholderText, tokens.dim);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
        palette.setColor(role, tokens.text);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, tokens.dim);
    return palette;
}

}
