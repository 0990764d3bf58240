#pragma once

#include "load/generator_health.h"
#include "load/machine.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <vector>

namespace escala::load {

/// Watches how the generator and its machine fare while a run measures. One thread.
class GeneratorWatch {
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    GeneratorWatch();

    /// `shared`: a target is on this machine.
    void setSharesCores(bool shared) noexcept { m_sharesCores = shared; }

    /// Measuring begins or ends; `cpuTimes` are those of the engine threads.
    void begin(TimePoint now, const std::vector<std::chrono::nanoseconds> &cpuTimes);
    void end(TimePoint now, const std::vector<std::chrono::nanoseconds> &cpuTimes);
    /// Ten times a second; looks only while measuring. `open` are the connections of the target that has most of them.
    void look(TimePoint now, const std::vector<std::chrono::nanoseconds> &cpuTimes, std::uint64_t allOpen,
              std::uint64_t open);

    /// Its part of the condition; targets and `finished` are left alone.
    void fill(GeneratorCondition &condition) const;

private:
    struct Look {
        TimePoint time;
        std::vector<std::chrono::nanoseconds> cpuTimes;
    };
    [[nodiscard]] static double busiestShare(const Look &from, const Look &to);

    bool m_sharesCores = false;
    bool m_measuring = false;
    std::uint64_t m_ownDescriptors = 0; ///< Before the first connection.
    std::uint64_t m_descriptorLimit = 0;
    std::uint64_t m_ports = 0;
    ClockDistances m_clocks;
    MachineTime m_machineStart;
    Look m_start;
    std::deque<Look> m_looks; ///< Of the last 3 s.
    GeneratorCondition m_seen;
};

}
