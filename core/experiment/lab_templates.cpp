#include "experiment/lab_templates.h"

#include "experiment/topology.h"
#include "experiment/words.h"

#include <algorithm>

namespace escala::experiment {

namespace {

using namespace std::chrono_literals;

constexpr const char *kLabContext = "Lab";
constexpr std::array<std::pair<LabTemplate, std::string_view>, 6> kNames{{{LabTemplate::Single, "single"},
                                                                          {LabTemplate::OwnCache, "own-cache"},
                                                                          {LabTemplate::CachingProxy, "caching-proxy"},
                                                                          {LabTemplate::Replicas, "replicas"},
                                                                          {LabTemplate::SharedCache, "shared-cache"},
                                                                          {LabTemplate::Failure, "failure"}}};

constexpr std::int64_t kPages = 100;

/// One machine: 8 workers of 50 ms serve 160 pages a second, and 64 requests wait.
Target single()
{
    ServerSpec server;
    server.name = sentence(kLabContext, QT_TRANSLATE_NOOP("Lab", "Server"));
    server.delay = 50ms;
    server.workers = 8;
    server.queue = 64;
    server.keys = static_cast<std::uint64_t>(kPages);
    server.ttl = 5s;
    return {.name = {}, .url = {}, .server = server};
}

Target ownCache()
{
    Target target = single();
    target.server->kind = ServerSpec::Kind::Cached;
    return target;
}

Target cachingProxy()
{
    Target target = withCacheInFront(single());
    target.server->ttl = 5s;
    return target;
}

Target replicas()
{
    return withBalancerInFront(single(), 2);
}

Target sharedCache()
{
    Target target = withCacheInFront(replicas());
    target.server->ttl = 5s;
    return target;
}

Target targetOf(LabTemplate which)
{
    switch (which) {
    case LabTemplate::Single:
        return single();
    case LabTemplate::OwnCache:
        return ownCache();
    case LabTemplate::CachingProxy:
        return cachingProxy();
    case LabTemplate::Replicas:
        return replicas();
    case LabTemplate::SharedCache:
    case LabTemplate::Failure:
        return sharedCache();
    }
    return {};
}

/// 250 requests a second for any of the pages: more than one server can make, less than two.
load::LoadPlan labLoad()
{
    load::LoadPlan plan;
    plan.model = load::Model::Open;
    plan.rate = 250;
    plan.duration = 20s;
    plan.maxInFlight = 2000;
    plan.responseTimeout = 5s;
    plan.request.path = "/pages/{{page}}";
    plan.variables = {{.name = "page", .value = load::RandomInteger{.least = 0, .most = kPages - 1}}};
    return plan;
}

}

std::string_view name(LabTemplate which) noexcept
{
    return std::ranges::find(kNames, which, &std::pair<LabTemplate, std::string_view>::first)->second;
}

std::optional<LabTemplate> labTemplateNamed(std::string_view name) noexcept
{
    const auto found = std::ranges::find(kNames, name, &std::pair<LabTemplate, std::string_view>::second);
    return found == kNames.end() ? std::nullopt : std::optional(found->first);
}

std::string titleOf(LabTemplate which)
{
    switch (which) {
    case LabTemplate::Single:
        return sentence(kLabContext, QT_TRANSLATE_NOOP("Lab", "Single server"));
    case LabTemplate::OwnCache:
        return sentence(kLabContext, QT_TRANSLATE_NOOP("Lab", "Server with a cache"));
    case LabTemplate::CachingProxy:
        return sentence(kLabContext, QT_TRANSLATE_NOOP("Lab", "Caching proxy"));
    case LabTemplate::Replicas:
        return sentence(kLabContext, QT_TRANSLATE_NOOP("Lab", "Pair of replicas"));
    case LabTemplate::SharedCache:
        return sentence(kLabContext, QT_TRANSLATE_NOOP("Lab", "Shared cache"));
    case LabTemplate::Failure:
        return sentence(kLabContext, QT_TRANSLATE_NOOP("Lab", "With a failure"));
    }
    return {};
}

std::string lessonOf(LabTemplate which)
{
    switch (which) {
    case LabTemplate::Single:
        return sentence(kLabContext,
                        QT_TRANSLATE_NOOP("Lab",
                                          "One server makes 160 pages a second and is asked for 250: "
                                          "its queue fills, everyone waits, and the rest get 503."));
    case LabTemplate::OwnCache:
        return sentence(kLabContext,
                        QT_TRANSLATE_NOOP("Lab",
                                          "The same server remembers its pages for 5 seconds: the "
                                          "first of each is slow, the others come from memory."));
    case LabTemplate::CachingProxy:
        return sentence(kLabContext,
                        QT_TRANSLATE_NOOP("Lab",
                                          "A cache of its own in front of the server, which needs no "
                                          "change: only what the cache lacks reaches it."));
    case LabTemplate::Replicas:
        return sentence(kLabContext,
                        QT_TRANSLATE_NOOP("Lab",
                                          "Two copies of the server share the load, and when one is "
                                          "gone the other one is still there: kill one."));
    case LabTemplate::SharedCache:
        return sentence(kLabContext,
                        QT_TRANSLATE_NOOP("Lab",
                                          "One cache in front of all replicas: a page that one of "
                                          "them made is kept for all."));
    case LabTemplate::Failure:
        return sentence(kLabContext,
                        QT_TRANSLATE_NOOP("Lab",
                                          "After 6 seconds a replica is killed, and 6 seconds later "
                                          "it is back: who notices?"));
    }
    return {};
}

Experiment labExperiment(LabTemplate which)
{
    Experiment experiment{.name = titleOf(which), .targets = {targetOf(which)}, .plan = labLoad()};
    Target &target = experiment.targets.front();
    target.name = titleOf(which);
    if (which == LabTemplate::Failure)
        experiment.faults = {
            {.at = 6s, .lasts = 6s, .target = target.name, .server = nameOf(target.behind.back()), .fault = {}}};
    return experiment;
}

}
