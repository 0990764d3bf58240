#include "experiment/topology.h"

#include "experiment/url_text.h"
#include "experiment/words.h"
#include "http/url.h"
#include "text/quantity.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <set>

namespace escala::experiment {

namespace {

constexpr std::chrono::hours kLongestDuration{1000};

bool isUrl(std::string_view upstream)
{
    return upstream.starts_with("http://") || upstream.starts_with("https://");
}

/// Depth first: whoever is asked goes before the one that asks. False where there is a circle.
class Order {
public:
    explicit Order(const Target &target)
        : m_target(target)
        , m_states(serverCount(target), State::New)
    {
    }

    bool visit(std::size_t index)
    {
        if (m_states[index] != State::New)
            return m_states[index] == State::Done;
        m_states[index] = State::Open;
        for (const std::string &upstream : serverAt(m_target, index).upstreams) {
            const auto next = findServer(m_target, upstream);
            if (next && !visit(*next))
                return false;
        }
        m_states[index] = State::Done;
        done.push_back(index);
        return true;
    }

    std::vector<std::size_t> done;

private:
    enum class State { New, Open, Done };
    const Target &m_target;
    std::vector<State> m_states;
};

/// What Escala itself says on the command line of a server.
std::string problemOfOptions(const Target &target, const ServerSpec &server)
{
    static constexpr std::array<std::string_view, 7> kOurs{"--port",   "--host",    "--admin-port",      "--threads",
                                                           "--origin", "--replica", "--exit-with-parent"};
    for (const std::string &option : server.options) {
        const auto flag = std::string_view(option).substr(0, option.find('='));
        if (std::ranges::find(kOurs, flag) != kOurs.end())
            return sentence(kExperimentContext,
                            QT_TRANSLATE_NOOP("Experiment",
                                              "%1: %2 can't stand among the options of %3; it has a "
                                              "field of its own, or Escala sets it."),
                            target.name, flag, nameOf(server));
    }
    return {};
}

std::string problemOfUpstreams(const Target &target, const ServerSpec &server)
{
    const auto count = server.upstreams.size();
    if (!asksOthers(server.kind))
        return count == 0 ? std::string()
                          : sentence(kExperimentContext,
                                     QT_TRANSLATE_NOOP("Experiment",
                                                       "%1: %2 makes its pages itself and asks nobody; "
                                                       "leave its upstreams out."),
                                     target.name, nameOf(server));
    if (server.kind == ServerSpec::Kind::Proxy ? count != 1 : count == 0)
        return sentence(kExperimentContext,
                        server.kind == ServerSpec::Kind::Proxy
                            ? QT_TRANSLATE_NOOP("Experiment", "%1: the proxy %2 needs one upstream.")
                            : QT_TRANSLATE_NOOP("Experiment", "%1: the balancer %2 needs at least one upstream."),
                        target.name, nameOf(server));
    for (const std::string &upstream : server.upstreams) {
        if (std::ranges::count(server.upstreams, upstream) > 1)
            return sentence(kExperimentContext,
                            QT_TRANSLATE_NOOP("Experiment", "%1: %2 asks \"%3\" twice; name it once."), target.name,
                            nameOf(server), upstream);
        if (isUrl(upstream)) {
            if (const auto url = http::parseUrl(upstream); !url)
                return describe(url.error().problem, upstream);
        } else if (!findServer(target, upstream)) {
            return sentence(kExperimentContext,
                            QT_TRANSLATE_NOOP("Experiment",
                                              "%1: %2 asks \"%3\", which is neither a URL nor the name "
                                              "of a server behind it."),
                            target.name, nameOf(server), upstream);
        }
    }
    return {};
}

std::string problemOf(const Target &target, const ServerSpec &server)
{
    if (server.threads == 0)
        return sentence(kExperimentContext, QT_TRANSLATE_NOOP("Experiment", "%1: a server needs at least 1 thread."),
                        target.name);
    if (server.capacity == 0)
        return sentence(kExperimentContext,
                        QT_TRANSLATE_NOOP("Experiment", "%1: a cache needs a capacity of at least 1 entry."),
                        target.name);
    if (server.workers && *server.workers == 0)
        return sentence(kExperimentContext, QT_TRANSLATE_NOOP("Experiment", "%1: a server needs at least 1 worker."),
                        target.name);
    if (std::string problem = problemOfOptions(target, server); !problem.empty())
        return problem;
    return problemOfUpstreams(target, server);
}

/// Of the built-in servers behind one.
std::chrono::nanoseconds longestDelayBehind(const Target &target, std::size_t server)
{
    Order behind(target);
    behind.visit(server);
    std::chrono::nanoseconds longest{};
    for (const std::size_t index : behind.done)
        if (!asksOthers(serverAt(target, index).kind))
            longest = std::max(longest, serverAt(target, index).delay);
    return longest;
}

/// What a cache that several servers share stands at: "http://" and the authority of the URL after `--backend`.
std::vector<std::string> backendUrls(const ServerSpec &server)
{
    static constexpr std::string_view kFlag = "--backend";
    std::vector<std::string> urls;
    for (std::size_t index = 0; index < server.options.size(); ++index) {
        std::string_view text = server.options[index];
        const bool follows = index > 0 && server.options[index - 1] == kFlag;
        const auto scheme = text.find("://");
        if (scheme == std::string_view::npos || (!follows && !text.starts_with(kFlag)))
            continue;
        text.remove_prefix(scheme + 3);
        text = text.substr(0, text.find_first_of("/?#"));
        urls.push_back("http://" + std::string(text.substr(text.rfind('@') + 1)) + '/');
    }
    return urls;
}

bool says(const ServerSpec &server, std::string_view flag)
{
    return std::ranges::any_of(server.options, [flag](const std::string &option) {
        return std::string_view(option).substr(0, option.find('=')) == flag;
    });
}

void dropUnasked(Target &target)
{
    Order order(target);
    order.visit(0);
    for (std::size_t index = serverCount(target); index-- > 1;)
        if (std::ranges::find(order.done, index) == order.done.end())
            target.behind.erase(target.behind.begin() + static_cast<std::ptrdiff_t>(index - 1));
}

std::string copyName(std::size_t number)
{
    return sentence(kExperimentContext, QT_TRANSLATE_NOOP("Experiment", "Replica %1"), std::to_string(number));
}

}

std::size_t serverCount(const Target &target) noexcept
{
    return target.server ? 1 + target.behind.size() : 0;
}

const ServerSpec &serverAt(const Target &target, std::size_t index)
{
    return index == 0 ? *target.server : target.behind.at(index - 1);
}

ServerSpec &serverAt(Target &target, std::size_t index)
{
    return index == 0 ? *target.server : target.behind.at(index - 1);
}

std::string nameOf(const ServerSpec &server)
{
    return server.name.empty() ? name(server.kind) : server.name;
}

std::optional<std::size_t> findServer(const Target &target, std::string_view name)
{
    for (std::size_t index = 0; index < serverCount(target); ++index)
        if (nameOf(serverAt(target, index)) == name)
            return index;
    return std::nullopt;
}

std::string freeServerName(const Target &target, const std::string &wish)
{
    std::string name = wish;
    for (int number = 2; findServer(target, name); ++number)
        name = wish + ' ' + std::to_string(number);
    return name;
}

std::vector<std::size_t> startOrder(const Target &target)
{
    Order order(target);
    for (std::size_t index = 0; index < serverCount(target); ++index)
        order.visit(index);
    return std::move(order.done);
}

std::string problemOfServers(const Target &target)
{
    std::set<std::string> names;
    for (std::size_t index = 0; index < serverCount(target); ++index) {
        const ServerSpec &server = serverAt(target, index);
        if (!names.insert(nameOf(server)).second)
            return sentence(
                kExperimentContext,
                QT_TRANSLATE_NOOP("Experiment", "%1: two servers are named \"%2\"; give each its own name."),
                target.name, nameOf(server));
        if (std::string problem = problemOf(target, server); !problem.empty())
            return problem;
    }
    if (names.empty())
        return {};
    Order order(target);
    if (!order.visit(0))
        return sentence(kExperimentContext,
                        QT_TRANSLATE_NOOP("Experiment", "%1: its servers ask each other in a circle."), target.name);
    for (std::size_t index = 0; index < serverCount(target); ++index)
        if (std::ranges::find(order.done, index) == order.done.end())
            return sentence(kExperimentContext,
                            QT_TRANSLATE_NOOP("Experiment",
                                              "%1: nobody asks %2; name it among the upstreams of "
                                              "another server, or leave it out."),
                            target.name, nameOf(serverAt(target, index)));
    return {};
}

std::vector<std::string> upstreamUrls(const Target &target)
{
    std::vector<std::string> urls;
    for (std::size_t index = 0; index < serverCount(target); ++index) {
        std::ranges::copy_if(serverAt(target, index).upstreams, std::back_inserter(urls), isUrl);
        std::ranges::copy(backendUrls(serverAt(target, index)), std::back_inserter(urls));
    }
    return urls;
}

Target withCacheInFront(const Target &target)
{
    Target fronted{.name = target.name, .url = {}, .server = ServerSpec{}, .behind = target.behind};
    fronted.server->kind = ServerSpec::Kind::Proxy;
    if (target.server) {
        fronted.behind.insert(fronted.behind.begin(), *target.server);
        fronted.behind.front().port = 0;
        fronted.server->ttl = target.server->ttl;
    }
    fronted.server->name = freeServerName({.name = {}, .url = {}, .server = target.server, .behind = target.behind},
                                          sentence(kExperimentContext, QT_TRANSLATE_NOOP("Experiment", "Cache")));
    fronted.server->upstreams = {target.server ? nameOf(*target.server) : target.url};
    return fronted;
}

Target withBalancerInFront(const Target &target, std::size_t replicas)
{
    Target fronted{.name = target.name, .url = {}, .server = ServerSpec{}, .behind = target.behind};
    ServerSpec &balancer = *fronted.server;
    balancer.kind = ServerSpec::Kind::Balancer;
    balancer.algorithm = "p2c";
    balancer.name = freeServerName({.name = {}, .url = {}, .server = target.server, .behind = target.behind},
                                   sentence(kExperimentContext, QT_TRANSLATE_NOOP("Experiment", "Balancer")));
    if (!target.server) {
        balancer.upstreams = {target.url};
        return fronted;
    }
    for (std::size_t number = 1; number <= replicas; ++number) {
        ServerSpec copy = *target.server;
        copy.port = 0;
        copy.name = freeServerName(fronted, copyName(number));
        balancer.upstreams.push_back(copy.name);
        fronted.behind.push_back(std::move(copy));
    }
    return fronted;
}

std::vector<std::string> optionsFor(const Target &target, std::size_t server)
{
    const ServerSpec &spec = serverAt(target, server);
    if (spec.kind != ServerSpec::Kind::Balancer || says(spec, "--check-timeout"))
        return {};
    // Twice: a check may wait for a worker behind others. Longer durations than the last are not read.
    const std::chrono::nanoseconds wait = std::chrono::seconds(1) + 2 * longestDelayBehind(target, server);
    return {"--check-timeout", text::formatDuration(std::min<std::chrono::nanoseconds>(wait, kLongestDuration))};
}

void setReplicas(Target &target, std::size_t balancer, std::size_t replicas)
{
    if (serverAt(target, balancer).upstreams.empty())
        return;
    const auto first = findServer(target, serverAt(target, balancer).upstreams.front());
    if (!first)
        return;
    while (serverAt(target, balancer).upstreams.size() > std::max<std::size_t>(1, replicas))
        serverAt(target, balancer).upstreams.pop_back();
    for (auto number = serverAt(target, balancer).upstreams.size() + 1; number <= replicas; ++number) {
        ServerSpec copy = serverAt(target, *first);
        copy.port = 0;
        copy.name = freeServerName(target, copyName(number));
        serverAt(target, balancer).upstreams.push_back(copy.name);
        target.behind.push_back(std::move(copy));
    }
    dropUnasked(target);
}

}
