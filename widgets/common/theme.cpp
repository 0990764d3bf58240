#include "common/theme.h"

#include <QWidget>

#include <array>

namespace escala::common
{

const Tokens &lightTokens()
{
    static const Tokens tokens{.dark = false,
                               .background = 0xF6F7F9,
                               .panel = 0xFFFFFF,
                               .hairline = 0xDFE3E8,
                               .text = 0x1B1F24,
                               .dim = 0x5D6773,
                               .shade = 0xEEF1F5,
                               .good = 0x00785A,
                               .bad = 0xC8102E,
                               .accent = 0x0072B2,
                               .onAccent = 0xFFFFFF};
    return tokens;
}

const Tokens &darkTokens()
{
    static const Tokens tokens{.dark = true,
                               .background = 0x191B1F,
                               .panel = 0x22252A,
                               .hairline = 0x363B42,
                               .text = 0xECEFF3,
                               .dim = 0xA0A9B4,
                               .shade = 0x2A2E34,
                               .good = 0x3FC79A,
                               .bad = 0xFF6B70,
                               .accent = 0x56B4E9,
                               .onAccent = 0x10151A};
    return tokens;
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

const Tokens &tokensOf(const QPalette &palette)
{
    return isDark(palette) ? darkTokens() : lightTokens();
}

const Tokens &tokensOf(const QWidget &widget)
{
    return tokensOf(widget.palette());
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
    palette.setColor(QPalette::BrightText, tokens.bad);
    palette.setColor(QPalette::PlaceholderText, tokens.dim);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
        palette.setColor(role, tokens.text);
        palette.setColor(QPalette::Disabled, role, tokens.dim);
    }
    return palette;
}

QColor sideColour(std::size_t side, bool dark)
{
    static constexpr std::array<QRgb, 5> kLight{0xD55E00, 0x0072B2, 0x00805E, 0xB0558A, 0x5D6773};
    static constexpr std::array<QRgb, 5> kDark{0xE69F00, 0x56B4E9, 0x3FC79A, 0xCC79A7, 0xF0E442};
    return QColor::fromRgb((dark ? kDark : kLight).at(side % kLight.size()));
}

}
