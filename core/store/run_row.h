#pragma once

#include "metrics/snapshot.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace escala::store {

/// What became of a stored run.
enum class RunState {
    Running,     ///< It is being written now.
    Finished,    ///< It came to its end, by itself or by Stop.
    Interrupted, ///< Its program went away before the end; all but its last second is there.
};

inline constexpr std::array<std::string_view, 3> kRunStateNames{"running", "finished", "interrupted"};
/// As in `escalactl history list --json`.
[[nodiscard]] constexpr std::string_view name(RunState state) noexcept
{
    return kRunStateNames[static_cast<std::size_t>(state)];
}

/// A line of the list: everything that a list shows, sorts or filters, without reading a blob. A value type.
struct RunRow {
    std::string id;                                    ///< UUID.
    std::string name;                                  ///< That of its experiment, until a person gives it another.
    std::chrono::system_clock::time_point startedAt{}; ///< To the millisecond.
    std::chrono::milliseconds duration{};              ///< Of the measured part; so far, where it is running.
    RunState state = RunState::Running;
    std::optional<metrics::Verdict> verdict; ///< None before the end.
    std::vector<std::string> targets;        ///< Their names, in the order of the plan.
    std::vector<std::string> urls;           ///< Likewise, without credentials.
    std::uint64_t requests = 0;              ///< Sent, of all targets.
    std::uint64_t errors = 0;
    std::optional<double> achievedRps; ///< Of the best target; none where nothing was answered.
    std::optional<double> p99;         ///< Response time in seconds, of the worst target.
    std::optional<double> hitRatio;    ///< Of the best target; none where no cache told.
    std::string note;
    std::vector<std::string> tags; ///< In order of the alphabet, each once.
    bool baseline = false;
    std::string group;       ///< Of a repetition: the same for all its runs; else empty.
    std::uint32_t round = 0; ///< Of a repetition: which one, from 1; else 0.
    std::uint64_t bytes = 0; ///< What it takes in the file, about.
    friend bool operator==(const RunRow &, const RunRow &) = default;
};

}
