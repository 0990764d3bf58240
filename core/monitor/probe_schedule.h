#pragma once

#include <chrono>

namespace escala::monitor {

/// When one thing is due again and again: at fixed times, whatever happens in between. What was missed is never caught
/// up; it was not measured. A value type.
class ProbeSchedule {
public:
    using Time = std::chrono::steady_clock::time_point;

    ProbeSchedule(Time first, std::chrono::nanoseconds interval)
        : m_next(first)
        , m_interval(interval)
    {
    }

    [[nodiscard]] Time next() const noexcept { return m_next; }
    /// True once for each time that has come; times that are over a whole interval ago are left out.
    [[nodiscard]] bool isDue(Time now) noexcept
    {
        if (now < m_next)
            return false;
        m_next += ((now - m_next) / m_interval + 1) * m_interval;
        return true;
    }

private:
    Time m_next;
    std::chrono::nanoseconds m_interval;
};

}
