#pragma once

#include "random/draw.h"

#include <cstdint>

namespace escala::random {

/// Ranks after Zipf's law: rank k of n is drawn with a probability proportional to 1 / kˢ, as pages, products and cache
/// keys are asked for in the world.
///
/// Rejection-inversion (W. Hörmann, G. Derflinger, "Rejection-inversion to generate variates from monotone discrete
/// distributions", 1996): a little more than one try a draw for any n and s, without a table. Immutable.
class Zipf {
public:
    /// `count` at least 1, `exponent` over 0.
    Zipf(std::uint64_t count, double exponent) noexcept;

    /// 0 (the most popular) to count − 1.
    [[nodiscard]] std::uint64_t rank(Draw &draw) const noexcept;

private:
    [[nodiscard]] double density(double x) const noexcept;
    [[nodiscard]] double integral(double x) const noexcept;
    [[nodiscard]] double inverse(double x) const noexcept;

    std::uint64_t m_count;
    double m_exponent;
    double m_first;  ///< Integral at the first rank's left edge.
    double m_last;   ///< Integral at the last rank's right edge.
    double m_accept; ///< So near to its rank a draw needs no further test.
};

}
