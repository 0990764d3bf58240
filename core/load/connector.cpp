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

/// How long a Unix socket without room is left alone.
constexpr std::chrono::milliseconds kAskAgainAfter{1};

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
    if (m_lane.connectPace.isLimited()) {
        if (const auto turn = m_lane.connectPace.take(now); turn > now) {
            m_deadline = TimePoint::max();
            m_start = TimePoint::max();
            goOnAt(turn);
            return Progress::UnderWay;
        }
    }
    return start(now);
}

Connector::Progress Connector::start(TimePoint now)
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
        const net::Endpoint &endpoint = target.endpoints[m_address];
        auto socket = net::startConnect(endpoint, m_lane.nextSource(endpoint.family()));
        ++m_addressesTried;
        if (socket) {
            m_stream = Stream(std::move(*socket));
            break;
        }
        if (endpoint.family() == AF_UNIX && socket.error().value() == EAGAIN)
            return waitForRoom();
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

// A Unix socket whose queue of new connections is full says so at once, where a TCP one would be asked again.
Connector::Progress Connector::waitForRoom()
{
    const auto now = Clock::now();
    if (now - m_start >= m_lane.plan().connectTimeout) {
        m_error = ErrorKind::Timeout;
        return Progress::Failed;
    }
    m_deadline = TimePoint::max();
    m_addressesTried = 0;
    goOnAt(now + kAskAgainAfter);
    return Progress::UnderWay;
}

void Connector::goOnAt(TimePoint due)
{
    m_wakeUp = m_lane.loop().runAt(due, [this] {
        m_wakeUp.reset();
        m_handler.onReady(0);
    });
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
    if (m_stream.socket() < 0)
        return m_start == TimePoint::max() ? start(Clock::now()) : tryAddress();
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
    if (!m_stream.secure(*target.tls, target.url.host, m_lane.tlsTicket()))
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
    if (m_wakeUp)
        m_lane.loop().cancel(*std::exchange(m_wakeUp, std::nullopt));
    if (m_stream.socket() < 0)
        return;
    m_lane.loop().remove(m_stream.socket(), m_handler);
    m_stream = Stream();
}

}
