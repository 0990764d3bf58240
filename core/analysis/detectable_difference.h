#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace escala::analysis {

/// Standard deviation by mean of values that were measured again and again; empty for fewer than two, or a mean of 0.
[[nodiscard]] std::optional<double> coefficientOfVariation(std::span<const double> values);

/// The smallest relative difference of two means that will be seen with a probability of 80 % when called at 5 %
/// (two-sided), with so many repetitions of each side: 0.125 for a coefficient of variation of 0.1 and 10 of them.
[[nodiscard]] double smallestDifference(double coefficientOfVariation, std::size_t repetitions);

}
