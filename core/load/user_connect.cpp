#include "load/h2_connection.h"
#include "load/lane.h"
#include "load/user.h"

#include <algorithm>
#include <utility>

// How a user comes to its connection, and loses it.

namespace escala::load {

namespace {

using namespace std::chrono_literals;
using metrics::ErrorKind;
using net::Clock;

constexpr std::chrono::milliseconds kFirstBackOff{1};
constexpr std::chrono::milliseconds kLongestBackOff{100};

}

void User::connect()
{
    if (m_shared != nullptr) {
        m_state = State::Shared;
        return m_shared->take(*this);
    }
    m_state = State::Connecting;
    ++m_connection;
    advance(m_connector.begin(Clock::now()));
}

void User::advance(Connector::Progress progress)
{
    if (progress == Connector::Progress::Done)
        ready();
    else if (progress == Connector::Progress::Failed)
        connectFailed(m_connector.error());
}

void User::ready()
{
    auto &target = m_lane.target();
    m_stream = m_connector.take();
    m_connectTimes = m_connector.times();
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
    giveBack();
    const auto now = Clock::now();
    if (isFollowing())
        m_lane.failed(m_now, now, kind);
    else
        m_lane.notConnected(m_now, now, kind);
    requestIsOver();
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
    m_connector.cancel();
    if (m_state == State::Shared)
        leaveShared();
    if (m_stream.socket() >= 0) {
        m_lane.loop().remove(m_stream.socket(), *this);
        m_stream = http::Stream();
        ++m_connection;
    }
    if (std::exchange(m_connected, false))
        m_lane.target().connectionsOpen.fetch_sub(1, std::memory_order_relaxed);
    m_state = State::Closed;
    m_reused = m_counted = false;
    m_answers = 0;
}

}
