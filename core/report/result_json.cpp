#include "analysis/comparison.h"
#include "experiment/calibration.h"
#include "experiment/experiment_file.h"
#include "experiment/json_text.h"
#include "experiment/verdict_text.h"
#include "metrics/histogram_codec.h"
#include "report/exported_series.h"
#include "report/fault_report.h"
#include "report/markup.h"
#include "report/masking.h"
#include "report/report.h"
#include "report/timestamp.h"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <cmath>

namespace escala::report {

namespace {

namespace json = boost::json;
using metrics::SeriesPoint;
using metrics::Statistics;
using metrics::Summary;

/// JSON knows neither NaN nor infinity: what does not exist is null.
json::value number(double value)
{
    return std::isfinite(value) ? json::value(value) : json::value(nullptr);
}

json::value number(const std::optional<double> &value)
{
    return value ? number(*value) : json::value(nullptr);
}

double seconds(std::chrono::duration<double> duration)
{
    return duration.count();
}

/// Null where nothing was measured: 0 s would be a claim.
json::object statisticsJson(const Statistics &figures)
{
    if (figures.count == 0)
        return {{"min", nullptr}, {"mean", nullptr}, {"stdev", nullptr}, {"p50", nullptr},  {"p75", nullptr},
                {"p90", nullptr}, {"p95", nullptr},  {"p99", nullptr},   {"p999", nullptr}, {"max", nullptr}};
    return {{"min", seconds(figures.min)}, {"mean", seconds(figures.mean)}, {"stdev", seconds(figures.stdev)},
            {"p50", seconds(figures.p50)}, {"p75", seconds(figures.p75)},   {"p90", seconds(figures.p90)},
            {"p95", seconds(figures.p95)}, {"p99", seconds(figures.p99)},   {"p999", seconds(figures.p999)},
            {"max", seconds(figures.max)}};
}

template <std::size_t size>
json::object countsJson(const std::array<std::string_view, size> &names, const std::array<std::uint64_t, size> &counts)
{
    json::object object;
    for (std::size_t each = 0; each < size; ++each)
        object.emplace(names[each], counts[each]);
    return object;
}

json::object statusJson(const Summary &summary)
{
    json::object object;
    for (const auto &[status, count] : summary.status)
        object.emplace(std::to_string(status), count);
    return object;
}

json::object classesJson(const Summary &summary)
{
    json::object object;
    for (const auto &[which, times] : summary.byStatus)
        object.emplace(metrics::name(which),
                       json::object{{"count", times.response.count},
                                    {"response_time_s", statisticsJson(times.response)},
                                    {"service_time_s", statisticsJson(times.service)}});
    return object;
}

json::object cacheJson(const Summary &summary)
{
    json::object cache = countsJson(metrics::kCacheResultNames, summary.cache);
    const double ratio = metrics::hitRatio(summary.cache);
    cache.emplace("hit_ratio", ratio < 0 ? json::value(nullptr) : json::value(ratio));
    return cache;
}

json::object summaryJson(const metrics::TargetSnapshot &figures)
{
    const Summary &summary = figures.summary;
    json::value cold = nullptr;
    if (figures.cold)
        cold = seconds(*figures.cold);
    return {{"requests", summary.ledger.sent},
            {"responses", summary.responses()},
            {"errors", summary.failed()},
            {"dropped", summary.ledger.dropped},
            {"duration_s", seconds(summary.duration)},
            {"offered_rps", number(summary.offeredRps)},
            {"achieved_rps", number(summary.achievedRps)},
            {"bytes_sent", summary.bytesSent},
            {"bytes_received", summary.bytesReceived},
            {"connections_opened", summary.connectionsOpened},
            {"redirects_followed", summary.redirects},
            {"cold_first_s", cold},
            {"warmup_requests", figures.warmupRequests},
            {"response_time_s", statisticsJson(summary.response)},
            {"service_time_s", statisticsJson(summary.service)},
            {"lag_s", statisticsJson(summary.lag)},
            {"wait_s", statisticsJson(summary.wait)},
            {"including_unsent_s", statisticsJson(summary.includingUnsent)},
            {"phases_s",
             json::object{{"dns", statisticsJson(summary.dns)},
                          {"connect", statisticsJson(summary.connect)},
                          {"tls", statisticsJson(summary.tls)},
                          {"ttfb", statisticsJson(summary.ttfb)},
                          {"transfer", statisticsJson(summary.transfer)}}},
            {"errors_by_kind", countsJson(metrics::kErrorKindNames, summary.errors)},
            {"status", statusJson(summary)},
            {"by_status_class", classesJson(summary)},
            {"cache", cacheJson(summary)}};
}

json::object ledgerJson(const metrics::Ledger &ledger)
{
    json::object dropped;
    if (ledger.dropped != 0)
        dropped.emplace("in_flight_cap", ledger.dropped);
    return {{"scheduled", ledger.scheduled},
            {"sent", ledger.sent},
            {"dropped", dropped},
            {"unsent", ledger.unsent},
            {"ok", ledger.ok},
            {"http_error", ledger.httpError},
            {"transport_error", ledger.transportError},
            {"timeout", ledger.timeout},
            {"aborted", ledger.aborted},
            {"in_flight", ledger.inFlight}};
}

json::object pointJson(const SeriesPoint &point)
{
    const auto percentile = [&](std::chrono::microseconds SeriesPoint::Percentiles::*which) -> json::value {
        return point.response ? json::value(seconds((*point.response).*which)) : json::value(nullptr);
    };
    const auto cache = [&](metrics::CacheResult result) { return point.cache[static_cast<std::size_t>(result)]; };
    using Percentiles = SeriesPoint::Percentiles;
    json::object object{{"t_s", seconds(point.start)},
                        {"length_s", seconds(point.length)},
                        {"offered", point.offered},
                        {"requests", point.requests},
                        {"errors", point.errors},
                        {"dropped", point.dropped},
                        {"in_flight", point.inFlight},
                        {"p50_s", percentile(&Percentiles::p50)},
                        {"p90_s", percentile(&Percentiles::p90)},
                        {"p95_s", percentile(&Percentiles::p95)},
                        {"p99_s", percentile(&Percentiles::p99)},
                        {"max_s", percentile(&Percentiles::max)},
                        {"hit", cache(metrics::CacheResult::Hit)},
                        {"miss", cache(metrics::CacheResult::Miss)},
                        {"stale", cache(metrics::CacheResult::Stale)},
                        {"bypass", cache(metrics::CacheResult::Bypass)},
                        {"unknown", cache(metrics::CacheResult::Unknown)},
                        {"bytes_received", point.bytesReceived},
                        {"server_cpu", number(point.serverCpu)}};
    object.emplace("server_rss_bytes",
                   point.serverRssBytes ? json::value(*point.serverRssBytes) : json::value(nullptr));
    return object;
}

void addSettings(const experiment::ServerSpec &spec, json::object &object)
{
    if (!experiment::asksOthers(spec.kind)) {
        object.emplace("delay_s", seconds(spec.delay));
        if (spec.keys > 1) {
            object.emplace("keys", spec.keys);
            object.emplace("zipf", number(spec.zipf));
        }
        if (!spec.size.empty())
            object.emplace("size", spec.size);
        if (spec.workers)
            object.emplace("workers", *spec.workers);
        if (spec.queue)
            object.emplace("queue", *spec.queue);
    }
    if (experiment::isCache(spec.kind)) {
        object.emplace("ttl_s", seconds(spec.ttl));
        object.emplace("capacity", spec.capacity);
        object.emplace("policy", spec.policy);
        object.emplace("single_flight", spec.singleFlight);
    }
    if (spec.kind == experiment::ServerSpec::Kind::Balancer)
        object.emplace("algorithm", spec.algorithm);
    if (experiment::asksOthers(spec.kind)) {
        json::array upstreams;
        for (const std::string &upstream : spec.upstreams)
            upstreams.emplace_back(maskedUrls(validUtf8(upstream)));
        object.emplace("upstreams", std::move(upstreams));
    }
    object.emplace("threads", spec.threads);
}

json::object serverJson(const experiment::ServerRecord &server)
{
    json::object object{{"kind", experiment::name(server.spec.kind)},
                        {"name", validUtf8(server.name)},
                        {"pid", server.pid},
                        {"url", maskedUrl(server.url)},
                        {"admin", maskedUrl(server.admin)}};
    addSettings(server.spec, object);
    const auto counted = [&server](std::uint64_t value) {
        return server.counted ? json::value(value) : json::value(nullptr);
    };
    object.emplace("counted", server.counted);
    object.emplace("requests", counted(server.requests));
    object.emplace("responses", counted(server.responses));
    object.emplace("origin_requests", counted(server.originRequests));
    object.emplace("errors", counted(server.errors));
    return object;
}

json::array behindJson(const experiment::TargetResult &target)
{
    json::array servers;
    for (const experiment::ServerRecord &server : target.behind)
        servers.push_back(serverJson(server));
    return servers;
}

json::value protocolJson(const std::optional<metrics::Protocol> &protocol)
{
    return protocol ? json::value(metrics::name(*protocol)) : json::value(nullptr);
}

json::array checksJson(const std::vector<metrics::CheckOutcome> &checks)
{
    json::array rows;
    for (const metrics::CheckOutcome &outcome : checks)
        rows.push_back(
            json::object{{"check", validUtf8(outcome.check)}, {"passed", outcome.passed}, {"failed", outcome.failed}});
    return rows;
}

json::object targetJson(const experiment::TargetResult &target)
{
    json::array series;
    for (const SeriesPoint &point : exportedSeries(target))
        series.push_back(pointJson(point));
    return {{"name", validUtf8(target.target.name)},
            {"url", maskedUrl(target.url)},
            {"server", target.server ? json::value(serverJson(*target.server)) : json::value(nullptr)},
            {"behind", behindJson(target)},
            {"protocol", protocolJson(target.figures.protocol)},
            {"summary", summaryJson(target.figures)},
            {"ledger", ledgerJson(target.figures.summary.ledger)},
            {"checks", checksJson(target.figures.checks)},
            {"series", std::move(series)},
            {"histogram", target.total ? json::value(metrics::encodeHistogram(target.total->response)) : nullptr}};
}

json::value planJson(const experiment::Experiment &plan)
{
    boost::system::error_code error;
    json::value value = json::parse(experiment::writeExperiment(plan), error);
    return error ? json::value(nullptr) : value;
}

json::array notesJson(const std::vector<std::string> &notes)
{
    json::array texts;
    for (const std::string &note : notes)
        texts.emplace_back(maskedUrls(validUtf8(note)));
    return texts;
}

json::value calibrationJson(const experiment::RunResult &result)
{
    const auto &calibration = result.generator.calibration;
    if (!calibration)
        return nullptr;
    return json::object{{"ceiling_rps", number(calibration->ceilingRps)},
                        {"ceiling_share", number(experiment::ceilingShare(result).value_or(0))},
                        {"lag_floor_s", seconds(calibration->lagFloor)}};
}

json::object generatorJson(const experiment::RunResult &result)
{
    json::array reasons;
    for (const metrics::VerdictReason &reason : result.generator.reasons)
        reasons.emplace_back(validUtf8(experiment::describe(reason, result.experiment, experiment::Reader::File)));
    return {{"verdict", metrics::name(result.generator.verdict)},
            {"reasons", std::move(reasons)},
            {"cpu_share", number(result.generator.cpuShare)},
            {"lag_p99_s", seconds(result.generator.lagP99)},
            {"engine_threads", result.engineThreads},
            {"calibration", calibrationJson(result)}};
}

json::array comparisonJson(const experiment::RunResult &result)
{
    json::array rows;
    for (std::size_t candidate = 1; candidate < result.targets.size(); ++candidate) {
        const auto &baseline = result.targets.front();
        const auto compared = analysis::compare(baseline.figures.summary, result.targets[candidate].figures.summary);
        rows.push_back(json::object{{"baseline", validUtf8(baseline.target.name)},
                                    {"candidate", validUtf8(result.targets[candidate].target.name)},
                                    {"throughput_ratio", number(compared.throughputRatio)},
                                    {"p50_ratio", number(compared.p50Ratio)},
                                    {"p95_ratio", number(compared.p95Ratio)},
                                    {"p99_ratio", number(compared.p99Ratio)},
                                    {"baseline_hit_ratio", number(compared.baselineHitRatio)},
                                    {"candidate_hit_ratio", number(compared.candidateHitRatio)}});
    }
    return rows;
}

json::array marksJson(const experiment::RunResult &result)
{
    json::array marks;
    for (const metrics::Mark &mark : result.marks) {
        json::object object{{"t_s", seconds(mark.at)}, {"kind", metrics::name(mark.kind)}};
        if (mark.kind == metrics::Mark::Kind::Level)
            object.emplace("level", number(mark.level));
        if (mark.target && *mark.target < result.targets.size())
            object.emplace("target", result.targets[*mark.target].target.name);
        marks.push_back(std::move(object));
    }
    return marks;
}

json::value duration(const std::optional<std::chrono::nanoseconds> &value)
{
    return value ? json::value(seconds(*value)) : json::value(nullptr);
}

json::array faultsJson(const experiment::RunResult &result)
{
    json::array faults;
    for (const experiment::FaultEvent &event : result.faults) {
        const auto effect = effectOf(result, event);
        const auto detected = event.detected ? std::optional(*event.detected - event.at) : std::nullopt;
        faults.push_back(json::object{{"target", validUtf8(result.targets[event.target].target.name)},
                                      {"server", validUtf8(event.server)},
                                      {"fault", experiment::name(event.fault.kind)},
                                      {"t_s", seconds(event.at)},
                                      {"until_s", duration(event.until)},
                                      {"lost", effect.lost},
                                      {"detected_after_s", duration(detected)},
                                      {"recovered_after_s", duration(effect.recovered)},
                                      {"before_rps", number(effect.beforeRps)},
                                      {"during_rps", number(effect.duringRps)},
                                      {"after_rps", number(effect.afterRps)},
                                      {"worst_p99_s", duration(effect.worstP99)}});
    }
    return faults;
}

json::value endedByJson(const experiment::RunResult &result)
{
    if (!result.endedBy)
        return nullptr;
    return json::object{{"condition", result.endedBy->condition},
                        {"target", validUtf8(result.targets[result.endedBy->target].target.name)}};
}

json::array thresholdsJson(const std::vector<ThresholdOutcome> &thresholds)
{
    json::array rows;
    for (const ThresholdOutcome &outcome : thresholds)
        rows.push_back(json::object{{"expression", validUtf8(outcome.expression)},
                                    {"target", validUtf8(outcome.target)},
                                    {"actual", number(outcome.actual)},
                                    {"passed", outcome.passed}});
    return rows;
}

}

std::string resultJson(const experiment::RunResult &result, const std::vector<ThresholdOutcome> &thresholds)
{
    const experiment::Experiment plan = masked(result.experiment);
    json::array targets;
    for (const experiment::TargetResult &target : result.targets)
        targets.push_back(targetJson(target));
    const json::object object{{"format", "escala-result/1"},
                              {"escala_version", ESCALA_VERSION},
                              {"id", validUtf8(result.id)},
                              {"started_at", timestamp(result.startedAt)},
                              {"name", plan.name},
                              {"settings", experiment::settingsLine(plan, experiment::Reader::File)},
                              {"plan", planJson(plan)},
                              {"host",
                               json::object{{"cores", result.host.cores},
                                            {"cpu", validUtf8(result.host.cpu)},
                                            {"memory", result.host.memoryBytes},
                                            {"kernel", validUtf8(result.host.kernel)}}},
                              {"generator", generatorJson(result)},
                              {"stopped", result.stopped},
                              {"ended_by", endedByJson(result)},
                              {"marks", marksJson(result)},
                              {"faults", faultsJson(result)},
                              {"notes", notesJson(result.notes)},
                              {"targets", std::move(targets)},
                              {"comparison", comparisonJson(result)},
                              {"thresholds", thresholdsJson(thresholds)}};
    return experiment::prettyJson(object);
}

}
