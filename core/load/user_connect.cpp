#include "load/lane.h"
#include "load/user.h"
#include "net/socket.h"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

// How a user comes to its connection, and loses it.

namespace escala::load {

namespace {

using namespace std::chrono_literals;
using http::StreamStep;
using metrics::ErrorKind;
using net::Clock;

constexpr std::chrono::milliseconds kFirstBackOff{1};
constexpr std::chrono::milliseconds kLongestBackOff{100};

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

void User::connect()
{
    m_connectStart = Clock::now();
    m_address = m_lane.goodAddress;
    m_addressesTried = 0;
    tryAddress();
}

void User::tryAddress()
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
        if (m_addressesTried == target.endpoints.size())
            return connectFailed(kindOf(socket.error().value()));
        m_address = (m_address + 1) % target.endpoints.size();
    }
    ++m_connection;
    m_state = State::Connecting;
    m_deadline = Clock::now() + m_lane.plan().connectTimeout / static_cast<std::int64_t>(target.endpoints.size());
    m_lane.loop().add(m_stream.socket(), *this);
}

void User::addressFailed(ErrorKind kind)
{
    const auto addresses = m_lane.target().endpoints.size();
    closeConnection();
    if (m_addressesTried == addresses)
        return connectFailed(kind);
    m_address = (m_address + 1) % addresses;
    tryAddress();
}

void User::socketConnects()
{
    if (const auto error = net::connectResult(m_stream.socket())) {
        noteShortage(m_lane.target(), error.value());
        return addressFailed(kindOf(error.value()));
    }
    m_connectTime = Clock::now() - m_connectStart;
    m_lane.goodAddress = m_address;
    auto &target = m_lane.target();
    if (target.tls == nullptr)
        return ready();
    m_state = State::Handshaking;
    if (!m_stream.secure(*target.tls, target.url.host))
        return addressFailed(ErrorKind::Tls);
    handshake();
}

void User::handshake()
{
    switch (m_stream.handshake()) {
    case StreamStep::Done:
        m_tlsTime = Clock::now() - m_connectStart - m_connectTime;
        return ready();
    case StreamStep::WouldBlock:
        return;
    case StreamStep::Ended:
    case StreamStep::Reset:
    case StreamStep::TlsFailed:
        return addressFailed(ErrorKind::Tls);
    }
}

void User::ready()
{
    auto &target = m_lane.target();
    m_connected = true;
    m_backOff = {};
    target.connectionsOpen.fetch_add(1, std::memory_order_relaxed);
    if (!m_everConnected) {
        m_everConnected = true;
        target.usersConnected.fetch_add(1, std::memory_order_relaxed);
    }
    send(Clock::now());
}

// What was released has failed; a user of the closed model tries again after a pause.
void User::connectFailed(ErrorKind kind)
{
    closeConnection();
    const auto now = Clock::now();
    m_lane.notConnected(m_now, now, kind);
    waitBeforeNext();
}

void User::waitBeforeNext()
{
    // In the open model arrivals come when they come; only the stack is not to grow with a row of failures.
    m_backOff = m_lane.isOpenModel() ? 0ms : std::clamp(2 * m_backOff, kFirstBackOff, kLongestBackOff);
    m_state = State::Waiting;
    m_wakeUp = m_lane.loop().runAfter(m_backOff, [this] {
        m_wakeUp.reset();
        m_state = State::Closed;
        next(Clock::now());
    });
}

void User::closeConnection() noexcept
{
    if (m_stream.socket() >= 0) {
        m_lane.loop().remove(m_stream.socket(), *this);
        m_stream = Stream();
        ++m_connection;
    }
    if (std::exchange(m_connected, false))
        m_lane.target().connectionsOpen.fetch_sub(1, std::memory_order_relaxed);
    m_state = State::Closed;
    m_reused = m_counted = false;
    m_tlsTime.reset();
}

}
