#include "load/h2_connection.h"
#include "load/h2_link.h"
#include "load/lane.h"
#include "load/user.h"

#include <utility>

// How a user fares on a connection that it shares.

namespace escala::load {

namespace {

using metrics::ErrorKind;
using net::Clock;

/// A server that refuses a stream so often in a row will refuse it for ever.
constexpr unsigned char kMostRefusals = 10;

}

void User::isOn(H2Link &link, TimePoint now) noexcept
{
    m_link = &link;
    if (m_sent == 0 && !isFollowing())
        m_now.written = now; // until it has left, the timeout counts from here
}

void User::requestLeft(TimePoint now)
{
    if (m_sent > 0)
        return; // once more, after the server had not begun with it
    m_sent = 1;
    m_backOff = {};
    if (isFollowing())
        return;
    m_now.written = now;
    m_lane.sent(m_now.part, now, 0); // the link counts bytes
}

void User::answerEnds(TimePoint now)
{
    m_link = nullptr;
    m_state = State::Closed;
    m_now.lastByte = now;
    m_now.bytesReceived = m_exchange.bytesReceived;
    m_now.head = &m_exchange.head;
    if (m_agent && m_agent->follows(m_exchange.head))
        return follow(now);
    if (m_agent)
        lookInto(m_exchange.head);
    m_lane.answered(m_now);
    free(now);
}

const http::H2Request &User::h2Request() const noexcept
{
    return m_agent ? m_agent->h2Request() : *m_lane.target().h2Request;
}

void User::bodyArrives(std::string_view bytes)
{
    if (http::KeptAnswer *kept = m_agent ? m_agent->kept() : nullptr)
        kept->add(bytes);
}

void User::streamFailed(ErrorKind kind, TimePoint now)
{
    m_link = nullptr;
    m_state = State::Closed;
    m_now.bytesReceived = m_exchange.bytesReceived;
    m_lane.failed(m_now, now, kind);
    requestIsOver();
    free(now);
}

bool User::mayTryAgain() noexcept
{
    return m_refusals++ < kMostRefusals;
}

void User::linkLost(ErrorKind kind, bool answered, TimePoint now)
{
    if (m_sent > 0)
        return streamFailed(kind, now);
    if (answered)
        return m_shared->takeBack(*this); // nothing of it went out
    notConnected(kind);
}

void User::notConnected(ErrorKind kind)
{
    m_link = nullptr;
    if (m_sent == 0)
        return connectFailed(kind);
    m_lane.failed(m_now, Clock::now(), kind);
    requestIsOver();
    waitBeforeNext();
}

void User::leaveShared() noexcept
{
    if (m_link != nullptr)
        std::exchange(m_link, nullptr)->cancel(*this);
    else
        m_shared->forget(*this);
    m_state = State::Closed;
}

void User::borrow(http::Stream stream, const Loan &loan)
{
    m_stream = std::move(stream);
    m_connectTimes = loan.times;
    m_counted = loan.counted;
    m_reused = loan.answers > 0;
    m_answers = loan.answers;
    m_borrowed = true;
    m_backOff = {};
    if (m_sent > 0) { // refused over HTTP/2, and now the server speaks HTTP/1.1: it is not counted twice
        giveBack();
        return streamFailed(ErrorKind::Reset, Clock::now());
    }
    ++m_connection;
    m_lane.loop().add(m_stream.socket(), *this);
    send(Clock::now());
}

// The connection, or the news that it is closed. Harmless where nothing is lent.
void User::giveBack()
{
    if (!std::exchange(m_borrowed, false))
        return;
    if (m_stream.socket() >= 0)
        m_lane.loop().remove(m_stream.socket(), *this);
    m_state = State::Closed;
    ++m_connection;
    m_shared->handBack(std::exchange(m_stream, http::Stream()), m_counted, m_answers);
}

}
