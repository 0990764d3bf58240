#include "servers/stats.h"

#include "servers/balancer/stats_text.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <chrono>
#include <iterator>

namespace escala::servers {

namespace {

boost::json::value numberOrNull(const std::optional<std::uint64_t> &number)
{
    return number ? boost::json::value(*number) : boost::json::value(nullptr);
}

boost::json::object backendJson(const BackendStats &backend)
{
    return {
        {"kind", backend.kind},     {"url", backend.url},         {"state", backend.up ? "up" : "down"},
        {"errors", backend.errors}, {"outages", backend.outages},
    };
}

boost::json::value cacheJson(const std::optional<CacheStats> &cache)
{
    if (!cache)
        return nullptr;
    boost::json::object json{
        {"hits", cache->hits},
        {"misses", cache->misses},
        {"stale", cache->stale},
        {"stale_served", cache->staleServed},
        {"collapsed", cache->collapsed},
        {"origin_requests", cache->originRequests},
        {"entries", numberOrNull(cache->entries)},
        {"bytes", numberOrNull(cache->bytes)},
    };
    if (cache->backend)
        json["backend"] = backendJson(*cache->backend);
    return json;
}

boost::json::value faultsJson(const std::optional<FaultPlan> &faults)
{
    return faults ? boost::json::value(asJson(*faults)) : nullptr;
}

void addOrigin(boost::json::object &json, const OriginStats &origin)
{
    json["origin_requests"] = origin.requests;
    json["origin_retries"] = origin.retries;
    json["origin_failures"] = origin.failures;
    json["origin_connections_opened"] = origin.connectionsOpened;
    json["origin_connections_open"] = origin.connectionsOpen;
    json["origin_queued"] = origin.queued;
}

void addBalancer(boost::json::object &json, const BalancerStats &balancer)
{
    json["replicas"] = balancer::toJson(balancer.replicas);
    json["retries"] = balancer.retries;
    json["hedges"] = balancer.hedges;
    json["ejections"] = balancer.ejections;
}

/// Appends metric by metric: help, type, samples.
class Exposition {
public:
    template <typename Number>
    void metric(std::string_view name, std::string_view type, std::string_view help, Number value)
    {
        head(name, type, help);
        fmt::format_to(std::back_inserter(text), "{} {}\n", name, value);
    }

    void head(std::string_view name, std::string_view type, std::string_view help)
    {
        fmt::format_to(std::back_inserter(text), "# HELP {0} {1}\n# TYPE {0} {2}\n", name, help, type);
    }

