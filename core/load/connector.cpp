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
            m_stage = Stage::WaitsForTurn;
            m_deadline = TimePoint::max();
            goOnAt(turn);
            return Progress::UnderWay;
        }
    }
    return start(now);
}

Connector::Progress Connector::start(TimePoint now)
{
    m_asked = now;
    m_times = {};
    if (!m_lane.addresses().mustAsk(now))
        return connectFirst(now);
    m_stage = Stage::LooksUp;
    m_deadline = now + m_lane.plan().connectTimeout;
    m_lane.addresses().ask(*this);
    return Progress::UnderWay;
}

void Connector::lookedUp(bool found, std::optional<std::chrono::nanoseconds> time)
{
    m_stage = found ? Stage::IsLookedUp : Stage::IsUnknown;
    m_times.lookUp = time;
    m_handler.onReady(0);
}

Connector::Progress Connector::connectFirst(TimePoint now)
{
    m_start = now;
    m_turn = m_lane.addresses().take(now);
    m_addressesTried = 0;
    return tryAddress();
}

const net::Endpoint &Connector::address() const noexcept
{
    return (*m_turn.list)[(m_turn.first + m_addressesTried) % m_turn.list->size()];
}

Connector::Progress Connector::tryAddress()
{
    auto &target = m_lane.target();
    for (;;) {
        const net::Endpoint &endpoint = address();
        auto socket = net::startConnect(endpoint, m_lane.nextSource(endpoint.family()));
        if (socket) {
            m_stream = http::Stream(std::move(*socket));
            break;
        }
        if (endpoint.family() == AF_UNIX && socket.error().value() == EAGAIN)
            return waitForRoom();
        noteShortage(target, socket.error().value());
        m_lane.addresses().failed(endpoint, Clock::now());
        if (++m_addressesTried == m_turn.list->size())
            return fail(kindOf(socket.error().value()));
    }
    m_stage = Stage::Connects;
    const auto left = m_lane.plan().connectTimeout - (m_start - m_asked);
    m_deadline = Clock::now() + left / static_cast<std::int64_t>(m_turn.list->size());
    m_lane.loop().add(m_stream.socket(), m_handler);
    return Progress::UnderWay;
}

// A Unix socket whose queue of new connections is full says so at once, where a TCP one would be asked again.
Connector::Progress Connector::waitForRoom()
{
    const auto now = Clock::now();
    if (now - m_start >= m_lane.plan().connectTimeout)
        return fail(ErrorKind::Timeout);
    m_stage = Stage::WaitsForRoom;
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

Connector::Progress Connector::fail(ErrorKind kind) noexcept
{
    cancel();
    m_error = kind;
    return Progress::Failed;
}

Connector::Progress Connector::addressFailed(ErrorKind kind)
{
    m_lane.addresses().failed(address(), Clock::now());
    m_lane.loop().remove(m_stream.socket(), m_handler);
    m_stream = http::Stream();
    if (++m_addressesTried == m_turn.list->size())
        return fail(kind);
    return tryAddress();
}

Connector::Progress Connector::onReady()
{
    switch (m_stage) {
    case Stage::WaitsForTurn:
        return start(Clock::now());
    case Stage::IsLookedUp:
        return connectFirst(Clock::now());
    case Stage::IsUnknown:
        return fail(ErrorKind::Dns);
    case Stage::WaitsForRoom:
        return tryAddress();
    case Stage::Connects:
        return connected();
    case Stage::Handshakes:
        return handshake();
    case Stage::Idle:
    case Stage::LooksUp:
        break;
    }
    return Progress::UnderWay;
}

Connector::Progress Connector::connected()
{
    auto &target = m_lane.target();
    if (const auto error = net::connectResult(m_stream.socket())) {
        noteShortage(target, error.value());
        return addressFailed(kindOf(error.value()));
    }
    m_times.connect = Clock::now() - m_start;
    if (target.tls == nullptr)
        return Progress::Done;
    m_stage = Stage::Handshakes;
    if (!m_stream.secure(*target.tls, target.url.host, m_lane.tlsTicket()))
        return addressFailed(ErrorKind::Tls);
    return handshake();
}

Connector::Progress Connector::handshake()
{
    switch (m_stream.handshake()) {
    case StreamStep::Done:
        m_times.tls = Clock::now() - m_start - m_times.connect;
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
    if (now < m_deadline)
        return Progress::UnderWay;
    return m_stage == Stage::LooksUp ? fail(ErrorKind::Dns) : addressFailed(ErrorKind::Timeout);
}

void Connector::cancel() noexcept
{
    if (m_wakeUp)
        m_lane.loop().cancel(*std::exchange(m_wakeUp, std::nullopt));
    if (m_stage == Stage::LooksUp)
        m_lane.addresses().forget(*this);
    m_stage = Stage::Idle;
    m_turn.list.reset();
    if (m_stream.socket() < 0)
        return;
    m_lane.loop().remove(m_stream.socket(), m_handler);
    m_stream = http::Stream();
}

}
