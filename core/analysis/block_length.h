#pragma once

#include "analysis/run_sample.h"

#include <cstddef>
#include <span>
#include <vector>

namespace escala::analysis {

/// How many blocks in a row have to be kept together so that what is drawn no longer depends on its neighbours.
///
/// The cube root of their number, as long as ten are left (P. Hall, J. L. Horowitz, B.-Y. Jing, "On blocking rules for
/// the bootstrap with dependent data", 1995: lengths of that order are best for a variance), then doubled until
/// neighbours pass von Neumann's test of independence at 5 % in throughput, p50 and p99, as long as eight are left
/// (G. S. Fishman, "Grouping observations in digital simulation", 1978); at least so that 400 are left, which is
/// enough.
[[nodiscard]] std::size_t blockLength(std::span<const Block> blocks);

/// So many at a time joined; those that are left over are spread, so some are one longer.
[[nodiscard]] std::vector<Block> joinedBy(std::size_t length, std::span<const Block> blocks);

/// How much neighbours of a row agree, from 0 to 0.8: their correlation by von Neumann's ratio, where it is positive
/// and can't be chance (one-sided, 5 %), else 0.
[[nodiscard]] double neighbourCorrelation(std::span<const double> values);

/// Whether they agree beyond doubt, also where it is asked of six rows (5 % over all of them).
[[nodiscard]] bool hangTogether(std::span<const double> values);

/// How much they agree for who can't rule it out, from 0 to 0.95: believed from one standard deviation of chance on,
/// and made up for what a short row hides of it (M. G. Kendall, "Note on bias in the estimation of autocorrelation",
/// 1954).
[[nodiscard]] double suspectedCorrelation(std::span<const double> values);

}
