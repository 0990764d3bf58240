#include "servers/origin/origin_pool.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace escala::servers {

namespace {

using std::chrono::seconds;

constexpr std::size_t kReadSize = 64 * 1024;
constexpr std::chrono::milliseconds kResolution{100};
constexpr seconds kShortestTtl{1};
constexpr seconds kAskAgainAfter{5};

/// The addresses that need no looking up; null for a name.
std::shared_ptr<const std::vector<net::Endpoint>> fixedAddresses(const OriginPlan &plan)
{
    const auto endpoint =
        plan.unixSocket.empty() ? net::parseAddress(plan.url.host, plan.url.port) : net::unixEndpoint(plan.unixSocket);
    if (!endpoint)
        return nullptr;
    return std::make_shared<const std::vector<net::Endpoint>>(1, *endpoint);
}

}

OriginPool::OriginPool(net::EventLoop &loop, OriginCounters &counters, const OriginPlan &plan,
                       const http::TlsContext *tls)
    : m_loop(loop)
    , m_counters(counters)
    , m_plan(plan)
    , m_tls(tls)
    , m_resolver(loop, {.server = std::nullopt, .timeout = plan.connectTimeout})
    , m_addresses(fixedAddresses(plan))
    , m_addressesEnd(m_addresses ? TimePoint::max() : TimePoint::min())
    , m_buffer(kReadSize)
{
}

OriginPool::~OriginPool()
{
    while (!m_connections.empty())
        m_connections.back()->close();
    m_gone.clear();
    if (m_soon)
        m_loop.cancel(*m_soon);
    if (m_sweep)
        m_loop.cancel(*m_sweep);
}

BackendGate::State OriginPool::gate() const noexcept
{
    return m_plan.gate ? m_plan.gate->state() : BackendGate::State::Open;
}

void OriginPool::acquire(OriginCall &call, Wanted wanted)
{
    if (const auto state = gate(); state != BackendGate::State::Open)
        return call.failed(state == BackendGate::State::Cut ? OriginProblem::Refused : OriginProblem::QueueFull, false);
    if (m_waiting.empty() && serve(call, wanted))
        return;
    if (m_waiting.size() >= m_plan.queue)
        return call.failed(OriginProblem::QueueFull, false);
    call.m_waits = true;
    m_counters.originQueued.add();
    m_waiting.push_back({&call, wanted, net::Clock::now() + m_plan.connectTimeout});
    sweepLater();
}

bool OriginPool::serve(OriginCall &call, Wanted wanted)
{
    if (wanted == Wanted::Any) {
        if (auto *const idle = takeIdle(call); idle != nullptr) {
            idle->begin(call);
            return true;
        }
    }
    if (!knowsAddresses() || !hasRoom())
        return false;
    m_connections.push_back(std::make_unique<OriginConnection>(*this));
    m_counters.originConnectionsOpened.add();
    m_counters.originConnectionsOpen.add();
    sweepLater();
    m_connections.back()->connect(call, m_addresses);
    return true;
}

// A request that can't be repeated is not sent into a connection that may be closed: that is looked at once more.
OriginConnection *OriginPool::takeIdle(const OriginCall &call)
{
    const bool repeatable = call.m_request.idempotent && !call.m_request.hasBody;
    while (!m_idle.empty()) {
        auto *const connection = m_idle.back();
        m_idle.pop_back();
        if (repeatable || connection->isAlive())
            return connection;
        connection->close();
    }
    return nullptr;
}

bool OriginPool::hasRoom()
{
    if (m_connections.size() >= m_plan.connections && !m_idle.empty())
        m_idle.front()->close();
    return m_connections.size() < m_plan.connections;
}

bool OriginPool::knowsAddresses()
{
    if (!m_asking && net::Clock::now() >= m_addressesEnd) {
        m_asking = true;
        m_resolver.ask(m_plan.url.host, m_plan.url.port,
                       [this](net::Resolver::Answer answer) { lookedUp(std::move(answer)); });
    }
    return m_addresses != nullptr;
}

