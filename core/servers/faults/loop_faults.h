#pragma once

#include "servers/faults/fault_plan.h"
#include "servers/faults/share.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace escala::servers {

/// What the faults of a server mean for the requests of one loop: which of them fail, and how much later they are. The
/// loop's thread only.
///
/// The same faults set again begin anew, so that the n-th request after it fares the same each time.
class LoopFaults {
public:
    /// `loop` is the number of the loop: each draws latencies of its own.
    explicit LoopFaults(std::uint64_t loop) noexcept;

    void set(const FaultPlan &plan);

    [[nodiscard]] unsigned errorStatus() const noexcept { return m_plan.errorStatus; }
    [[nodiscard]] std::optional<std::uint64_t> dripBytesPerSecond() const noexcept { return m_plan.dripBytesPerSecond; }

    /// Each call is about the next request or answer.
    [[nodiscard]] bool failsNext() noexcept { return m_errors.takesNext(); }
    [[nodiscard]] bool resetsNext() noexcept { return m_resets.takesNext(); }
    [[nodiscard]] std::chrono::nanoseconds nextLatency() noexcept;

private:
    const std::uint64_t m_loop;
    FaultPlan m_plan;
    Share m_errors;
    Share m_resets;
    std::uint64_t m_latencies = 0; ///< Drawn so far.
};

}
