#pragma once

#include "servers/balancer/replica.h"

#include <memory>
#include <vector>

namespace escala::servers::balancer {

/// The replicas and who of them takes requests: immutable, made by FleetControl, read by every event loop.
struct Roster {
    struct Entry {
        std::shared_ptr<Replica> replica;
        double weight = 1; ///< As configured.
        double share = 1;  ///< Of it, while the replica starts slowly; over 0.
        bool takesRequests = true;
    };
    std::vector<Entry> entries;
};

}
