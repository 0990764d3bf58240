#include "experiment/experiment.h"

#include "experiment/most_targets.h"
#include "experiment/topology.h"
#include "experiment/url_text.h"
#include "experiment/words.h"
#include "http/field_syntax.h"
#include "http/url.h"

#include <algorithm>
#include <set>

namespace escala::experiment {

namespace {

std::string problemOf(const Target &target)
{
    if (target.name.empty())
        return sentence(kExperimentContext, QT_TRANSLATE_NOOP("Experiment", "A target has no name; give it one."));
    if (!target.server) {
        const auto url = http::parseUrl(target.url);
        return url ? std::string() : describe(url.error().problem, target.url);
    }
    return problemOfServers(target);
}

std::string problemOf(const PlannedFault &planned, const Experiment &experiment)
{
    const auto target = std::ranges::find(experiment.targets, planned.target, &Target::name);
    if (target == experiment.targets.end() || !target->server)
        return sentence(kExperimentContext,
                        QT_TRANSLATE_NOOP("Experiment",
                                          "A fault is planned for \"%1\", which is no target with "
                                          "servers of its own."),
                        planned.target);
    const auto server = planned.server.empty() ? std::optional<std::size_t>(0) : findServer(*target, planned.server);
    if (!server)
        return sentence(kExperimentContext,
                        QT_TRANSLATE_NOOP("Experiment", "A fault is planned for \"%1\", but %2 has no such server."),
                        planned.server, planned.target);
    const ServerSpec &struck = serverAt(*target, *server);
    if (planned.fault.kind == Fault::Kind::CutBackend && struck.kind == ServerSpec::Kind::Slow)
        return sentence(
            kExperimentContext,
            QT_TRANSLATE_NOOP("Experiment", "A fault is planned for the backend of \"%1\" of %2, which has none."),
            nameOf(struck), planned.target);
    return {};
}

bool isLoopbackAddress(const std::string &address)
{
    http::Url url;
    url.host = address;
    return url.isLoopback();
}

/// Where the load on a URL really goes, given the plan's own addresses for names.
const std::string &hostLoaded(const http::Url &url, const load::LoadPlan &plan)
{
    const auto given = std::ranges::find_if(plan.resolve, [&url](const load::ResolveOverride &resolve) {
        return http::equalIgnoringCase(resolve.host, url.host) && resolve.port == url.port;
    });
    return given == plan.resolve.end() ? url.host : given->address;
}

}

std::string problemOf(const Experiment &experiment)
{
    if (experiment.targets.empty())
        return sentence(kExperimentContext, QT_TRANSLATE_NOOP("Experiment", "There is nothing to load: add a target."));
    if (experiment.targets.size() > kMostTargets)
        return sentence(kExperimentContext,
                        QT_TRANSLATE_NOOP("Experiment",
                                          "There are %1 targets, and a run can have %2 at most; make "
                                          "several runs of them."),
                        std::to_string(experiment.targets.size()), std::to_string(kMostTargets));
    std::set<std::string_view> names;
    for (const Target &target : experiment.targets) {
        if (std::string problem = problemOf(target); !problem.empty())
            return problem;
        if (!names.insert(target.name).second)
            return sentence(kExperimentContext,
                            QT_TRANSLATE_NOOP("Experiment", "Two targets are named \"%1\"; give each its own name."),
                            target.name);
    }
    for (const PlannedFault &planned : experiment.faults)
        if (std::string problem = problemOf(planned, experiment); !problem.empty())
            return problem;
    return load::problemOf(experiment.plan);
}

void append(Experiment &experiment, const Experiment &more)
{
    for (Target target : more.targets) {
        const std::string name = target.name;
        const auto isTaken = [&experiment](const std::string &each) {
            return std::ranges::find(experiment.targets, each, &Target::name) != experiment.targets.end();
        };
        for (int number = 2; isTaken(target.name); ++number)
            target.name = name + ' ' + std::to_string(number);
        for (PlannedFault fault : more.faults) {
            if (fault.target != name)
                continue;
            fault.target = target.name;
            experiment.faults.push_back(std::move(fault));
        }
        experiment.targets.push_back(std::move(target));
    }
}

std::vector<std::string> foreignHosts(const Experiment &experiment)
{
    std::vector<std::string> hosts;
    const auto add = [&hosts, &experiment](const std::string &text, bool byPlan) {
        const auto url = http::parseUrl(text);
        if (!url)
            return;
        const std::string &host = byPlan ? hostLoaded(*url, experiment.plan) : url->host;
        if (!isLoopbackAddress(host) && std::ranges::find(hosts, host) == hosts.end())
            hosts.push_back(host);
    };
    for (const Target &target : experiment.targets) {
        for (const std::string &url : upstreamUrls(target))
            add(url, false);
        if (!target.server && experiment.plan.connection.unixSocket.empty())
            add(target.url, true);
    }
    return hosts;
}

}
