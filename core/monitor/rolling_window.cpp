#include "monitor/rolling_window.h"

#include <algorithm>

namespace escala::monitor {

void RollingWindow::add(Second start, const Cell &cell)
{
    if (m_sum.empty())
        m_begin = start; // nothing older can be in it
    m_sum.merge(cell);
}

void CellRing::visit(Second from, Second to, const RollingWindow::Take &take) const
{
    auto at = std::ranges::lower_bound(m_cells, from, {}, &std::pair<Second, std::string>::first);
    for (; at != m_cells.end() && at->first < to; ++at)
        if (const auto cell = Cell::decoded(at->second))
            take(*cell);
}

}
