#include "window_stalls.h"

#include <algorithm>

namespace escala::bench {

StallWatch::StallWatch(QObject *parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(kPeriodMs);
    connect(&m_timer, &QTimer::timeout, this, &StallWatch::tick);
}

void StallWatch::start()
{
    m_late.clear();
    m_clock.start();
    m_timer.start();
}

void StallWatch::stop()
{
    m_timer.stop();
}

void StallWatch::tick()
{
    const double passed = static_cast<double>(m_clock.nsecsElapsed()) / 1e6;
    m_clock.restart();
    m_late.push_back(std::max(0.0, passed - kPeriodMs));
}

std::vector<double> StallWatch::lateness() const
{
    auto sorted = m_late;
    std::ranges::sort(sorted);
    return sorted;
}

}
