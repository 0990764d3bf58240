#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace escala::metrics {

/// What a response says of the cache that it came through.
enum class CacheResult {
    Hit,     ///< From memory, fresh.
    Stale,   ///< From memory, past its freshness.
    Miss,    ///< Fetched from the origin, collapsed requests included.
    Bypass,  ///< The cache was told or chose not to look.
    Unknown, ///< No field that we know: shown as unknown, never counted as a miss.
};

inline constexpr std::array<std::string_view, 5> kCacheResultNames{"hit", "stale", "miss", "bypass", "unknown"};
inline constexpr std::size_t kCacheResults = kCacheResultNames.size();

[[nodiscard]] constexpr std::string_view name(CacheResult result) noexcept
{
    return kCacheResultNames[static_cast<std::size_t>(result)];
}

}
