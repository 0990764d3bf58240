#pragma once

#include "load/arrival_schedule.h"
#include "load/connection_spec.h"
#include "load/end_condition.h"
#include "load/request/credentials.h"
#include "load/request/request_spec.h"
#include "load/request/variable_spec.h"
#include "load/stage.h"
#include "load/think_time.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace escala::load {

/// In which order several targets are loaded.
enum class Order {
    Parallel,    ///< All at the same time, with the full number of users each.
    Sequential,  ///< One after the other.
    Interleaved, ///< In turns of a second each (paused users keep their connections), so a drifting machine is fair to
                 ///< all.
};

/// "connect HOST:PORT to ADDRESS instead", as curl's --resolve.
struct ResolveOverride {
    std::string host;
    std::uint16_t port = 0;
    std::string address;
    friend bool operator==(const ResolveOverride &, const ResolveOverride &) = default;
};

/// What makes a request begin.
enum class Model {
    Closed, ///< Each of N virtual users sends, waits for the answer, thinks and sends again.
    Open,   ///< Requests arrive by a schedule, whether or not those before them are answered.
};

/// How load is made.
///
/// A value type: copied into the engine before a run, never changed by it. Limits count for each target.
struct LoadPlan {
    Model model = Model::Closed;
    std::uint32_t users = 10; ///< Closed: virtual users, each with a connection of its own. 1 to kMaxUsers.
    ThinkTime think;          ///< Closed.

    double rate = 0; ///< Open: requests/s, where there are no stages.
    ArrivalLaw arrivals = ArrivalLaw::Constant;
    std::uint64_t seed = 1;            ///< Of Poisson arrivals and of everything else that is drawn.
    std::uint32_t maxInFlight = 10000; ///< Open: requests sent or waiting; an arrival that finds so many is dropped.
    std::optional<std::uint32_t> connections; ///< Open: at most so many; none: as many as `maxInFlight`.
    std::chrono::nanoseconds spin{}; ///< Open: the engine waits actively for the last stretch before an arrival.

    std::vector<Stage> stages; ///< Requests/s (open) or users (closed) over the measured time, in place of a fixed one.

    std::optional<std::uint64_t> requests; ///< Ends after so many; at least one of the limits is set (stages are one),
    std::optional<std::chrono::nanoseconds> duration; ///< the first one reached ends the run.
    std::vector<EndCondition> endWhen;                ///< And whatever of these is met first, at any target.
    bool coldRequest = false;                         ///< One request to each target first, timed apart.
    std::chrono::nanoseconds warmup{};
    std::uint32_t threads = 0; ///< 0: half of the cores, at least one. Never more than users.
    std::chrono::nanoseconds connectTimeout = std::chrono::seconds(10);
    std::chrono::nanoseconds responseTimeout = std::chrono::seconds(30); ///< From first byte written to last byte read.
    std::chrono::nanoseconds drainLimit =
        std::chrono::seconds(2); ///< How long requests under way may still take when the duration ends.
    bool keepAlive = true;
    bool http2 = false; ///< Offered to https URLs, where the server may choose HTTP/1.1; taken for granted with http.
    std::uint32_t streams = 1; ///< Requests that each user has under way at a time; above 1 with HTTP/2 only.
    Order order = Order::Parallel;
    RequestSpec request;
    std::vector<RequestSpec> moreRequests; ///< Sent as well, mixed by their weights.
    std::vector<FeedSpec> feeds;           ///< With these or variables, {{…}} in requests is replaced.
    std::vector<VariableSpec> variables;
    CredentialSpec credentials;
    bool cookies = false;              ///< Each user keeps its own and sends them back.
    std::uint32_t followRedirects = 0; ///< So many of a request's redirects within a target are followed.
    bool compressed = false;           ///< gzip and deflate are offered.
    bool insecure = false;             ///< TLS certificates are not verified; marked on every result.
    std::string caFile;                ///< PEM file; empty: the system's trust store.
    std::vector<ResolveOverride> resolve;
    ConnectionSpec connection;

    static constexpr std::uint32_t kMaxUsers = 100'000;
    static constexpr std::uint32_t kMaxStreams = 1'000;
    static constexpr std::uint32_t kMaxThreads = 256;
    static constexpr std::uint32_t kMaxInFlight = 1'000'000;
    static constexpr std::uint32_t kMaxRedirects = 100;

    /// How long measuring takes at most: the duration, else that of the stages; none where only a count ends the run.
    [[nodiscard]] std::optional<std::chrono::nanoseconds> length() const noexcept
    {
        if (duration || stages.empty())
            return duration;
        return lengthOf(stages);
    }
    /// Every request and connect under way is looked at once in this time, so timeouts are noticed a twentieth late.
    [[nodiscard]] std::chrono::nanoseconds sweepRound() const noexcept
    {
        return std::min(connectTimeout, responseTimeout) / 20;
    }
    /// All requests, the first one first.
    [[nodiscard]] std::vector<RequestSpec> mix() const
    {
        std::vector<RequestSpec> all{request};
        all.insert(all.end(), moreRequests.begin(), moreRequests.end());
        return all;
    }
    /// Users of the closed model: the most that there are at a time.
    [[nodiscard]] std::uint32_t mostUsers() const noexcept;

    friend bool operator==(const LoadPlan &, const LoadPlan &) = default;
};

/// Empty when the plan can run; else a sentence for people that names the field, its value and what it must be.
[[nodiscard]] std::string problemOf(const LoadPlan &plan);

/// How many engine threads the plan gets on a machine with so many cores.
[[nodiscard]] std::uint32_t threadsFor(const LoadPlan &plan, std::uint32_t cores) noexcept;

}
