#include "servers/balancer/outlier_ejector.h"

#include <algorithm>

namespace escala::servers::balancer {

namespace {

constexpr unsigned kMostTimes = 60; // then it lasts no longer

}

bool OutlierEjector::eject(TimePoint now, std::size_t ejected, std::size_t all) noexcept
{
    if (isEjected(now) || (ejected + 1) * 100 > all * m_plan.mostPercent)
        return false;
    if (m_times > 0 && m_plan.time.count() > 0) {
        const auto behaved = static_cast<unsigned>(std::min<std::int64_t>((now - m_end) / m_plan.time, m_times));
        m_times -= behaved;
    }
    m_times = std::min(m_times + 1, kMostTimes);
    m_end = now + m_plan.time * m_times;
    return true;
}

}
