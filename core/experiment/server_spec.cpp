#include "experiment/server_spec.h"

#include "text/quantity.h"

#include <algorithm>
#include <utility>

namespace escala::experiment {

namespace {

using Kind = ServerSpec::Kind;

/// A command line as it grows.
struct CommandLine {
    std::vector<std::string> words;

    void flag(const char *flag) { words.emplace_back(flag); }
    void option(const char *flag, std::string value)
    {
        words.emplace_back(flag);
        words.push_back(std::move(value));
    }
};

void addCache(CommandLine &line, const ServerSpec &spec)
{
    if (spec.kind == Kind::Cached)
        line.option("--ttl", text::formatDuration(spec.ttl));
    else
        line.option("--default-ttl", text::formatDuration(spec.ttl));
    line.option("--capacity", std::to_string(spec.capacity));
    line.option("--policy", spec.policy);
    if (!spec.singleFlight)
        line.flag("--no-single-flight");
}

void addPages(CommandLine &line, const ServerSpec &spec)
{
    line.option("--delay", text::formatDuration(spec.delay));
    if (spec.keys > 1) {
        line.option("--keys", std::to_string(spec.keys));
        line.option("--zipf", text::readableNumber(spec.zipf));
    }
    if (!spec.size.empty())
        line.option("--size", spec.size);
    if (spec.workers)
        line.option("--workers", std::to_string(*spec.workers));
    if (spec.queue)
        line.option("--queue", std::to_string(*spec.queue));
}

}

std::string name(Kind kind)
{
    switch (kind) {
    case Kind::Slow:
        return "slow";
    case Kind::Cached:
        return "cached";
    case Kind::Proxy:
        return "proxy";
    case Kind::Balancer:
        return "balancer";
    }
    return {};
}

bool asksOthers(Kind kind) noexcept
{
    return kind == Kind::Proxy || kind == Kind::Balancer;
}

bool isCache(Kind kind) noexcept
{
    return kind == Kind::Cached || kind == Kind::Proxy;
}

std::vector<std::string> argumentsFor(const ServerSpec &spec, std::span<const std::string> upstreams,
                                      std::span<const std::string> more)
{
    CommandLine line{{name(spec.kind), "--port", std::to_string(spec.port)}};
    for (const std::string &upstream : upstreams)
        line.option(spec.kind == Kind::Proxy ? "--origin" : "--replica", upstream);
    if (spec.kind == Kind::Balancer)
        line.option("--algorithm", spec.algorithm);
    if (!asksOthers(spec.kind))
        addPages(line, spec);
    if (isCache(spec.kind))
        addCache(line, spec);
    line.option("--threads", std::to_string(spec.threads));
    std::ranges::copy(more, std::back_inserter(line.words));
    std::ranges::copy(spec.options, std::back_inserter(line.words));
    line.flag("--exit-with-parent");
    return std::move(line.words);
}

}
