#pragma once

#include <cstddef>

namespace escala::experiment {

/// Targets of a plan at most: while it runs, and when it is read again, each takes megabytes for its histograms.
inline constexpr std::size_t kMostTargets = 256;

}
