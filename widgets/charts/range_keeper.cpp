#include "charts/range_keeper.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace escala::charts {

namespace {

constexpr double kSmallShare = 0.45;

RangeKeeper::Range decadesAround(RangeKeeper::Range range)
{
    return {std::pow(10, std::floor(std::log10(range.low) + 1e-9)),
            std::pow(10, std::ceil(std::log10(range.high) - 1e-9))};
}

}

RangeKeeper::Range RangeKeeper::linear(Range needed)
{
    if (std::exchange(m_log, false))
        reset();
    const auto shown = m_shown.value_or(needed);
    return keep(needed, {0, std::max(shown.high, needed.high)}, needed.high < shown.high * kSmallShare);
}

RangeKeeper::Range RangeKeeper::logarithmic(Range needed)
{
    if (!std::exchange(m_log, true))
        reset();
    needed = decadesAround(needed);
    const auto shown = m_shown.value_or(needed);
    return keep(needed, {std::min(shown.low, needed.low), std::max(shown.high, needed.high)},
                needed.low > shown.low * 5 || needed.high < shown.high / 5);
}

RangeKeeper::Range RangeKeeper::keep(Range needed, Range grown, bool couldShrink)
{
    m_waited = couldShrink ? m_waited + 1 : 0;
    if (m_waited > kPatience) {
        m_waited = 0;
        grown = needed;
    }
    m_shown = grown;
    return grown;
}

void RangeKeeper::reset()
{
    m_shown.reset();
    m_waited = 0;
}

}
