#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace escala::charts {

/// How often to redraw: 10 times a second, down to 2 while the machine's cores are busy or a frame takes long, so that
/// painting never takes load from the generator. Busy cores slow it down at once, long frames a step at a time, and so
/// it recovers.
class PaintPace {
public:
    /// `busy`: share of all cores in use lately; `frameMs`: the last redraw.
    void update(double busy, double frameMs) noexcept;
    [[nodiscard]] std::chrono::milliseconds interval() const noexcept;

private:
    int m_level = 0;
};

/// The share of the machine's cores in use since the last reading, from the text of /proc/stat.
class BusyShare {
public:
    /// Empty at the first reading and where the text is not understood.
    [[nodiscard]] std::optional<double> read(std::string_view procStat);
    [[nodiscard]] std::optional<double> read(); ///< Of this machine.

private:
    std::uint64_t m_busy = 0;
    std::uint64_t m_all = 0;
};

}