    std::string text;
};

void addBackend(Exposition &out, const BackendStats &backend)
{
    out.head("escala_cache_backend_up", "gauge", "Whether the cache outside this process can be reached.");
    out.text += fmt::format("escala_cache_backend_up{{kind=\"{}\"}} {}\n", backend.kind, backend.up ? 1 : 0);
    out.metric("escala_cache_backend_errors_total", "counter", "Calls of it that failed or were refused.",
               backend.errors);
    out.metric("escala_cache_backend_outages_total", "counter", "How often it went down.", backend.outages);
}

void addCache(Exposition &out, const CacheStats &cache)
{
    out.head("escala_cache_lookups_total", "counter", "Lookups of the cache by what they found.");
    for (const auto &[result, count] :
         {std::pair("hit", cache.hits), std::pair("miss", cache.misses), std::pair("stale", cache.stale)})
        out.text += fmt::format("escala_cache_lookups_total{{result=\"{}\"}} {}\n", result, count);
    out.metric("escala_cache_stale_served_total", "counter", "Stale responses served from the cache.",
               cache.staleServed);
    out.metric("escala_cache_collapsed_total", "counter", "Lookups that waited for the fetch of another request.",
               cache.collapsed);
    out.metric("escala_cache_origin_requests_total", "counter", "Requests sent on to the origin.",
               cache.originRequests);
    if (cache.entries)
        out.metric("escala_cache_entries", "gauge", "Responses in the cache.", *cache.entries);
    if (cache.bytes)
        out.metric("escala_cache_bytes", "gauge", "Size of keys and responses in the cache.", *cache.bytes);
    if (cache.backend)
        addBackend(out, *cache.backend);
}

void addOrigin(Exposition &out, const OriginStats &origin)
{
    out.metric("escala_origin_requests_total", "counter", "Requests sent on to the origin.", origin.requests);
    out.metric("escala_origin_retries_total", "counter", "Requests sent again on a new connection.", origin.retries);
    out.metric("escala_origin_failures_total", "counter", "Requests without a whole answer of the origin.",
               origin.failures);
    out.metric("escala_origin_connections_opened_total", "counter", "Connections made to the origin.",
               origin.connectionsOpened);
    out.metric("escala_origin_connections_open", "gauge", "Connections to the origin.", origin.connectionsOpen);
    out.metric("escala_origin_queued", "gauge", "Requests that wait for a connection to the origin.", origin.queued);
}

double boundInSeconds(std::size_t bucket)
{
    return std::chrono::duration<double>(ServiceTimes::boundOf(bucket)).count();
}

/// Upper bounds in seconds, each with how many took at most so long and longer than the bound before.
boost::json::array serviceTimesJson(const Stats &stats)
{
    boost::json::array buckets;
    for (std::size_t bucket = 0; bucket < stats.serviceTimes.size(); ++bucket)
        if (stats.serviceTimes[bucket] > 0)
            buckets.push_back(boost::json::array{boundInSeconds(bucket), stats.serviceTimes[bucket]});
    return buckets;
}

/// A bucket a doubling, which is as fine as a chart of Prometheus needs.
void addServiceTimes(Exposition &out, const Stats &stats)
{
    out.head("escala_service_time_seconds", "histogram", "Time from a request read to its answer made.");
    std::int64_t seen = 0;
    for (std::size_t bucket = 0; bucket + 1 < stats.serviceTimes.size(); ++bucket) {
        seen += stats.serviceTimes[bucket];
        if (bucket % ServiceTimes::kPerDoubling == ServiceTimes::kPerDoubling - 1)
            out.text +=
                fmt::format("escala_service_time_seconds_bucket{{le=\"{}\"}} {}\n", boundInSeconds(bucket), seen);
    }
    seen += stats.serviceTimes.back();
    out.text += fmt::format(
        "escala_service_time_seconds_bucket{{le=\"+Inf\"}} {0}\nescala_service_time_seconds_count {0}\n", seen);
}

}

std::string toJson(const Stats &stats)
{
    boost::json::object byStatus;
    for (const auto &[status, count] : stats.responsesByStatus)
        byStatus[std::to_string(status)] = count;
    boost::json::object json{
        {"kind", stats.kind},
        {"requests", stats.requests},
        {"responses", stats.responses},
        {"responses_by_status", std::move(byStatus)},
        {"connections_opened", stats.connectionsOpened},
        {"connections_open", stats.connectionsOpen},
        {"in_service", stats.inService},
        {"queued", stats.queued},
        {"cache", cacheJson(stats.cache)},
        {"faults", faultsJson(stats.faults)},
        {"service_time_buckets", serviceTimesJson(stats)},
        {"cpu_s", stats.cpuSeconds},
        {"rss_bytes", stats.rssBytes},
        {"uptime_s", stats.uptimeSeconds},
    };
    if (stats.origin)
        addOrigin(json, *stats.origin);
    if (stats.balancer)
        addBalancer(json, *stats.balancer);
    return boost::json::serialize(json) + "\n";
}

std::string toPrometheus(const Stats &stats)
{
    Exposition out;
    out.metric("escala_requests_total", "counter", "Requests received whole.", stats.requests);
    out.head("escala_responses_total", "counter", "Responses written whole, by status.");
    for (const auto &[status, count] : stats.responsesByStatus)
        out.text += fmt::format("escala_responses_total{{status=\"{}\"}} {}\n", status, count);
    addServiceTimes(out, stats);
    out.metric("escala_connections_opened_total", "counter", "Connections accepted.", stats.connectionsOpened);
    out.metric("escala_connections_open", "gauge", "Connections open now.", stats.connectionsOpen);
    out.metric("escala_requests_in_service", "gauge", "Requests being worked on.", stats.inService);
    out.metric("escala_requests_queued", "gauge", "Requests waiting for a worker.", stats.queued);
    if (stats.cache)
        addCache(out, *stats.cache);
    if (stats.origin)
        addOrigin(out, *stats.origin);
    if (stats.balancer)
        out.text += balancer::toPrometheus(*stats.balancer);
    out.metric("process_cpu_seconds_total", "counter", "User and system CPU time.", stats.cpuSeconds);
    out.metric("process_resident_memory_bytes", "gauge", "Resident memory.", stats.rssBytes);
    out.metric("escala_uptime_seconds", "gauge", "Time since the start of the server.", stats.uptimeSeconds);
    return std::move(out.text);
}

}
