#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <string>

namespace escala::load {

/// Makes room for `more` file descriptors beside those open now, by raising the soft limit up to the hard one. The
/// error is a sentence for people.
[[nodiscard]] std::expected<void, std::string> reserveDescriptors(std::uint64_t more);

/// Descriptors that this process has open; slow where they are many.
[[nodiscard]] std::uint64_t openDescriptors();
/// How many it may have.
[[nodiscard]] std::uint64_t descriptorLimit();
/// How many connections to one address this machine can have at a time.
[[nodiscard]] std::uint64_t ephemeralPorts();

/// CPU time of the whole machine since it started.
struct MachineTime {
    std::uint64_t busy = 0; ///< In ticks.
    std::uint64_t all = 0;
};
[[nodiscard]] MachineTime machineTime();

/// Clocks that must go alike; their distances change when the machine sleeps or somebody sets the clock.
struct ClockDistances {
    std::chrono::nanoseconds sleeping{}; ///< BOOTTIME − MONOTONIC.
    std::chrono::nanoseconds wall{};     ///< REALTIME − BOOTTIME.
};
[[nodiscard]] ClockDistances clockDistances() noexcept;

}
