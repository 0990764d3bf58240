#include "load/load_engine.h"

#include "http/field_syntax.h"
#include "http/tls_client.h"
#include "load/address_source.h"
#include "load/bell.h"
#include "load/conductor.h"
#include "load/machine.h"
#include "load/pace.h"
#include "load/target_requests.h"
#include "load/target_run.h"
#include "load/worker.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <mutex>
#include <new>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

namespace escala::load {

namespace {

using net::Clock;

std::unexpected<LoadError> refuse(LoadError::Kind kind, std::string message)
{
    return std::unexpected(LoadError{kind, std::move(message)});
}

const ResolveOverride *overrideFor(const LoadPlan &plan, const http::Url &url)
{
    const auto found = std::ranges::find_if(plan.resolve, [&url](const ResolveOverride &each) {
        return http::equalIgnoringCase(each.host, url.host) && each.port == url.port;
    });
    return found == plan.resolve.end() ? nullptr : &*found;
}

std::expected<std::vector<net::Endpoint>, std::string> lookUp(const std::string &host, std::uint16_t port,
                                                              const LoadPlan &plan)
{
    if (plan.connection.dnsServer.empty())
        return net::resolve(host, port);
    auto answer = net::lookUpNow(host, port, resolverOptionsOf(plan));
    if (!answer)
        return std::unexpected(std::move(answer.error()));
    return std::move(answer->endpoints);
}

std::expected<void, LoadError> findAddresses(TargetRun &target, const LoadPlan &plan)
{
    for (const std::string &source : plan.connection.sources)
        target.sources.push_back(net::parseAddress(source, 0).value());
    if (!plan.connection.unixSocket.empty()) {
        target.endpoints.push_back(net::unixEndpoint(plan.connection.unixSocket).value());
        return {};
    }
    const auto *given = overrideFor(plan, target.url);
    const std::string &host = given != nullptr ? given->address : target.url.host;
    if (auto literal = net::parseAddress(host, target.url.port)) {
        target.endpoints.push_back(*literal);
        return {};
    }
    if (plan.connection.dns != DnsMode::Once)
        return {}; // lanes will ask
    const auto start = Clock::now();
    auto endpoints = lookUp(host, target.url.port, plan);
    if (!endpoints || endpoints->empty())
        return refuse(LoadError::Kind::Unresolvable,
                      endpoints ? fmt::format("the host name \"{}\" has no address", host) : endpoints.error());
    target.endpoints = std::move(*endpoints);
    target.dnsTime = Clock::now() - start;
    return {};
}

std::expected<void, LoadError> writeRequests(TargetRun &target, const LoadPlan &plan, const RequestSources &sources)
{
    auto requests = TargetRequests::compile(target.url, plan, sources);
    if (!requests)
        return refuse(LoadError::Kind::BadPlan, std::move(requests.error()));
    target.requests.emplace(std::move(*requests));
    if (!target.requests->plain())
        return {};
    target.toHead = plan.request.method == "HEAD";
    target.request = target.requests->mix().request(0).bytes();
    if (plan.http2)
        target.h2Request.emplace().assign(target.request, target.url.tls);
    return {};
}

/// Users, or what the plan or else the system allows.
std::uint32_t connectionsFor(const LoadPlan &plan, std::size_t targets, std::uint64_t besides)
{
    if (plan.model == Model::Closed)
        return plan.mostUsers();
    if (plan.connections)
        return *plan.connections;
    const std::uint64_t wanted = std::min(plan.maxInFlight, LoadPlan::kMaxUsers);
    if (reserveDescriptors(targets * wanted + besides))
        return static_cast<std::uint32_t>(wanted);
    const auto taken = openDescriptors() + besides;
    const auto limit = descriptorLimit();
    return static_cast<std::uint32_t>(limit > taken + targets ? (limit - taken) / targets : 1);
}

/// Over HTTP/2, connections that have had their requests finish them beside the one that takes new ones.
std::uint64_t socketsEach(const LoadPlan &plan)
{
    const std::uint32_t most = plan.connection.requestsEach;
    return plan.http2 && most > 0 ? 2 + (plan.streams - 1) / most : 1;
}

}

class LoadEngine::Run {
public:
    std::expected<void, LoadError> prepare(const LoadPlan &plan, const std::vector<http::Url> &targets);
    std::expected<void, LoadError> begin(SnapshotSink sink, metrics::SecondSink seconds);
    ~Run()
    {
        stop();
        wait();
    }
    void stop()
    {
        if (m_conductor)
            m_conductor->stop();
    }
    void setLevel(std::optional<double> level)
    {
        if (m_conductor)
            m_conductor->setLevel(level);
    }
    void wait()
    {
        if (m_thread.joinable())
            m_thread.join();
    }

private:
    LoadPlan m_plan;
    Pace m_pace;
    RequestSources m_sources;
    std::optional<http::TlsContext> m_tls;
    Bell m_bell;
    std::deque<TargetRun> m_targets;
    std::deque<Worker> m_workers;
    std::optional<Conductor> m_conductor;
    std::thread m_thread;
};

std::expected<void, LoadError> LoadEngine::Run::prepare(const LoadPlan &plan, const std::vector<http::Url> &targets)
{
    if (auto problem = problemOf(plan); !problem.empty())
        return refuse(LoadError::Kind::BadPlan, std::move(problem));
    if (targets.empty())
        return refuse(LoadError::Kind::BadPlan, "there is no target to load");
    m_plan = plan;
    auto sources = RequestSources::read(plan);
    if (!sources)
        return refuse(LoadError::Kind::BadPlan, std::move(sources.error()));
    m_sources = std::move(*sources);
    if (std::ranges::any_of(targets, &http::Url::tls)) {
        auto context =
            http::TlsContext::create({.caFile = plan.caFile,
                                      .insecure = plan.insecure,
                                      .offer = plan.http2 ? http::AlpnOffer::H2ThenHttp11 : http::AlpnOffer::Http11,
                                      .certFile = plan.connection.certFile,
                                      .keyFile = plan.connection.keyFile});
        if (!context)
            return refuse(LoadError::Kind::Tls, std::move(context.error()));
        m_tls.emplace(std::move(*context));
    }
    const auto threads = threadsFor(plan, std::thread::hardware_concurrency());
    constexpr std::uint64_t perThread = 3; // epoll, timer, wake-up
    constexpr std::uint64_t spare = 32;    // exports and the like while the run goes on
    const auto besides = threads * perThread + spare;
    const auto connections = connectionsFor(plan, targets.size(), besides);
    m_pace = Pace::of(plan, threads, connections);
    for (const http::Url &url : targets) {
        TargetRun &target = m_targets.emplace_back();
        target.url = url;
        target.tls = url.tls ? &*m_tls : nullptr;
        target.lanes = threads;
        if (auto written = writeRequests(target, plan, m_sources); !written)
            return written;
        if (auto found = findAddresses(target, plan); !found)
            return found;
        target.local = std::ranges::any_of(target.endpoints, &net::Endpoint::isLoopback);
    }
    if (auto room = reserveDescriptors(targets.size() * connections * socketsEach(plan) + besides); !room)
        return refuse(LoadError::Kind::Resources, std::move(room.error()));
    return {};
}

std::expected<void, LoadError> LoadEngine::Run::begin(SnapshotSink sink, metrics::SecondSink seconds)
try {
    const auto threads = m_targets.front().lanes;
    for (unsigned i = 0; i < threads; ++i) {
        m_workers.emplace_back(m_plan, m_pace, m_targets, m_bell, i, kInterval);
    }
    m_conductor.emplace(m_plan, m_targets, m_workers, m_bell, std::move(sink), std::move(seconds));
    m_thread = std::thread([this] { m_conductor->run(); });
    return {};
} catch (const std::system_error &error) {
    return refuse(
        LoadError::Kind::Resources,
        fmt::format("the load engine can't start its threads: {}; take fewer users or threads", error.what()));
} catch (const std::bad_alloc &) {
    return refuse(LoadError::Kind::Resources, "there is not enough memory for so many users");
}

LoadEngine::LoadEngine() = default;

LoadEngine::~LoadEngine() = default;

std::expected<void, LoadError> LoadEngine::start(const LoadPlan &plan, const std::vector<http::Url> &targets,
                                                 SnapshotSink sink, metrics::SecondSink seconds)
{
    auto run = std::make_unique<Run>();
    if (auto prepared = run->prepare(plan, targets); !prepared)
        return prepared;
    if (auto begun = run->begin(std::move(sink), std::move(seconds)); !begun)
        return begun;
    m_run = std::move(run);
    return {};
}

void LoadEngine::stop()
{
    if (m_run)
        m_run->stop();
}

void LoadEngine::setLevel(std::optional<double> level)
{
    if (m_run)
        m_run->setLevel(level);
}

void LoadEngine::wait()
{
    if (m_run)
        m_run->wait();
}

}
