#include "stall_watch.h"

#include <algorithm>
#include <cstdio>
#include <memory>

namespace escala::tests {

namespace {

/// How long this thread has waited for a core in its life; 0 where the kernel does not tell.
std::chrono::nanoseconds queuedSoFar()
{
    const std::unique_ptr<std::FILE, int (*)(std::FILE *)> file(std::fopen("/proc/thread-self/schedstat", "re"),
                                                                &std::fclose);
    long long running = 0;
    long long queued = 0;
    if (!file || std::fscanf(file.get(), "%lld %lld", &running, &queued) != 2)
        return {};
    return std::chrono::nanoseconds(queued);
}

}

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
    m_queued = queuedSoFar();
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
    const auto queued = queuedSoFar();
    const double waited = std::chrono::duration<double, std::milli>(queued - m_queued).count();
    m_queued = queued;
    m_late.push_back(std::max(0.0, passed - kPeriodMs - waited));
}

std::vector<double> StallWatch::lateness() const
{
    auto sorted = m_late;
    std::ranges::sort(sorted);
    return sorted;
}

double StallWatch::worst() const
{
    return m_late.empty() ? 0 : *std::ranges::max_element(m_late);
}

}