void OriginPool::lookedUp(net::Resolver::Answer answer)
{
    m_asking = false;
    const auto now = net::Clock::now();
    if (answer && !answer->endpoints.empty()) {
        m_addresses = std::make_shared<const std::vector<net::Endpoint>>(std::move(answer->endpoints));
        m_addressesEnd = now + std::max(answer->ttl, kShortestTtl);
        return serveWaiting();
    }
    if (m_addresses) {
        m_addressesEnd = now + kAskAgainAfter;
        return;
    }
    for (auto left = m_waiting.size(); left > 0 && !m_waiting.empty(); --left)
        takeFirst().failed(OriginProblem::Unresolved, false);
}

OriginCall &OriginPool::takeFirst()
{
    auto &call = *m_waiting.front().call;
    m_waiting.pop_front();
    call.m_waits = false;
    m_counters.originQueued.add(-1);
    return call;
}

void OriginPool::leave(OriginCall &call)
{
    std::erase_if(m_waiting, [&call](const Waiting &waiting) { return waiting.call == &call; });
    call.m_waits = false;
    m_counters.originQueued.add(-1);
}

void OriginPool::serveWaiting()
{
    while (!m_waiting.empty()) {
        const auto first = m_waiting.front();
        const bool idle = first.wanted == Wanted::Any && !m_idle.empty();
        if (!idle && (!knowsAddresses() || !hasRoom()))
            return;
        auto &call = takeFirst();
        if (!serve(call, first.wanted))
            return acquire(call, first.wanted); // the idle ones were closed
    }
}

void OriginPool::release(OriginConnection &connection)
{
    if (!m_waiting.empty() && m_waiting.front().wanted == Wanted::Any)
        return connection.begin(takeFirst());
    m_idle.push_back(&connection);
    if (m_idle.size() > m_plan.idle)
        m_idle.front()->close();
}

void OriginPool::gone(OriginConnection &connection)
{
    std::erase(m_idle, &connection);
    std::erase(m_readSoon, &connection);
    const auto found = std::ranges::find(m_connections, &connection, &std::unique_ptr<OriginConnection>::get);
    if (found == m_connections.end())
        return;
    m_gone.push_back(std::move(*found));
    m_connections.erase(found);
    m_counters.originConnectionsOpen.add(-1);
    soon();
}

void OriginPool::readSoon(OriginConnection &connection)
{
    if (std::ranges::find(m_readSoon, &connection) == m_readSoon.end())
        m_readSoon.push_back(&connection);
    soon();
}

void OriginPool::soon()
{
    if (!m_soon)
        m_soon = m_loop.runAfter(net::Clock::duration::zero(), [this] { turn(); });
}

void OriginPool::turn()
{
    m_soon.reset();
    m_gone.clear();
    for (auto left = m_readSoon.size(); left > 0 && !m_readSoon.empty(); --left) {
        auto *const connection = m_readSoon.front();
        m_readSoon.erase(m_readSoon.begin());
        connection->readOn();
    }
    serveWaiting();
}

void OriginPool::sweepLater()
{
    if (!m_sweep)
        m_sweep = m_loop.runAfter(kResolution, [this] { sweep(); });
}

// A fault: every connection ends, as do the requests that wait for one.
void OriginPool::cut()
{
    std::vector<OriginConnection *> all;
    for (const auto &connection : m_connections)
        all.push_back(connection.get());
    for (auto *const connection : all)
        connection->cut(); // they stay until the loop turns
    while (!m_waiting.empty())
        takeFirst().failed(OriginProblem::Refused, false);
}

void OriginPool::sweep()
{
    m_sweep.reset();
    if (gate() == BackendGate::State::Cut)
        cut();
    const auto now = net::Clock::now();
    std::vector<OriginConnection *> all;
    all.reserve(m_connections.size());
    for (const auto &connection : m_connections)
        all.push_back(connection.get());
    for (auto *const connection : all)
        connection->onSweep(now); // those that close stay until the loop turns
    while (!m_waiting.empty() && m_waiting.front().deadline <= now)
        takeFirst().failed(OriginProblem::QueueTimeout, false);
    if (!m_connections.empty() || !m_waiting.empty())
        sweepLater();
}

}
