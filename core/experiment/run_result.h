#pragma once

#include "experiment/experiment.h"
#include "experiment/server_status.h"
#include "metrics/snapshot.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace escala::experiment {

/// The machine a run was made on.
struct HostInfo {
    std::uint32_t cores = 0;
    std::string cpu;
    std::uint64_t memoryBytes = 0;
    std::string kernel;
};
[[nodiscard]] HostInfo thisHost();

/// A built-in server as it was in a run, with its own count of the measured part: it must equal the client's.
struct ServerRecord {
    ServerSpec spec;
    std::string name{};
    std::string url{};
    std::string admin{}; ///< URL of the admin endpoint.
    std::int64_t pid = 0;
    std::uint64_t requests = 0;       ///< Counted by the server from the start to the end of the run, warm-up included.
    std::uint64_t responses = 0;      ///< Likewise.
    std::uint64_t originRequests = 0; ///< Of a cache: calls of what is behind it.
    std::uint64_t hits = 0;           ///< Of its cache …
    std::uint64_t lookups = 0;        ///< … among so many; 0 without one.
    std::uint64_t errors = 0;         ///< Responses of status 500 and more.
    bool counted = false; ///< False where the server was gone before it could be asked, or had to begin again.
};

struct TargetResult {
    Target target;
    std::string url;                                  ///< The one that was loaded, without credentials.
    std::optional<ServerRecord> server;               ///< The one that was loaded …
    std::vector<ServerRecord> behind{};               ///< … and those behind it.
    std::vector<std::vector<ServerMoment>> courses{}; ///< Of each of them, the loaded one first.
    std::optional<std::chrono::steady_clock::time_point> measuringSince{}; ///< Time 0 of the series, for courses.
    metrics::TargetSnapshot figures; ///< Series with the server's CPU and memory filled in.
    std::shared_ptr<const metrics::Tally> total;
};

/// Tried, but no connection could be made at all and nothing was answered: refused, timed out or without an address.
[[nodiscard]] bool wasUnreachable(const TargetResult &target);

/// A run when it is over: what every export is made from. A value type; cheap to copy.
struct RunResult {
    std::string id;                                  ///< UUID.
    std::chrono::system_clock::time_point startedAt; ///< Only a label; durations are of the steady clock.
    Experiment experiment;
    HostInfo host;
    std::uint32_t engineThreads = 0;
    metrics::GeneratorHealth generator;
    std::vector<TargetResult> targets;
    std::vector<metrics::Mark> marks;        ///< What was changed while it was on.
    std::vector<FaultEvent> faults;          ///< What was done to its servers, in order of time.
    std::optional<metrics::EndedBy> endedBy; ///< A condition of the plan that was met.
    bool stopped = false;                    ///< Ended by Stop, not by the plan.
    std::vector<std::string> notes;          ///< For people: a port that was taken, a server that died, …
};

}
