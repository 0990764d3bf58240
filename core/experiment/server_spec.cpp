#include "experiment/server_spec.h"

#include "text/quantity.h"

namespace escala::experiment {

std::string name(ServerSpec::Kind kind)
{
    return kind == ServerSpec::Kind::Slow ? "slow" : "cached";
}

std::vector<std::string> argumentsFor(const ServerSpec &spec)
{
    std::vector<std::string> arguments{name(spec.kind), "--port", std::to_string(spec.port), "--delay",
                                       text::formatDuration(spec.delay)};
    const auto option = [&arguments](const char *flag, std::string value) {
        arguments.emplace_back(flag);
        arguments.push_back(std::move(value));
    };
    if (spec.kind == ServerSpec::Kind::Cached) {
        option("--ttl", text::formatDuration(spec.ttl));
        option("--capacity", std::to_string(spec.capacity));
        option("--policy", spec.policy);
        if (!spec.singleFlight)
            arguments.emplace_back("--no-single-flight");
    }
    if (spec.keys > 1) {
        option("--keys", std::to_string(spec.keys));
        option("--zipf", text::readableNumber(spec.zipf));
    }
    if (!spec.size.empty())
        option("--size", spec.size);
    if (spec.workers)
        option("--workers", std::to_string(*spec.workers));
    if (spec.queue)
        option("--queue", std::to_string(*spec.queue));
    option("--threads", std::to_string(spec.threads));
    arguments.emplace_back("--exit-with-parent");
    return arguments;
}

}
