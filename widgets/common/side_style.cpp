#include "common/side_style.h"

#include "common/colour.h"

#include <array>

namespace escala::common {

namespace {

constexpr double kLineContrast = 3.05; // a little over the 3:1 that lines must keep

// The share of the colour in its faintest tint that still makes a line.
double faintestShare(const QColor &colour, const QColor &panel)
{
    double low = 0;
    double high = 1;
    for (int step = 0; step < 12; ++step) {
        const double middle = (low + high) / 2;
        (contrast(mixed(colour, panel, middle), panel) < kLineContrast ? low : high) = middle;
    }
    return high;
}

}

QColor sideColour(std::size_t side, const Tokens &tokens)
{
    static const std::array kLight{QColor(0xD55E00), QColor(0x0072B2), QColor(0x009E73), QColor(0xCC79A7)};
    static const std::array kDark{QColor(0xE69F00), QColor(0x56B4E9), QColor(0x009E73), QColor(0xCC79A7),
                                  QColor(0xF0E442)};
    return tokens.dark ? kDark.at(side % kDark.size()) : kLight.at(side % kLight.size());
}

Shape sideShape(std::size_t side) noexcept
{
    return static_cast<Shape>(side % 5);
}

QColor sideTint(std::size_t side, int rank, const Tokens &tokens)
{
    const auto colour = sideColour(side, tokens);
    if (rank <= 0)
        return colour;
    const double faintest = faintestShare(colour, tokens.panel);
    return mixed(colour, tokens.panel, rank == 1 ? (1 + faintest) / 2 : faintest);
}

}
