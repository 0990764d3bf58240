#include "monitor/exposition.h"
#include "monitor/watch.h"

#include "text/quantity.h"

#include <fmt/format.h>

namespace escala::monitor {

namespace {

double secondsOf(Instant at)
{
    return std::chrono::duration<double>(at.time_since_epoch()).count();
}

void addDurations(ExpositionWriter &writer, const std::string &target, const TargetCounters &counters)
{
    std::uint64_t seen = 0;
    for (std::size_t bucket = 0; bucket < counters.durations.size(); ++bucket) {
        seen += counters.durations[bucket];
        const std::string end = bucket < kDurationBuckets.size() ? fmt::format("{}", kDurationBuckets[bucket]) : "+Inf";
        writer.sample("escala_probe_duration_seconds_bucket", {{"target", target}, {"le", end}},
                      static_cast<double>(seen));
    }
    writer.sample("escala_probe_duration_seconds_sum", {{"target", target}}, counters.durationSum);
    writer.sample("escala_probe_duration_seconds_count", {{"target", target}}, static_cast<double>(seen));
}

template <typename Counts, typename Names>
void addCounts(ExpositionWriter &writer, std::string_view metric, const std::string &target, const char *label,
               const Counts &counts, const Names &names)
{
    for (std::size_t index = 0; index < counts.size(); ++index)
        writer.sample(metric, {{"target", target}, {label, std::string(names[index])}},
                      static_cast<double>(counts[index]));
}

}

std::string Watch::metricsText() const
{
    ExpositionWriter writer;
    writer.family("escala_build_info", "Which Escala this is; always 1.", MetricType::Gauge);
    writer.sample("escala_build_info", {{"version", ESCALA_VERSION}}, 1);
    writer.family("escala_target_up", "1 where the last probe was good, else 0.", MetricType::Gauge);
    for (const auto &[name, target] : m_targets)
        if (!target.watch->recent().empty())
            writer.sample("escala_target_up", {{"target", name}}, target.watch->recent().back().good() ? 1 : 0);
    writer.family("escala_probes_total", "Probes that have ended.", MetricType::Counter);
    for (const auto &[name, target] : m_targets)
        writer.sample("escala_probes_total", {{"target", name}}, static_cast<double>(target.watch->counters().probes));
    writer.family("escala_probe_errors_total", "Probes that were not good, by kind of error.", MetricType::Counter);
    for (const auto &[name, target] : m_targets)
        addCounts(writer, "escala_probe_errors_total", name, "kind", target.watch->counters().errors,
                  metrics::kErrorKindNames);
    writer.family("escala_probe_cache_total", "Complete answers, by what they say of a cache.", MetricType::Counter);
    for (const auto &[name, target] : m_targets)
        addCounts(writer, "escala_probe_cache_total", name, "result", target.watch->counters().cache,
                  metrics::kCacheResultNames);
    writer.family("escala_probe_duration_seconds", "From the look-up to the last byte, of good probes.",
                  MetricType::Histogram);
    for (const auto &[name, target] : m_targets)
        addDurations(writer, name, target.watch->counters());
    writer.family("escala_certificate_end_timestamp_seconds", "When the certificate ends, in seconds since 1970.",
                  MetricType::Gauge);
    for (const auto &[name, target] : m_targets)
        if (const auto ends = target.watch->certificateEnds())
            writer.sample("escala_certificate_end_timestamp_seconds", {{"target", name}}, secondsOf(*ends));
    addSlos(writer);
    writer.family("escala_alert_firing", "1 for each alert that fires.", MetricType::Gauge);
    for (const AlertView &alert : m_alerts.views())
        if (alert.state != AlertState::Pending && alert.state != AlertState::Resolved)
            writer.sample(
                "escala_alert_firing",
                {{"alert", alert.id.substr(0, alert.id.rfind('@'))}, // the same for the same trouble at another time
                 {"kind", std::string(kAlertKindNames.at(static_cast<std::size_t>(alert.kind)))},
                 {"target", alert.target}},
                1);
    return writer.text();
}

void Watch::addSlos(ExpositionWriter &writer) const
{
    std::vector<SloView> slos;
    for (const SloPlan &slo : m_plan->slos)
        for (const auto &[name, target] : m_targets)
            if (holdsFor(slo, name))
                slos.push_back(sloView(slo, name, m_plan->alerts, *target.watch));
    writer.family("escala_slo_objective", "Share of events that should be good.", MetricType::Gauge);
    for (const SloView &slo : slos)
        writer.sample("escala_slo_objective", {{"slo", slo.name}, {"target", slo.target}}, slo.plan.objective);
    writer.family("escala_slo_budget_left", "Share of the error budget that is left; negative where overspent.",
                  MetricType::Gauge);
    for (const SloView &slo : slos)
        if (slo.budgetLeft)
            writer.sample("escala_slo_budget_left", {{"slo", slo.name}, {"target", slo.target}}, *slo.budgetLeft);
    writer.family("escala_slo_burn_rate", "How many times as fast as it may the error budget is spent.",
                  MetricType::Gauge);
    for (const SloView &slo : slos) {
        std::map<std::string, double> rates; // rules share windows
        for (const BurnView &burn : slo.burn) {
            if (burn.longRate)
                rates[text::formatDuration(burn.rule.longWindow)] = *burn.longRate;
            if (burn.shortRate)
                rates[text::formatDuration(burn.rule.shortWindow)] = *burn.shortRate;
        }
        for (const auto &[window, rate] : rates)
            writer.sample("escala_slo_burn_rate", {{"slo", slo.name}, {"target", slo.target}, {"window", window}},
                          rate);
    }
}

}
