#include "servers/balancer/stats_text.h"

#include <boost/json/object.hpp>
#include <fmt/format.h>

#include <array>
#include <iterator>
#include <string_view>

namespace escala::servers::balancer {

namespace {

constexpr std::array<std::string_view, 4> kStates{"healthy", "unhealthy", "ejected", "draining"};

void appendHead(std::string &out, std::string_view name, std::string_view type, std::string_view help)
{
    fmt::format_to(std::back_inserter(out), "# HELP {0} {2}\n# TYPE {0} {1}\n", name, type, help);
}

void appendTotal(std::string &out, std::string_view name, std::string_view help, std::int64_t value)
{
    appendHead(out, name, "counter", help);
    fmt::format_to(std::back_inserter(out), "{} {}\n", name, value);
}

// A URL has neither quotes, backslashes nor line feeds: it needs no escaping as a label.
template <typename Value>
void appendEach(std::string &out, const std::vector<ReplicaStatus> &replicas, std::string_view name,
                std::string_view type, std::string_view help, Value value)
{
    appendHead(out, name, type, help);
    for (const auto &replica : replicas)
        fmt::format_to(std::back_inserter(out), "{}{{replica=\"{}\"}} {}\n", name, replica.url, value(replica));
}

void appendStates(std::string &out, const std::vector<ReplicaStatus> &replicas)
{
    constexpr std::string_view name = "escala_replica_state";
    appendHead(out, name, "gauge", "1 for the state that a replica is in.");
    for (const auto &replica : replicas) {
        for (const auto state : kStates)
            fmt::format_to(std::back_inserter(out), "{}{{replica=\"{}\",state=\"{}\"}} {}\n", name, replica.url, state,
                           replica.state == state ? 1 : 0);
    }
}

}

boost::json::array toJson(const std::vector<ReplicaStatus> &replicas)
{
    boost::json::array array;
    for (const auto &replica : replicas) {
        array.push_back(boost::json::object{
            {"url", replica.url},
            {"weight", replica.weight},
            {"state", boost::json::string_view(replica.state.data(), replica.state.size())},
            {"requests", replica.requests},
            {"failures", replica.failures},
            {"in_flight", replica.inFlight},
            {"queued", replica.queued},
            {"latency_s", replica.latencySeconds},
        });
    }
    return array;
}

std::string toPrometheus(const BalancerStats &stats)
{
    std::string out;
    const auto each = [&](std::string_view name, std::string_view type, std::string_view help, auto value) {
        appendEach(out, stats.replicas, name, type, help, value);
    };
    using Status = ReplicaStatus;
    each("escala_replica_requests_total", "counter", "Requests sent to a replica.",
         [](const Status &replica) { return replica.requests; });
    each("escala_replica_failures_total", "counter", "Of those, answered with 500 and more, or not wholly.",
         [](const Status &replica) { return replica.failures; });
    each("escala_replica_in_flight", "gauge", "Requests that a replica has now.",
         [](const Status &replica) { return replica.inFlight; });
    each("escala_replica_queued", "gauge", "Of those, waiting for a connection.",
         [](const Status &replica) { return replica.queued; });
    each("escala_replica_latency_seconds", "gauge", "Time to the head of an answer, as of late.",
         [](const Status &replica) { return replica.latencySeconds; });
    each("escala_replica_weight", "gauge", "Configured weight.", [](const Status &replica) { return replica.weight; });
    appendStates(out, stats.replicas);
    appendTotal(out, "escala_balancer_retries_total", "Requests sent again, to another replica.", stats.retries);
    appendTotal(out, "escala_balancer_hedges_total", "Requests sent to a second replica as the first was slow.",
                stats.hedges);
    appendTotal(out, "escala_balancer_ejections_total", "Replicas ejected for failures in a row.", stats.ejections);
    return out;
}

}
