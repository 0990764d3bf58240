#include "monitor/plan_reading.h"

#include "experiment/plan_fields.h"
#include "experiment/topology.h"
#include "experiment/words.h"
#include "http/url.h"
#include "monitor/host_load.h"
#include "text/quantity.h"

#include <algorithm>

namespace escala::monitor {

namespace {

using experiment::elementPath;
using experiment::ObjectReader;
using experiment::PlanProblem;
using experiment::PlanReading;
using experiment::sentence;
using std::chrono::nanoseconds;

constexpr nanoseconds kLongestInterval = std::chrono::hours(1);
constexpr nanoseconds kShortestTimeout = std::chrono::milliseconds(1);
constexpr nanoseconds kShortestWindow = std::chrono::seconds(1);
constexpr nanoseconds kLongestWindow = std::chrono::hours(30 * 24);

void readBetween(ObjectReader &reader, std::string_view field, nanoseconds least, nanoseconds most, nanoseconds &value)
{
    reader.read(field, value);
    if (value < least || value > most)
        reader.fail(PlanProblem::OutOfRange, field,
                    sentence(kMonitorPlanContext, QT_TRANSLATE_NOOP("MonitorPlan", "%1 must be from %2 to %3, not %4"),
                             reader.pathOf(field), text::formatDuration(least), text::formatDuration(most),
                             text::formatDuration(value)));
}

void readInterval(ObjectReader &reader, nanoseconds &interval)
{
    readBetween(reader, "interval", MonitorPlan::kShortestInterval, kLongestInterval, interval);
}

/// Empty: the field must be there.
void readUrl(ObjectReader &reader, std::string_view field, std::string &url)
{
    reader.read(field, url);
    if (url.empty())
        reader.fail(
            PlanProblem::OutOfRange, field,
            sentence(kMonitorPlanContext, QT_TRANSLATE_NOOP("MonitorPlan", "%1 is missing"), reader.pathOf(field)));
    else if (const auto parsed = http::parseUrl(url); !parsed)
        reader.fail(PlanProblem::OutOfRange, field, reader.pathOf(field) + ": " + parsed.error().message);
}

/// What is called by its URL is shown wherever a name is: credentials are no part of it.
std::string nameFromUrl(const std::string &url)
{
    const auto parsed = http::parseUrl(url);
    return parsed && !parsed->userInfo.empty() ? parsed->text() : url;
}

/// Calls `one(element, path, value)` for each object of a list.
template <typename Value, typename One>
void readList(ObjectReader &reader, std::string_view field, std::vector<Value> &values, One one)
{
    const boost::json::array *list = reader.array(field);
    if (!list)
        return;
    values.clear();
    for (std::size_t index = 0; index < list->size(); ++index)
        one((*list)[index], elementPath(reader.pathOf(field), index), values.emplace_back());
}

bool isToken(std::string_view name)
{
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || std::string_view("!#$%&'*+-.^_`|~").contains(c);
    });
}

