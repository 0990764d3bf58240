#pragma once

#include <chrono>

namespace escala::load {

/// No time of a plan is longer: its duration, a stage, its timeouts, its drain limit.
inline constexpr std::chrono::hours kLongestTime{1000};

}
