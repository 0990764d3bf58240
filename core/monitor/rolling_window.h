#pragma once

#include "monitor/cell.h"
#include "monitor/level.h"

#include <deque>
#include <functional>
#include <string>

namespace escala::monitor {

/// The sum of the whole cells of a window that ends now. What goes out of it at its far end is taken away again, so
/// that a month is never added up anew.
class RollingWindow {
public:
    explicit RollingWindow(Second length)
        : m_length(length)
        , m_level(levelFor(length))
    {
    }

    [[nodiscard]] Second length() const noexcept { return m_length; }
    [[nodiscard]] LevelIndex level() const noexcept { return m_level; }
    /// Where it begins when it ends at `now`.
    [[nodiscard]] Second begin(Second now) const noexcept { return cellStart(m_level, now) - m_length; }

    /// A cell of its level that has become whole.
    void add(Second start, const Cell &cell);
    /// Asks `old(from, to, take)` for the cells in a stretch and takes them away.
    using Take = std::function<void(const Cell &)>;
    template <typename Old>
    void expire(Second now, Old old)
    {
        const Second begin = this->begin(now);
        if (begin <= m_begin)
            return;
        if (!m_sum.empty())
            old(m_begin, begin, [this](const Cell &cell) { m_sum.subtract(cell); });
        m_begin = begin;
    }
    [[nodiscard]] const Cell &sum() const noexcept { return m_sum; }

private:
    Second m_length;
    LevelIndex m_level;
    Second m_begin = 0; ///< Cells before it are no longer in the sum.
    Cell m_sum;
};

/// Cells of one level of the last while, in memory: for windows so short that reading them back would cost more.
class CellRing {
public:
    void add(Second start, std::string encoded) { m_cells.emplace_back(start, std::move(encoded)); }
    void dropBefore(Second begin)
    {
        while (!m_cells.empty() && m_cells.front().first < begin)
            m_cells.pop_front();
    }
    void visit(Second from, Second to, const RollingWindow::Take &take) const;

private:
    std::deque<std::pair<Second, std::string>> m_cells;
};

}
