#pragma once

#include "monitor/level.h"

#include <array>
#include <cstddef>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace escala::monitor {

/// Cells that are not in the file yet: of the last seconds, or of hours where the disk is full. Bounded: beyond it the
/// oldest of the finest level go, for the coarse ones have them too. One thread.
class PendingCells {
public:
    struct Pending {
        Track track;
        Second start;
        std::string body;
    };
    static constexpr std::size_t kMost = 100'000;
    static constexpr std::size_t kMostBytes = std::size_t{16} << 20U; ///< Of their bodies.

    void add(LevelIndex level, Track track, Second start, std::string body)
    {
        ++m_count;
        m_bytes += body.size();
        m_cells.at(level).push_back({.track = track, .start = start, .body = std::move(body)});
        while (m_count > kMost || m_bytes > kMostBytes)
            drop();
    }
    [[nodiscard]] const std::deque<Pending> &of(LevelIndex level) const { return m_cells.at(level); }
    /// Those of a stretch that `wanted(track)` says are wanted.
    using Found = std::map<std::pair<Track, Second>, std::string_view>;
    template <typename Wanted>
    [[nodiscard]] Found find(LevelIndex level, Second from, Second to, Wanted wanted) const
    {
        Found found;
        for (const Pending &cell : m_cells.at(level))
            if (cell.start >= from && cell.start < to && wanted(cell.track))
                found.insert_or_assign({cell.track, cell.start}, cell.body);
        return found;
    }
    void clear() { *this = {}; }

private:
    void drop()
    {
        for (auto &cells : m_cells) {
            if (cells.empty())
                continue;
            --m_count;
            m_bytes -= cells.front().body.size();
            cells.pop_front();
            return;
        }
    }

    std::array<std::deque<Pending>, kLevels.size()> m_cells;
    std::size_t m_count = 0;
    std::size_t m_bytes = 0;
};

}
