#include "load/connector.h"

#include "load/lane.h"
#include "net/socket.h"

#include <cerrno>
#include <system_error>

namespace escala::load {

namespace {

using http::StreamStep;
using metrics::ErrorKind;
using net::Clock;

ErrorKind kindOf(int error) noexcept
{
    switch (error) {
    case ETIMEDOUT:
        return ErrorKind::Timeout;
    case ECONNRESET:
    case EPIPE:
        return ErrorKind::Reset;
    default:
        return ErrorKind::Refused;
    }
}

/// The connect did not fail for the server's sake.
void noteShortage(TargetRun &target, int error) noexcept
{
    if (error == EMFILE || error == ENFILE)
        target.outOfDescriptors.store(true, std::memory_order_relaxed);
    if (error == EADDRNOTAVAIL)
        target.outOfPorts.store(true, std::memory_order_relaxed);
}

}

Connector::Progress Connector::begin(TimePoint now)
{
    m_start = now;
    m_address = m_lane.goodAddress;
    m_addressesTried = 0;
    m_tlsTime.reset();
    return tryAddress();
}

Connector::Progress Connector::tryAddress()
{
    auto &target = m_lane.target();
    for (;;) {
        auto socket = net::startConnect(target.endpoints[m_address]);
        ++m_addressesTried;
        if (socket) {
            m_stream = Stream(std::move(*socket));
            break;
        }
        noteShortage(target, socket.error().value());
        m_error = kindOf(socket.error().value());
        if (m_addressesTried == target.endpoints.size())
            return Progress::Failed;
        m_address = (m_address + 1) % target.endpoints.size();
    }
    m_handshakes = false;
    m_deadline = Clock::now() + m_lane.plan().connectTimeout / static_cast<std::int64_t>(target.endpoints.size());
    m_lane.loop().add(m_stream.socket(), m_handler);
    return Progress::UnderWay;
}

Connector::Progress Connector::addressFailed(ErrorKind kind)
{
    const auto addresses = m_lane.target().endpoints.size();
    cancel();
    m_error = kind;
    if (m_addressesTried == addresses)
        return Progress::Failed;
    m_address = (m_address + 1) % addresses;
    return tryAddress();
}

Connector::Progress Connector::onReady()
{
    if (m_handshakes)
        return handshake();
    auto &target = m_lane.target();
    if (const auto error = net::connectResult(m_stream.socket())) {
        noteShortage(target, error.value());
        return addressFailed(kindOf(error.value()));
    }
    m_connectTime = Clock::now() - m_start;
    m_lane.goodAddress = m_address;
    if (target.tls == nullptr)
        return Progress::Done;
    m_handshakes = true;
    if (!m_stream.secure(*target.tls, target.url.host))
        return addressFailed(ErrorKind::Tls);
    return handshake();
}

Connector::Progress Connector::handshake()
{
    switch (m_stream.handshake()) {
    case StreamStep::Done:
        m_tlsTime = Clock::now() - m_start - m_connectTime;
        return Progress::Done;
    case StreamStep::WouldBlock:
        return Progress::UnderWay;
    case StreamStep::Ended:
    case StreamStep::Reset:
    case StreamStep::TlsFailed:
        break;
    }
    return addressFailed(ErrorKind::Tls);
}

Connector::Progress Connector::sweep(TimePoint now)
{
    return now >= m_deadline ? addressFailed(ErrorKind::Timeout) : Progress::UnderWay;
}

void Connector::cancel() noexcept
{
    if (m_stream.socket() < 0)
        return;
    m_lane.loop().remove(m_stream.socket(), m_handler);
    m_stream = Stream();
}

}
