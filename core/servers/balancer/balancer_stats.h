#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace escala::servers {

/// One replica of a load balancer as it is now, and what it has done so far.
struct ReplicaStatus {
    std::string url;
    unsigned weight = 1;
    std::string_view state;    ///< "healthy", "unhealthy", "ejected" or "draining".
    std::int64_t requests = 0; ///< Sent to it: retries and hedges too, active checks not.
    std::int64_t failures = 0; ///< Of those, answered with 500 and more, or not wholly.
    std::int64_t inFlight = 0; ///< Those that wait for a connection among them.
    std::int64_t queued = 0;
    double latencySeconds = 0; ///< From the start of a request to the head of its answer, as of late.
};

/// What a load balancer has done so far.
struct BalancerStats {
    std::vector<ReplicaStatus> replicas;
    std::int64_t retries = 0;   ///< Requests sent again, to another replica.
    std::int64_t hedges = 0;    ///< Requests sent to a second replica as the first was slow.
    std::int64_t ejections = 0; ///< For failures in a row.
};

}
