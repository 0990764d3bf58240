#include "load/user.h"

#include "load/lane.h"

#include <sys/epoll.h>

#include <utility>

namespace escala::load {

namespace {

using http::StreamStep;
using metrics::ErrorKind;
using net::Clock;
using Progress = http::ResponseReader::Progress;

constexpr std::uint32_t kPeerClosed = EPOLLRDHUP | EPOLLHUP | EPOLLERR;
/// Full buffers that one user may take before the others have their turn.
constexpr int kReadsInARow = 16;

}

User::User(Lane &lane, std::uint32_t number, H2Connection *shared) noexcept
    : m_lane(lane)
    , m_number(number)
    , m_shared(shared)
    , m_request(lane.target().request)
    , m_memo(&lane.memo(lane.target().toHead))
    , m_connector(lane, *this)
{
    const TargetRequests &requests = *lane.target().requests;
    if (requests.plain())
        return;
    m_agent = std::make_unique<UserAgent>(requests, shared != nullptr);
    m_exchange.fields = m_agent->keptFields();
}

User::~User()
{
    closeConnection();
}

void User::start(const Arrival &arrival)
{
    m_active = true;
    if (!m_everStarted && m_shared == nullptr) {
        m_everStarted = true;
        m_lane.target().usersStarted.fetch_add(1, std::memory_order_relaxed);
    }
    begin(arrival);
}

void User::begin(const Arrival &arrival)
{
    m_now.part = arrival.part;
    m_now.intended = arrival.intended;
    m_now.released = arrival.released;
    m_now.bytesReceived = 0;
    m_sent = 0;
    m_refusals = 0;
    if (m_agent) {
        m_agent->begin(m_lane.target().numbers.fetch_add(1, std::memory_order_relaxed));
        m_now.request = m_agent->request();
        m_request = m_agent->bytes();
    }
    if (m_state == State::Idle)
        send(arrival.waited ? Clock::now() : arrival.released);
    else
        connect();
}

// A request has ended.
void User::free(TimePoint now)
{
    if (const auto pause = m_lane.thinkTime(); pause.count() > 0)
        think(pause, now);
    else
        next(now);
}

// The next request that the lane has for it, or rest.
void User::next(TimePoint now)
{
    if (const auto arrival = m_lane.nextFor(*this, now))
        begin(*arrival);
    else
        rest();
}

void User::think(std::chrono::nanoseconds pause, TimePoint now)
{
    const auto due = now + pause;
    m_wakeUp = m_lane.loop().runAt(due, [this, due] {
        m_wakeUp.reset();
        next(due);
    });
}

void User::rest()
{
    m_active = false;
    m_lane.userRests(*this);
}

void User::send(TimePoint now)
{
    if (m_agent)
        return sendWritten(now);
    m_now.written = now;
    m_sent = 0;
    m_reader.begin(m_lane.target().toHead);
    writeSome(now);
}

// What the agent has written.
void User::sendWritten(TimePoint now)
{
    if (!isFollowing())
        m_now.written = now;
    m_sent = 0;
    const bool toHead = m_agent->toHead();
    m_memo = &m_lane.memo(toHead);
    if (http::KeptAnswer *kept = m_agent->kept())
        m_reader.begin(toHead, *kept);
    else
        m_reader.begin(toHead);
    writeSome(now);
}

void User::writeSome(TimePoint now)
{
    while (m_sent < m_request.size()) {
        const auto written = m_stream.write(m_request.substr(m_sent));
        if (written.step == StreamStep::WouldBlock) {
            m_state = State::Sending;
            return;
        }
        if (written.step != StreamStep::Done)
            return writeFailed(written.step, now);
        if (m_sent == 0)
            firstBytesOut(now, written.bytes);
        else
            m_lane.sentMore(m_now.part, now, written.bytes);
        m_sent += written.bytes;
    }
    m_state = State::Receiving;
}

void User::firstBytesOut(TimePoint now, std::size_t bytes)
{
    if (!m_counted && m_now.part == RequestPart::Measured) {
        m_counted = true;
        m_lane.connected(now, m_connectTimes);
    }
    if (isFollowing())
        return m_lane.sentMore(m_now.part, now, bytes);
    m_now.written = now;
    m_lane.sent(m_now.part, now, bytes);
}

void User::writeFailed(StreamStep step, TimePoint now)
{
    if (m_sent > 0)
        return fail(step == StreamStep::TlsFailed ? ErrorKind::Tls : ErrorKind::Reset, now);
    const bool reused = m_reused;
    closeConnection();
    giveBack();
    if (reused)
        connect(); // nothing of the request went out: the server had closed a kept connection, as it may
    else
        connectFailed(step == StreamStep::TlsFailed ? ErrorKind::Tls : ErrorKind::Reset);
}

void User::onReady(std::uint32_t events)
{
    switch (m_state) {
    case State::Receiving:
        return receive(events);
    case State::Idle:
        return idleEvent(events);
    case State::Connecting:
        return advance(m_connector.onReady());
    case State::Sending: {
        const auto connection = m_connection;
        if ((events & EPOLLOUT) != 0)
            writeSome(Clock::now());
        // An answer may come before the whole request is out, and says then why the rest is not wanted.
        if (connection == m_connection && m_sent > 0 && (events & ~static_cast<std::uint32_t>(EPOLLOUT)) != 0)
            receive(events);
        return;
    }
    case State::Closed:
    case State::Waiting:
    case State::Shared:
        return;
    }
}

void User::receive(std::uint32_t events)
{
    const auto buffer = m_lane.buffer();
    for (int reads = 0; reads < kReadsInARow; ++reads) {
        const auto got = m_stream.read(buffer);
        if (got.step == StreamStep::WouldBlock)
            return;
        const auto now = Clock::now();
        if (got.step != StreamStep::Done)
            return streamEnded(got.step, now);
        if (m_now.bytesReceived == 0)
            m_now.firstByte = now;
        m_now.bytesReceived += got.bytes;
        switch (m_reader.feed({buffer.data(), got.bytes}, *m_memo)) {
        case Progress::Complete:
            m_now.lastByte = now;
            return complete(now, events);
        case Progress::Malformed:
            return fail(ErrorKind::Protocol, now);
        case Progress::More:
            break;
        }
        // A short read has emptied the socket; what comes later brings an event of its own.
        if (got.bytes < buffer.size() && !m_stream.isTls() && (events & kPeerClosed) == 0)
            return;
    }
    receiveLater(events);
}

void User::receiveLater(std::uint32_t events)
{
    m_lane.loop().post([this, events, connection = m_connection] {
        if (connection == m_connection && (m_state == State::Receiving || m_state == State::Sending))
            receive(events);
    });
}

void User::streamEnded(StreamStep step, TimePoint now)
{
    if (step == StreamStep::Ended && m_reader.completedByEnd()) {
        m_now.lastByte = now;
        return complete(now, kPeerClosed);
    }
    fail(step == StreamStep::TlsFailed ? ErrorKind::Tls : ErrorKind::Reset, now);
}

void User::complete(TimePoint now, std::uint32_t events)
{
    const bool wholeRequestOut = m_state == State::Receiving;
    const http::ResponseHead &head = m_reader.head();
    m_now.head = &head;
    m_reused = true;
    ++m_answers;
    m_state = State::Idle;
    const bool goesOn = m_agent && m_agent->follows(head);
    if (!goesOn) {
        if (m_agent)
            lookInto(head);
        m_lane.answered(m_now);
    }
    const bool wornOut = m_answers == m_lane.plan().connection.requestsEach; // never where that is 0
    if (!head.keepAlive || wornOut || !m_lane.plan().keepAlive || (events & kPeerClosed) != 0 || !wholeRequestOut)
        closeConnection();
    giveBack();
    if (goesOn)
        follow(now);
    else
        free(now);
}

void User::fail(ErrorKind kind, TimePoint now)
{
    m_lane.failed(m_now, now, kind);
    requestIsOver();
    closeConnection();
    giveBack();
    free(now);
}

// Nothing is expected: either the server closes, or it speaks out of turn, or TLS has a message of its own.
void User::idleEvent(std::uint32_t events)
{
    if ((events & kPeerClosed) == 0) {
        if ((events & EPOLLIN) == 0)
            return;
        if (m_stream.isTls() && m_stream.read(m_lane.buffer()).step == StreamStep::WouldBlock)
            return;
    }
    closeConnection();
}

void User::sweep(TimePoint now)
{
    switch (m_state) {
    case State::Connecting:
        return advance(m_connector.sweep(now));
    case State::Shared:
        if (m_link == nullptr || now - m_now.written < m_lane.plan().responseTimeout)
            return;
        leaveShared();
        return m_sent > 0 ? streamFailed(ErrorKind::Timeout, now) : notConnected(ErrorKind::Timeout);
    case State::Sending:
    case State::Receiving:
        if (now - m_now.written < m_lane.plan().responseTimeout)
            return;
        if (m_sent > 0)
            return fail(ErrorKind::Timeout, now);
        return connectFailed(ErrorKind::Timeout);
    case State::Closed:
    case State::Idle:
    case State::Waiting:
        return;
    }
}

void User::giveUpUnsent(TimePoint now)
{
    if (m_active && !underWay())
        giveUp(now);
}

bool User::underWay() const noexcept
{
    return m_state == State::Receiving || ((m_state == State::Sending || m_state == State::Shared) && m_sent > 0)
        || isFollowing();
}

void User::giveUp(TimePoint now)
{
    if (!m_active)
        return;
    if (m_wakeUp)
        m_lane.loop().cancel(*std::exchange(m_wakeUp, std::nullopt)); // it thinks, or waits after a failure
    else if (underWay())
        m_lane.aborted(m_now, now);
    else
        m_lane.unsent(m_now.part, m_now.intended, now);
    requestIsOver();
    closeConnection();
    giveBack();
    rest();
}

}
