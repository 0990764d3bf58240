#pragma once

#include "monitor/monitor_types.h"

#include <array>
#include <chrono>
#include <cstdint>

namespace escala::monitor {

/// The number of a target or a source in the store: the same for ever for the same name.
using Track = std::int64_t;

/// Seconds since 1970: where cells begin, always at a whole multiple of their length.
using Second = std::int64_t;

[[nodiscard]] constexpr Second secondOf(Instant at) noexcept
{
    return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
}
[[nodiscard]] constexpr Instant instantOf(Second second) noexcept
{
    return Instant(std::chrono::seconds(second));
}

/// How long the cells of a level are, and for how long they are kept: a ring by time.
struct Level {
    Second length;
    Second kept;
};

/// Finest first. Each level is kept longer than a cell of the next one takes to fill, so that one that was open when
/// the program was killed can be made again.
inline constexpr std::array<Level, 4> kLevels{{
    {.length = 1, .kept = 2 * 3'600},
    {.length = 10, .kept = 12 * 3'600},
    {.length = 60, .kept = 4 * 86'400},
    {.length = 3'600, .kept = 92 * 86'400},
}};
using LevelIndex = std::size_t;

/// Where the cell of a second begins.
[[nodiscard]] constexpr Second cellStart(LevelIndex level, Second second) noexcept
{
    const Second length = kLevels[level].length;
    const Second rest = second % length;
    return second - (rest < 0 ? rest + length : rest);
}

/// The level for a rolling window: from some 30 cells of it to some 700.
[[nodiscard]] constexpr LevelIndex levelFor(Second window) noexcept
{
    if (window < 5 * 60)
        return 0;
    if (window < 2 * 3'600)
        return 1;
    return window <= 3 * 86'400 ? 2 : 3;
}

/// The level for a course from `from` to now in at most `points` points: the finest whose cells are still all there and
/// are not many more than points; else the coarsest.
[[nodiscard]] constexpr LevelIndex levelFor(Second from, Second to, Second now, Second points) noexcept
{
    constexpr Second kMostCells = 12; // for each point
    for (LevelIndex level = 0; level + 1 < kLevels.size(); ++level)
        if (now - from <= kLevels[level].kept && (to - from) / kLevels[level].length <= points * kMostCells)
            return level;
    return kLevels.size() - 1;
}

}
