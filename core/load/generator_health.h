#pragma once

#include "metrics/snapshot.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace escala::load {

/// What is known of one target when the generator is judged.
struct TargetCondition {
    std::uint64_t answers = 0;
    std::uint64_t scheduled = 0; ///< Those that do not wait any more.
    std::uint64_t dropped = 0;
    std::uint64_t unsent = 0; ///< Open model: what the end cut off.
    std::uint64_t lags = 0;   ///< How many lags were recorded.
    std::chrono::duration<double> lagP99{};
    std::chrono::duration<double> serviceP50{};
    std::uint32_t usersStarted = 0;   ///< Users that had something to send.
    std::uint32_t usersConnected = 0; ///< Those that ever got a connection.
    /// Requests in flight by count, and by rate × service time; where the run was long enough to tell.
    std::optional<double> inFlightSeen;
    double inFlightExpected = 0;
};

/// What is known of the generator and its machine. Shares are 0 to 1.
struct GeneratorCondition {
    std::vector<TargetCondition> targets;
    double cpuShare = 0; ///< Of the busiest engine thread while measuring.
    double cpuPeak = 0;  ///< The highest such share over 3 s; 0 in shorter runs.
    double descriptorShare = 0;
    double portShare = 0;
    std::chrono::duration<double> suspended{}; ///< Time in which the machine slept.
    std::chrono::duration<double> clockStep{}; ///< By which the wall clock was set, without its sign.
    std::optional<double> machineBusy;         ///< Where a local server shares the cores.
    bool finished = false;                     ///< Else figures that only an end can tell are left out.
};

/// The verdict of measuring.md, from what is known: a pure function.
[[nodiscard]] metrics::GeneratorHealth judge(const GeneratorCondition &condition);

}
