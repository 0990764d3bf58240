#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <random>
#include <string>
#include <string_view>

namespace escala::load {

/// How long a user of the closed model pauses between an answer and its next request.
struct ThinkTime {
    enum class Law {
        Fixed,       ///< `from`; 0 is no pause.
        Uniform,     ///< `from` to `to`.
        Exponential, ///< With the mean `from`.
    };
    Law law = Law::Fixed;
    std::chrono::nanoseconds from{};
    std::chrono::nanoseconds to{}; ///< Uniform only.

    [[nodiscard]] bool isNone() const noexcept { return law == Law::Fixed && from.count() == 0; }
    /// Draws one pause.
    [[nodiscard]] std::chrono::nanoseconds draw(std::mt19937_64 &random) const;

    friend bool operator==(const ThinkTime &, const ThinkTime &) = default;
};

/// "500ms", "1s..3s" or "exp 2s". The error says what was expected.
[[nodiscard]] std::expected<ThinkTime, std::string> parseThinkTime(std::string_view text);
/// What `parseThinkTime` reads back.
[[nodiscard]] std::string formatThinkTime(const ThinkTime &time);

}
