#pragma once

#include "servers/balancer/balancer_stats.h"

#include <boost/json/array.hpp>

#include <string>
#include <vector>

namespace escala::servers::balancer {

/// The array of `GET /replicas`, and of `replicas` in `GET /stats`.
[[nodiscard]] boost::json::array toJson(const std::vector<ReplicaStatus> &replicas);
/// The balancer's part of `GET /metrics`.
[[nodiscard]] std::string toPrometheus(const BalancerStats &stats);

}
