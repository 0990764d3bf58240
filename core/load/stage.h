#pragma once

#include <chrono>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace escala::load {

/// One stretch of a planned load. Levels are requests/s in the open model, users in the closed one.
struct Stage {
    enum class Kind {
        Hold,  ///< `from` all along.
        Ramp,  ///< Evenly from `from` to `to`.
        Step,  ///< From `from` to `to` in jumps of `by`, each level for the same time.
        Spike, ///< As Hold: a jump up and, with the stage after it, down again.
    };
    Kind kind = Kind::Hold;
    double from = 0;
    double to = 0;
    double by = 0; ///< Step only; positive, also on the way down.
    std::chrono::nanoseconds length{};

    friend bool operator==(const Stage &, const Stage &) = default;
};

constexpr std::size_t kMostStages = 1000;
constexpr double kHighestLevel = 1e7;

/// "ramp 0..2000 30s, hold 2000 1m, spike 8000 5s, step 100..500 by 100 1m, 3x(hold 10 5s, spike 100 1s)". Repetitions
/// are written out. The error names the stage and says what was expected.
[[nodiscard]] std::expected<std::vector<Stage>, std::string> parseStages(std::string_view text);

/// What `parseStages` reads back.
[[nodiscard]] std::string formatStages(const std::vector<Stage> &stages);

/// The time of all stages together.
[[nodiscard]] std::chrono::nanoseconds lengthOf(const std::vector<Stage> &stages) noexcept;

}
