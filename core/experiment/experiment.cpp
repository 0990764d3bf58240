#include "experiment/experiment.h"

#include "experiment/url_text.h"
#include "experiment/words.h"
#include "http/field_syntax.h"
#include "http/url.h"

#include <algorithm>
#include <set>

namespace escala::experiment {

namespace {

constexpr const char *kContext = "Experiment";

std::string problemOf(const Target &target)
{
    if (target.name.empty())
        return sentence(kContext, QT_TRANSLATE_NOOP("Experiment", "A target has no name; give it one."));
    if (!target.server) {
        const auto url = http::parseUrl(target.url);
        return url ? std::string() : describe(url.error().problem, target.url);
    }
    const ServerSpec &server = *target.server;
    if (server.threads == 0)
        return sentence(kContext, QT_TRANSLATE_NOOP("Experiment", "%1: a server needs at least 1 thread."),
                        target.name);
    if (server.capacity == 0)
        return sentence(kContext, QT_TRANSLATE_NOOP("Experiment", "%1: a cache needs a capacity of at least 1 entry."),
                        target.name);
    if (server.workers && *server.workers == 0)
        return sentence(kContext, QT_TRANSLATE_NOOP("Experiment", "%1: a server needs at least 1 worker."),
                        target.name);
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
        return sentence(kContext, QT_TRANSLATE_NOOP("Experiment", "There is nothing to load: add a target."));
    std::set<std::string_view> names;
    for (const Target &target : experiment.targets) {
        if (std::string problem = problemOf(target); !problem.empty())
            return problem;
        if (!names.insert(target.name).second)
            return sentence(kContext,
                            QT_TRANSLATE_NOOP("Experiment", "Two targets are named \"%1\"; give each its own name."),
                            target.name);
    }
    return load::problemOf(experiment.plan);
}

std::vector<std::string> foreignHosts(const Experiment &experiment)
{
    std::vector<std::string> hosts;
    if (!experiment.plan.connection.unixSocket.empty())
        return hosts;
    for (const Target &target : experiment.targets) {
        if (target.server)
            continue;
        const auto url = http::parseUrl(target.url);
        if (!url)
            continue;
        const std::string &host = hostLoaded(*url, experiment.plan);
        if (!isLoopbackAddress(host) && std::ranges::find(hosts, host) == hosts.end())
            hosts.push_back(host);
    }
    return hosts;
}

}
