#include "servers/faults/loop_front.h"

namespace escala::servers {

void LoopFront::attach(HttpServer &server, Handler &handler)
{
    m_server = &server;
    m_handler = &handler;
    m_faultyHandler.emplace(m_loop, m_faults, handler);
}

void LoopFront::attach(HttpServer &server, StreamHandler &handler, const http::RequestLimits &limits)
{
    m_server = &server;
    m_streams = &handler;
    m_faultyStreams.emplace(m_loop, m_faults, handler, limits);
}

std::expected<void, std::string> LoopFront::setFaults(const FaultPlan &faults)
{
    m_faults.set(faults);
    choose(faults.latency || faults.errorShare > 0);
    m_server->setFaults(faults.dripBytesPerSecond || faults.resetShare > 0 ? &m_faults : nullptr);
    if (faults.refuse) {
        for (const auto &listener : m_listeners)
            listener->refuse();
    }
    m_server->refuse(faults.refuse);
    if (faults.refuse)
        return {};
    return listenAgain();
}

void LoopFront::choose(bool faulty)
{
    if (m_streams != nullptr)
        m_server->use(faulty ? *m_faultyStreams : *m_streams);
    else
        m_server->use(faulty ? *m_faultyHandler : *m_handler);
}

std::expected<void, std::string> LoopFront::listenAgain()
{
    for (const auto &listener : m_listeners) {
        if (const auto error = listener->listenAgain())
            return std::unexpected("the port can't be opened again: " + error.message());
    }
    return {};
}

}
