#pragma once

#include "analysis/run_comparison.h"

#include <array>
#include <cstddef>
#include <optional>
#include <span>

namespace escala::analysis {

/// Standard deviation by mean of values that were measured again and again; empty for fewer than two, or a mean of 0.
[[nodiscard]] std::optional<double> coefficientOfVariation(std::span<const double> values);

/// How much the figures of runs vary from one to the next.
struct Variation {
    std::size_t runs = 0;
    std::array<std::optional<double>, kFigures> coefficients{}; ///< By figure; empty where there is none.

    [[nodiscard]] std::optional<double> of(Figure figure) const
    {
        return coefficients[static_cast<std::size_t>(figure)];
    }
};

/// A block a run, whole.
[[nodiscard]] Variation variationOf(std::span<const Block> runs);

/// Fewer runs don't tell how much they vary.
inline constexpr std::size_t kFewestRunsThatTell = 3;

/// Of several the one that varied most, figure by figure, as that of the others is no worse; of as many runs as the one
/// with the fewest.
[[nodiscard]] Variation worstOf(std::span<const Variation> all);

/// The smallest relative difference of two means that will be seen with a probability of 80 % when called at 5 %
/// (two-sided), with so many repetitions of each side: 0.125 for a coefficient of variation of 0.1 and 10 of them.
[[nodiscard]] double smallestDifference(double coefficientOfVariation, std::size_t repetitions);

/// The smallest that compareRuns will give a word to in 80 % of tries, over so many rounds: it asks for more, as its
/// interval is by Student's t, and has to lie beyond the noise threshold. Infinite for fewer than two rounds.
[[nodiscard]] double smallestCalledDifference(double coefficientOfVariation, std::size_t rounds, double noise);

}
