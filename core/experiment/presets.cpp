#include "experiment/experiment.h"
#include "experiment/words.h"

namespace escala::experiment {

using namespace std::chrono_literals;

namespace {

constexpr std::uint16_t kSlowPort = 5001;
constexpr std::uint16_t kCachedPort = 5000;

/// The built-in slow server and the same one behind a cache.
std::vector<Target> slowAndCached(std::chrono::nanoseconds delay, std::chrono::nanoseconds ttl)
{
    ServerSpec slow;
    slow.port = kSlowPort;
    slow.delay = delay;
    ServerSpec cached = slow;
    cached.kind = ServerSpec::Kind::Cached;
    cached.port = kCachedPort;
    cached.ttl = ttl;
    return {Target{.name = usualName(slow.kind), .url = {}, .server = slow},
            Target{.name = usualName(cached.kind), .url = {}, .server = cached}};
}

}

std::string usualName(ServerSpec::Kind kind)
{
    return kind == ServerSpec::Kind::Cached ? sentence(kExperimentContext, QT_TRANSLATE_NOOP("Experiment", "Cached"))
                                            : sentence(kExperimentContext, QT_TRANSLATE_NOOP("Experiment", "Slow"));
}

Experiment quickPreset()
{
    Experiment quick{.name = sentence(kExperimentContext, QT_TRANSLATE_NOOP("Experiment", "Quick")),
                     .targets = slowAndCached(200ms, 2s),
                     .plan = {}};
    quick.plan.users = 20;
    quick.plan.duration = 10s;
    return quick;
}

Experiment classicPreset()
{
    Experiment classic{.name = sentence(kExperimentContext, QT_TRANSLATE_NOOP("Experiment", "Classic")),
                       .targets = slowAndCached(5s, 300s),
                       .plan = {}};
    classic.plan.users = 5;
    classic.plan.requests = 100;
    classic.plan.coldRequest = true;
    return classic;
}

std::optional<Experiment> presetNamed(std::string_view name)
{
    if (name == "quick")
        return quickPreset();
    if (name == "classic")
        return classicPreset();
    return std::nullopt;
}

}
