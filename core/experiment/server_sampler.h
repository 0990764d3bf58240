#pragma once

#include "experiment/proc_reading.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace escala::experiment {

/// CPU and memory of one server process over time, from /proc. One thread; `sample` takes microseconds.
///
/// Samples are kept as they come for the first minute, then one a second: memory grows with the length of a run like
/// the series of the load engine.
class ServerSampler {
public:
    using Time = std::chrono::steady_clock::time_point;
    /// The text of a file of the process; `readProc` but for tests.
    using Reader = std::function<std::optional<std::string>(std::int64_t pid, const char *file)>;
    using Clock = std::function<Time()>;

    static constexpr std::chrono::milliseconds kPeriod{250}; ///< How often `sample` should be called.
    static constexpr std::chrono::seconds kFineSpan{60};

    explicit ServerSampler(std::int64_t pid, Reader reader = readProc, Clock clock = std::chrono::steady_clock::now);

    /// The server has begun again as another process: its samples follow those there are.
    void follow(std::int64_t pid);

    /// Takes a sample now. False when the process is gone: nothing was added.
    bool sample();

    /// Cores in use over the last second of samples; 0 before there are two.
    [[nodiscard]] double cpu() const;
    /// Of the last sample, bytes.
    [[nodiscard]] std::uint64_t rssBytes() const;

    /// Mean cores in use between two times; empty where the samples don't reach (a quarter second of slack).
    [[nodiscard]] std::optional<double> cpuBetween(Time from, Time to) const;
    /// Resident memory at a time; empty where no sample is near.
    [[nodiscard]] std::optional<std::uint64_t> rssAt(Time time) const;

    /// How many samples are kept.
    [[nodiscard]] std::size_t size() const noexcept { return m_samples.size(); }

private:
    struct Sample {
        Time at;
        double cpuSeconds = 0;
        std::uint64_t rssBytes = 0;
    };

    [[nodiscard]] std::vector<Sample>::const_iterator firstNotBefore(Time time) const;
    [[nodiscard]] double cpuSecondsAt(Time time) const;

    std::int64_t m_pid;
    double m_cpuBefore = 0; ///< Seconds of the processes that were followed before.
    Reader m_reader;
    Clock m_clock;
    std::vector<Sample> m_samples; ///< In order of time; the last one may be replaced by the next.
};

}