void readHeader(const boost::json::value &json, const std::string &path, PlanReading &reading,
                std::pair<std::string, std::string> &header)
{
    ObjectReader reader(json, path, reading);
    reader.read("name", header.first);
    reader.read("value", header.second);
    reader.refuseUnknown();
    const bool clean = std::ranges::none_of(header.second, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
    if (!isToken(header.first) || !clean)
        reader.fail(PlanProblem::OutOfRange, "name",
                    sentence(kMonitorPlanContext, QT_TRANSLATE_NOOP("MonitorPlan", "%1 is no field of a request: %2"),
                             path, header.first));
}

void readServer(ObjectReader &reader, PlanReading &reading, TargetPlan &target)
{
    const boost::json::value *server = reader.find("server");
    if (!server)
        return;
    experiment::readServer(*server, reader.pathOf("server"), reading, target.server.emplace());
    const experiment::Target alone{.name = target.name, .url = {}, .server = target.server};
    if (std::string problem = experiment::problemOfServers(alone); !problem.empty())
        reader.fail(PlanProblem::OutOfRange, "server", problem);
    if (target.name.empty())
        target.name = experiment::nameOf(*target.server);
}

void readTarget(const boost::json::value &json, const std::string &path, PlanReading &reading, TargetPlan &target)
{
    ObjectReader reader(json, path, reading);
    reader.read("name", target.name);
    readServer(reader, reading, target);
    if (!target.server)
        readUrl(reader, "url", target.url);
    else if (reader.find("url"))
        reader.fail(PlanProblem::OutOfRange, "url",
                    sentence(kMonitorPlanContext,
                             QT_TRANSLATE_NOOP("MonitorPlan", "%1 needs a \"url\" or a \"server\", one of them"),
                             path));
    readInterval(reader, target.interval);
    readBetween(reader, "timeout", kShortestTimeout, MonitorPlan::kLongestTimeout, target.timeout);
    static constexpr std::array<std::pair<bool, std::string_view>, 2> kMethods{{{false, "GET"}, {true, "HEAD"}}};
    bool head = false;
    reader.readWord("method", kMethods, head);
    target.method = experiment::wordFor(kMethods, head);
    readList(reader, "headers", target.headers,
             [&](const auto &value, const auto &at, auto &header) { readHeader(value, at, reading, header); });
    reader.read("contains", target.contains);
    reader.read("cacert", target.cacert);
    reader.read("insecure", target.insecure);
    reader.refuseUnknown();
    if (head && !target.contains.empty())
        reader.fail(
            PlanProblem::OutOfRange, "contains",
            sentence(kMonitorPlanContext,
                     QT_TRANSLATE_NOOP("MonitorPlan", "%1 must not be used with HEAD, whose answers have no body"),
                     reader.pathOf("contains")));
    if (target.name.empty())
        target.name = nameFromUrl(target.url);
}

void readScrapePlan(const boost::json::value &json, const std::string &path, PlanReading &reading, ScrapePlan &scrape)
{
    ObjectReader reader(json, path, reading);
    reader.read("name", scrape.name);
    readUrl(reader, "url", scrape.url);
    readInterval(reader, scrape.interval);
    readBetween(reader, "timeout", kShortestTimeout, MonitorPlan::kLongestTimeout, scrape.timeout);
    reader.read("metrics", scrape.metrics);
    reader.refuseUnknown();
    if (scrape.name.empty())
        scrape.name = nameFromUrl(scrape.url);
}

void readProcess(const boost::json::value &json, const std::string &path, PlanReading &reading, ProcessPlan &process)
{
    ObjectReader reader(json, path, reading);
    reader.read("name", process.name);
    std::uint32_t pid = 0;
    reader.read("pid", pid, 1, std::numeric_limits<std::int32_t>::max());
    process.pid = pid;
    reader.read("process", process.process);
    readInterval(reader, process.interval);
    reader.refuseUnknown();
    if ((pid == 0) == process.process.empty())
        reader.fail(PlanProblem::OutOfRange, "pid",
                    sentence(kMonitorPlanContext,
                             QT_TRANSLATE_NOOP("MonitorPlan", "%1 needs a \"pid\" or a \"process\", one of them"),
                             path));
    if (process.name.empty())
        process.name = pid > 0 ? std::to_string(pid) : process.process;
}

void readSlo(const boost::json::value &json, const std::string &path, PlanReading &reading, SloPlan &slo)
{
    ObjectReader reader(json, path, reading);
    reader.read("name", slo.name);
    reader.read("targets", slo.targets);
    reader.readWord("kind", kSloKinds, slo.kind);
    reader.read("objective", slo.objective);
    readBetween(reader, "threshold", kShortestTimeout, MonitorPlan::kLongestTimeout, slo.threshold);
    readBetween(reader, "window", kShortestWindow, kLongestWindow, slo.window);
    reader.refuseUnknown();
    if (!(slo.objective > 0 && slo.objective < 1))
        reader.fail(PlanProblem::OutOfRange, "objective",
                    sentence(kMonitorPlanContext,
                             QT_TRANSLATE_NOOP("MonitorPlan", "%1 must be a share above 0 and below 1, such as 0.999"),
                             reader.pathOf("objective")));
    if (slo.name.empty())
        slo.name = experiment::wordFor(kSloKinds, slo.kind);
}

void readBurn(const boost::json::value &json, const std::string &path, PlanReading &reading, BurnRule &rule)
{
    ObjectReader reader(json, path, reading);
    reader.read("factor", rule.factor);
    readBetween(reader, "long_window", kShortestWindow, kLongestWindow, rule.longWindow);
    readBetween(reader, "short_window", kShortestWindow, kLongestWindow, rule.shortWindow);
    reader.read("page", rule.page);
    reader.refuseUnknown();
    if (!(rule.factor > 0 && rule.factor <= 1e6))
        reader.fail(PlanProblem::OutOfRange, "factor",
                    sentence(kMonitorPlanContext, QT_TRANSLATE_NOOP("MonitorPlan", "%1 must be above 0"),
                             reader.pathOf("factor")));
    if (rule.shortWindow > rule.longWindow)
        reader.fail(PlanProblem::OutOfRange, "short_window",
                    sentence(kMonitorPlanContext,
                             QT_TRANSLATE_NOOP("MonitorPlan", "%1 must not be longer than the long window"),
                             reader.pathOf("short_window")));
}

void readAlerts(const boost::json::value &json, const std::string &path, PlanReading &reading, AlertPlan &alerts)
{
    ObjectReader reader(json, path, reading);
    reader.read("failures", alerts.failures, 1, 1'000);
    reader.read("successes", alerts.successes, 1, 1'000);
    reader.read("certificate_days", alerts.certificateDays, 0, 3'650);
    readList(reader, "burn", alerts.burn,
             [&](const auto &value, const auto &at, auto &rule) { readBurn(value, at, reading, rule); });
    reader.refuseUnknown();
}

/// `names` of a list each stand once; `lists` is where the second one is said to be.
void refuseTwins(PlanReading &reading, const std::string &list, std::vector<std::string> names)
{
    for (std::size_t index = 0; index < names.size(); ++index)
        if (std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(index), names[index])
            != names.begin() + static_cast<std::ptrdiff_t>(index))
            reading.fail(PlanProblem::OutOfRange, elementPath(list, index),
                         sentence(kMonitorPlanContext, QT_TRANSLATE_NOOP("MonitorPlan", "two of %1 are called \"%2\""),
                                  list, names[index]));
}

template <typename Value>
std::vector<std::string> namesOf(const std::vector<Value> &values)
{
    std::vector<std::string> names;
    for (const Value &value : values)
        names.push_back(value.name);
    return names;
}

/// Scrapes, processes and the servers of targets are told apart by name alone.
void refuseSharedSources(const MonitorPlan &plan, PlanReading &reading)
{
    std::vector<std::string> names = namesOf(plan.scrapes);
    std::vector<std::string> more = namesOf(plan.processes);
    for (const TargetPlan &target : plan.targets)
        if (target.server)
            more.push_back(target.name);
    names.insert(names.end(), more.begin(), more.end());
    std::ranges::sort(names);
    if (const auto twin = std::ranges::adjacent_find(names); twin != names.end())
        reading.fail(PlanProblem::OutOfRange, "scrape",
                     sentence(kMonitorPlanContext,
                              QT_TRANSLATE_NOOP("MonitorPlan", "a scrape, a process or a server share the name \"%1\""),
                              *twin));
}

void checkWhole(const MonitorPlan &plan, PlanReading &reading)
{
    if (const std::string problem = problemOfLoad(plan); !problem.empty())
        reading.fail(PlanProblem::OutOfRange, "targets", problem);
    refuseTwins(reading, "targets", namesOf(plan.targets));
    refuseTwins(reading, "scrape", namesOf(plan.scrapes));
    refuseTwins(reading, "slos", namesOf(plan.slos));
    refuseTwins(reading, "processes", namesOf(plan.processes));
    refuseSharedSources(plan, reading);
    for (std::size_t index = 0; index < plan.slos.size(); ++index)
        for (const std::string &name : plan.slos[index].targets)
            if (std::ranges::find(plan.targets, name, &TargetPlan::name) == plan.targets.end())
                reading.fail(PlanProblem::OutOfRange, elementPath("slos", index) + ".targets",
                             sentence(kMonitorPlanContext,
                                      QT_TRANSLATE_NOOP("MonitorPlan", "no target is called \"%1\""), name));
    if (plan.targets.size() > MonitorPlan::kMostTargets)
        reading.fail(PlanProblem::OutOfRange, "targets",
                     sentence(kMonitorPlanContext, QT_TRANSLATE_NOOP("MonitorPlan", "more than %1 targets"),
                              std::to_string(MonitorPlan::kMostTargets)));
}

}

MonitorPlan readPlan(const boost::json::value &json, PlanReading &reading)
{
    MonitorPlan plan;
    ObjectReader reader(json, {}, reading);
    const auto each = [&reading](auto read) {
        return [&reading, read](const auto &value, const auto &path, auto &into) { read(value, path, reading, into); };
    };
    reader.read("name", plan.name);
    readList(reader, "targets", plan.targets, each(readTarget));
    readList(reader, "scrape", plan.scrapes, each(readScrapePlan));
    readList(reader, "processes", plan.processes, each(readProcess));
    readList(reader, "slos", plan.slos, each(readSlo));
    if (const boost::json::value *alerts = reader.find("alerts"))
        readAlerts(*alerts, reader.pathOf("alerts"), reading, plan.alerts);
    if (reader.find("webhook"))
        readUrl(reader, "webhook", plan.webhook);
    reader.refuseUnknown();
    checkWhole(plan, reading);
    return plan;
}

}
