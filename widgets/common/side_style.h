#pragma once

#include "common/theme.h"

#include <cstddef>

namespace escala::common {

// A side of a comparison keeps its colour and its shape everywhere: the first (slow, baseline) vermillion and a
// triangle, the second (cached, candidate) blue and a square, then green, purple and on dark yellow. Okabe-Ito colours.

enum class Shape { Triangle, Square, Circle, Diamond, Star };

[[nodiscard]] QColor sideColour(std::size_t side, const Tokens &tokens);
[[nodiscard]] Shape sideShape(std::size_t side) noexcept;

/// Tints of a side's colour by rank, 0 the colour itself, 1 and 2 ever nearer to the panel but never below 3:1 on it.
[[nodiscard]] QColor sideTint(std::size_t side, int rank, const Tokens &tokens);

}
