#include "monitor/monitor_plan_file.h"

#include "experiment/json_text.h"
#include "experiment/plan_fields.h"
#include "experiment/plan_text.h"
#include "experiment/words.h"
#include "monitor/plan_reading.h"
#include "text/quantity.h"

#include <boost/json/array.hpp>
#include <boost/json/value_from.hpp>

namespace escala::monitor {

namespace {

using experiment::PlanError;
using experiment::PlanProblem;
using text::formatDuration;

boost::json::object targetFields(const TargetPlan &target)
{
    boost::json::object fields{{"name", target.name}};
    if (target.server)
        fields["server"] = experiment::serverFields(*target.server);
    else
        fields["url"] = target.url;
    fields["interval"] = formatDuration(target.interval);
    fields["timeout"] = formatDuration(target.timeout);
    fields["method"] = target.method;
    if (!target.headers.empty()) {
        boost::json::array headers;
        for (const auto &[name, value] : target.headers)
            headers.push_back(boost::json::object{{"name", name}, {"value", value}});
        fields["headers"] = std::move(headers);
    }
    if (!target.contains.empty())
        fields["contains"] = target.contains;
    if (!target.cacert.empty())
        fields["cacert"] = target.cacert;
    if (target.insecure)
        fields["insecure"] = true;
    return fields;
}

boost::json::object scrapeFields(const ScrapePlan &scrape)
{
    boost::json::object fields{{"name", scrape.name},
                               {"url", scrape.url},
                               {"interval", formatDuration(scrape.interval)},
                               {"timeout", formatDuration(scrape.timeout)}};
    if (!scrape.metrics.empty())
        fields["metrics"] = boost::json::value_from(scrape.metrics);
    return fields;
}

boost::json::object processFields(const ProcessPlan &process)
{
    boost::json::object fields{{"name", process.name}, {"interval", formatDuration(process.interval)}};
    if (process.pid > 0)
        fields["pid"] = process.pid;
    else
        fields["process"] = process.process;
    return fields;
}

boost::json::object sloFields(const SloPlan &slo)
{
    boost::json::object fields{{"name", slo.name},
                               {"kind", experiment::wordFor(kSloKinds, slo.kind)},
                               {"objective", slo.objective},
                               {"window", formatDuration(slo.window)}};
    if (slo.kind == SloPlan::Kind::Latency)
        fields["threshold"] = formatDuration(slo.threshold);
    if (!slo.targets.empty())
        fields["targets"] = boost::json::value_from(slo.targets);
    return fields;
}

boost::json::object alertFields(const AlertPlan &alerts)
{
    boost::json::array burn;
    for (const BurnRule &rule : alerts.burn)
        burn.push_back(boost::json::object{{"factor", rule.factor},
                                           {"long_window", formatDuration(rule.longWindow)},
                                           {"short_window", formatDuration(rule.shortWindow)},
                                           {"page", rule.page}});
    return {{"failures", alerts.failures},
            {"successes", alerts.successes},
            {"certificate_days", alerts.certificateDays},
            {"burn", std::move(burn)}};
}

template <typename Value, typename Fields>
void addList(boost::json::object &plan, const char *field, const std::vector<Value> &values, Fields fields)
{
    if (values.empty())
        return;
    boost::json::array list;
    for (const Value &value : values)
        list.push_back(fields(value));
    plan[field] = std::move(list);
}

}

std::expected<MonitorPlan, PlanError> parseMonitorPlan(std::string_view json)
{
    const auto value = experiment::parsePlanJson(json);
    if (!value)
        return std::unexpected(value.error());
    experiment::PlanReading reading{.lines = experiment::FieldLines(json), .error = {}};
    if (const auto &repeated = reading.lines.repeated())
        reading.fail(
            PlanProblem::NotJson, *repeated,
            experiment::sentence("PlanFile", QT_TRANSLATE_NOOP("PlanFile", "the field %1 stands twice"), *repeated));
    MonitorPlan plan = readPlan(*value, reading);
    if (reading.error)
        return std::unexpected(*reading.error);
    return plan;
}

std::expected<MonitorPlan, PlanError> readMonitorPlan(const std::filesystem::path &file)
{
    const auto text = experiment::readPlanText(file);
    if (!text)
        return std::unexpected(text.error());
    auto plan = parseMonitorPlan(*text);
    if (!plan) {
        plan.error().message = file.string() + ": " + plan.error().message;
        return plan;
    }
    for (TargetPlan &target : plan->targets)
        if (!target.cacert.empty())
            target.cacert = (file.parent_path() / target.cacert).lexically_normal().string();
    return plan;
}

std::string writeMonitorPlan(const MonitorPlan &plan)
{
    boost::json::object fields{{"name", plan.name}};
    addList(fields, "targets", plan.targets, targetFields);
    addList(fields, "scrape", plan.scrapes, scrapeFields);
    addList(fields, "processes", plan.processes, processFields);
    addList(fields, "slos", plan.slos, sloFields);
    fields["alerts"] = alertFields(plan.alerts);
    if (!plan.webhook.empty())
        fields["webhook"] = plan.webhook;
    return experiment::prettyJson(fields);
}

}
