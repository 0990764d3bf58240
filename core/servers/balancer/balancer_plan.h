#pragma once

#include "http/url.h"
#include "servers/origin/origin_plan.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace escala::servers::balancer {

using Duration = std::chrono::nanoseconds;

/// How the replica of a request is chosen.
enum class Algorithm : unsigned char {
    RoundRobin,   ///< In turn, whatever their weights.
    Weighted,     ///< In turn by weight, smoothly.
    LeastRequest, ///< The fewest requests in flight, by weight.
    TwoChoices,   ///< The better one of two drawn at random (P2C).
    PeakEwma,     ///< The same with latency and requests in flight.
    Random,       ///< Drawn by weight.
    Hash,         ///< By a key, consistently, with bounded load.
};

/// One server that takes a share of the requests.
struct ReplicaPlan {
    http::Url url; ///< Its target is put before the path of every request, but for "/".
    unsigned weight = 1;
};

/// What the hash is of.
struct HashKey {
    enum class Source : unsigned char { Path, Client, Header, Cookie };
    Source source = Source::Path;
    std::string name{}; ///< Of the header or cookie.
};

/// Active checks: a GET now and then to each replica.
struct CheckPlan {
    bool on = true;
    std::string path = "/";
    Duration interval = std::chrono::seconds(1); ///< From the end of one to the next, give or take a tenth.
    Duration timeout = std::chrono::seconds(1);
    int leastStatus = 200;
    int mostStatus = 399;
    unsigned rise = 2; ///< Good checks in a row until an unhealthy replica is healthy.
    unsigned fall = 3; ///< Bad ones until a healthy one is not.
};

/// Passive ejection: what clients' requests tell of a replica.
struct EjectionPlan {
    unsigned after = 5;                      ///< Failures in a row; 0: never.
    Duration time = std::chrono::seconds(5); ///< Of the first; the n-th takes n times as long, n at most 60.
    unsigned mostPercent = 50;               ///< Of the replicas that may be ejected at once.
};

/// When a request is sent to another replica.
struct RetryPlan {
    unsigned retries = 1;                             ///< Of one request.
    unsigned budgetPercent = 20;                      ///< Of an event loop's requests in work that may be retries.
    unsigned budgetLeast = 3;                         ///< As many always may.
    Duration backoff = std::chrono::milliseconds(25); ///< Before the first, at most; doubled for each more.
    bool onStatus = true;                             ///< 502, 503 and 504 too, where the method is idempotent.
    std::optional<Duration> hedgeAfter{};             ///< Without a head so long: another replica is asked as well.
};

/// A replica that fails so often gets nothing for a while, and then one request to try it with.
struct BreakerPlan {
    unsigned percent = 0;                       ///< Failures that open it; 0: there is none.
    unsigned requests = 20;                     ///< Seen in a window before it opens.
    Duration window = std::chrono::seconds(10); ///< Over which failures are counted.
    Duration open = std::chrono::seconds(5);    ///< Until a request is let through.
};

/// What a load balancer stands before, and how it shares out requests.
struct BalancerPlan {
    std::vector<ReplicaPlan> replicas;
    OriginPlan origin; ///< Limits and timeouts of each replica; its URL is of no interest.
    bool keepsHost = false;
    Algorithm algorithm = Algorithm::RoundRobin;
    HashKey hashKey;
    double hashLoad = 1.25; ///< Times a fair share that a replica has in flight at most; at least 1.
    CheckPlan checks;
    EjectionPlan ejection;
    unsigned panicPercent = 50; ///< Where fewer are fit, all get requests again.
    Duration slowStart{};       ///< How long the share of a new or recovered replica grows.
    RetryPlan retry;
    BreakerPlan breaker;
    std::optional<std::size_t> maxInFlight{};  ///< Of a replica; more wait.
    std::optional<std::size_t> replicaQueue{}; ///< Of a replica, over all event loops: how many wait.
    std::string stickyCookie{};                ///< Its name; empty: none.
    std::uint64_t seed = 1;                    ///< Of all that is drawn.
};

/// As on the command line: "round-robin", "weighted", "least-request", "p2c", "peak-ewma", "random", "hash".
[[nodiscard]] std::optional<Algorithm> parseAlgorithm(std::string_view name) noexcept;
[[nodiscard]] std::string_view nameOf(Algorithm algorithm) noexcept;
/// "path", "client", "header:NAME" or "cookie:NAME".
[[nodiscard]] std::optional<HashKey> parseHashKey(std::string_view text);

}
