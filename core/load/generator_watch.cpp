#include "load/generator_watch.h"

#include <algorithm>

namespace escala::load {

namespace {

constexpr std::chrono::seconds kPeakSpan{3};
constexpr std::uint64_t kTicksNeeded = 50; // half a second of one core: below it, /proc/stat is too coarse

double share(std::uint64_t part, std::uint64_t whole)
{
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
}

}

GeneratorWatch::GeneratorWatch()
    : m_ownDescriptors(openDescriptors())
    , m_descriptorLimit(descriptorLimit())
    , m_ports(ephemeralPorts())
    , m_clocks(clockDistances())
{
}

void GeneratorWatch::begin(TimePoint now, const std::vector<std::chrono::nanoseconds> &cpuTimes)
{
    if (m_start.cpuTimes.empty()) {
        m_start = {now, cpuTimes};
        m_machineStart = machineTime();
        m_clocks = clockDistances();
    }
    m_looks.clear();
    m_measuring = true;
}

void GeneratorWatch::end(TimePoint now, const std::vector<std::chrono::nanoseconds> &cpuTimes)
{
    if (!m_measuring)
        return;
    look(now, cpuTimes, 0, 0);
    m_measuring = false;
}

void GeneratorWatch::look(TimePoint now, const std::vector<std::chrono::nanoseconds> &cpuTimes, std::uint64_t allOpen,
                          std::uint64_t open)
{
    if (!m_measuring)
        return;
    m_looks.push_back({now, cpuTimes});
    m_seen.cpuShare = busiestShare(m_start, m_looks.back());
    while (m_looks.size() > 1 && now - m_looks[1].time >= kPeakSpan)
        m_looks.pop_front();
    if (now - m_looks.front().time >= kPeakSpan)
        m_seen.cpuPeak = std::max(m_seen.cpuPeak, busiestShare(m_looks.front(), m_looks.back()));

    m_seen.descriptorShare = std::max(m_seen.descriptorShare, share(m_ownDescriptors + allOpen, m_descriptorLimit));
    m_seen.portShare = std::max(m_seen.portShare, share(open, m_ports));
    const auto clocks = clockDistances();
    m_seen.suspended = std::max<std::chrono::duration<double>>(m_seen.suspended, clocks.sleeping - m_clocks.sleeping);
    m_seen.clockStep =
        std::max<std::chrono::duration<double>>(m_seen.clockStep, std::chrono::abs(clocks.wall - m_clocks.wall));
    if (m_sharesCores) {
        const auto machine = machineTime();
        if (machine.all - m_machineStart.all >= kTicksNeeded)
            m_seen.machineBusy = share(machine.busy - m_machineStart.busy, machine.all - m_machineStart.all);
    }
}

double GeneratorWatch::busiestShare(const Look &from, const Look &to)
{
    const std::chrono::duration<double> wall = to.time - from.time;
    double busiest = 0;
    for (std::size_t i = 0; i < to.cpuTimes.size() && wall.count() > 0; ++i) {
        const std::chrono::duration<double> cpu = to.cpuTimes[i] - from.cpuTimes[i];
        busiest = std::max(busiest, cpu / wall);
    }
    return std::min(busiest, 1.0);
}

void GeneratorWatch::fill(GeneratorCondition &condition) const
{
    auto targets = std::move(condition.targets);
    const bool finished = condition.finished;
    condition = m_seen;
    condition.targets = std::move(targets);
    condition.finished = finished;
}

}
