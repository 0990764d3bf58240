#pragma once

#include "monitor/distribution.h"
#include "monitor/monitor_types.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace escala::monitor {

/// All that is kept of one target's probes in one stretch of time. Merging is exact, so that a cell of an hour is what
/// its 3,600 seconds would give. A value type.
struct Cell {
    std::uint32_t probes = 0;
    std::uint32_t good = 0;
    std::array<std::uint32_t, metrics::kErrorKinds> errors{};
    std::array<std::uint32_t, metrics::kCacheResults> cache{}; ///< Of complete answers.
    Distribution response;                                     ///< Of good probes, as all that follow.
    Distribution dns, connect, tls, ttfb, transfer;

    [[nodiscard]] bool empty() const noexcept { return probes == 0; }
    void add(const ProbeResult &probe);
    void merge(const Cell &other);
    /// Takes away what was merged before.
    void subtract(const Cell &other);
    [[nodiscard]] Figures figures() const;

    /// A probe takes some 30 bytes, an hour of them one each second three kilobytes at most.
    [[nodiscard]] std::string encoded() const;
    /// Empty where the bytes are none that `encoded` makes.
    [[nodiscard]] static std::optional<Cell> decoded(std::string_view bytes);

    friend bool operator==(const Cell &, const Cell &) = default;
};

}
