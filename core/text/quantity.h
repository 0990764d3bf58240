#pragma once

#include <chrono>
#include <expected>
#include <string>
#include <string_view>

namespace escala::text {

/// "200ms", "1.5s", "2m": a number and one of us ms s m h. The error is a sentence for people.
/// Negative, infinite or longer than 1,000 h is refused.
[[nodiscard]] std::expected<std::chrono::nanoseconds, std::string> parseDuration(std::string_view text);

/// The shortest text that parses back to the same duration: "200ms", "5s", "1500us".
[[nodiscard]] std::string formatDuration(std::chrono::nanoseconds duration);

/// For people, up to three significant digits: "201 ms", "0.19 ms", "1.01 s".
[[nodiscard]] std::string readableDuration(std::chrono::duration<double> duration);

/// For people: "48,310", "99.4", "0.995": three significant digits without zeros at the end, all digits before the
/// point, grouped by commas. "–" where it is no number.
[[nodiscard]] std::string readableNumber(double value);

/// For people: "9.1 MiB".
[[nodiscard]] std::string readableBytes(double bytes);

}
