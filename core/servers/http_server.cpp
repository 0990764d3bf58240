#include "servers/http_server.h"

#include <system_error>
#include <utility>

namespace escala::servers {

namespace {

std::array<std::uint64_t, 6> ticksOf(const ServerLimits &limits)
{
    const auto ticks = [&limits](ServerLimits::Duration limit) { // one more, for the tick that is under way
        return static_cast<std::uint64_t>((limit + limits.resolution - ServerLimits::Duration(1)) / limits.resolution)
            + 1;
    };
    return {ticks(limits.idle),  ticks(limits.header),     ticks(limits.bodyRead),
            LoopState::kNoLimit, ticks(limits.writeStall), ticks(limits.linger)};
}

}

HttpServer::HttpServer(net::EventLoop &loop, Handler &handler, ServerCounters &counters, const ServerLimits &limits)
    : m_state{.loop = loop,
              .handler = &handler,
              .counters = counters,
              .limits = limits,
              .ticks = ticksOf(limits),
              .date = {},
              .memo = {},
              .output = {}}
{
}

HttpServer::HttpServer(net::EventLoop &loop, StreamHandler &handler, ServerCounters &counters,
                       const ServerLimits &limits)
    : m_state{.loop = loop,
              .counters = counters,
              .limits = limits,
              .ticks = ticksOf(limits),
              .date = {},
              .memo = {},
              .output = {},
              .streams = &handler}
{
}

HttpServer::~HttpServer()
{
    if (m_sweep)
        m_state.loop.cancel(*m_sweep);
}

void HttpServer::adopt(net::FileDescriptor socket)
{
    if (m_state.draining)
        return;
    ConnectionOwner &owner = *this;
    try {
        m_connections.push_back(std::make_unique<Connection>(m_state, owner, std::move(socket)));
    } catch (const std::system_error &) {
        return; // the system watches no more descriptors: this client is turned away, the others are served
    }
    m_connections.back()->position = m_connections.size() - 1;
    m_state.counters.connectionsOpened.add();
    m_state.counters.connectionsOpen.add();
    if (!m_sweep)
        sweepLater();
}

void HttpServer::drain(net::EventLoop::Task whenEmpty)
{
    m_drains = true;
    m_state.draining = true;
    for (auto i = m_connections.size(); i-- > 0;) // closing one moves the last into its place
        m_connections[i]->drain();
    if (m_connections.empty())
        whenEmpty();
    else
        m_whenEmpty = std::move(whenEmpty);
}

void HttpServer::refuse(bool refuses)
{
    m_state.draining = refuses || m_drains;
    if (!refuses)
        return;
    for (auto i = m_connections.size(); i-- > 0;) // closing one moves the last into its place
        m_connections[i]->closeIfIdle();
}

void HttpServer::closed(Connection &connection)
{
    m_state.counters.connectionsOpen.add(-1);
    const auto position = connection.position;
    const auto gone = std::exchange(m_connections[position], nullptr);
    if (position + 1 != m_connections.size()) {
        m_connections[position] = std::move(m_connections.back());
        m_connections[position]->position = position;
    }
    m_connections.pop_back();
    if (m_connections.empty() && m_whenEmpty)
        std::exchange(m_whenEmpty, nullptr)();
}

void HttpServer::sweepLater()
{
    m_sweep = m_state.loop.runAfter(m_state.limits.resolution, [this] { sweep(); });
}

void HttpServer::sweep()
{
    m_sweep.reset();
    ++m_state.tick;
    for (auto i = m_connections.size(); i-- > 0;)
        m_connections[i]->onTick();
    if (!m_connections.empty())
        sweepLater();
}

}
