#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace escala::report {

// Figures for people in the program's locale: three significant digits without zeros at the end, and
// all of those before the decimal sign.

[[nodiscard]] std::string numberText(double value);
/// "99.98 %": of a share from 0 to 1; never rounded up to 100 % or down to 0 %.
[[nodiscard]] std::string shareText(double share);
/// "0.19 ms", "1.01 s".
[[nodiscard]] std::string durationText(std::chrono::duration<double> duration);
/// A count, in the same way.
[[nodiscard]] std::string countText(std::uint64_t value);

}
