#include "load/h2_link.h"

#include "load/h2_connection.h"
#include "load/lane.h"
#include "load/user.h"

#include <sys/epoll.h>

#include <utility>

namespace escala::load {

namespace {

using http::H2Failure;
using http::StreamStep;
using metrics::ErrorKind;
using net::Clock;

constexpr std::uint32_t kPeerClosed = EPOLLRDHUP | EPOLLHUP | EPOLLERR;
/// Full buffers that one connection may take before the others have their turn.
constexpr int kReadsInARow = 16;

User &userOf(http::H2Exchange &exchange) noexcept
{
    return static_cast<User::Exchange &>(exchange).user;
}

}

H2Link::H2Link(H2Connection &owner, http::Stream stream, net::ReadyHandler &was, const ConnectTimes &times)
    : m_owner(owner)
    , m_lane(owner.lane())
    , m_stream(std::move(stream))
    , m_session(http::H2Session::create(*this))
    , m_connectTimes(times)
    , m_time(Clock::now())
{
    m_lane.loop().remove(m_stream.socket(), was);
    m_lane.loop().add(m_stream.socket(), *this);
    m_lane.target().connectionsOpen.fetch_add(1, std::memory_order_relaxed);
}

void H2Link::close() noexcept
{
    if (m_stream.socket() < 0)
        return;
    m_lane.loop().remove(m_stream.socket(), *this);
    m_stream = http::Stream();
    m_lane.target().connectionsOpen.fetch_sub(1, std::memory_order_relaxed);
}

bool H2Link::isWornOut() const noexcept
{
    const std::uint32_t most = m_lane.plan().connection.requestsEach;
    return most > 0 && m_submitted >= most;
}

void H2Link::submit(User &user)
{
    if (!m_busy)
        m_time = Clock::now();
    if (!accepts() || !m_session->submit(user.h2Request(), user.exchange()))
        return m_owner.takeBack(user);
    ++m_submitted;
    ++m_underWay;
    user.isOn(*this, m_time);
}

void H2Link::cancel(User &user) noexcept
{
    std::erase(m_leaving, &user);
    m_session->cancel(user.exchange());
    --m_underWay;
    m_cancelled = true;
}

void H2Link::onReady(std::uint32_t events)
{
    if (m_stream.socket() < 0)
        return;
    m_busy = true;
    receive(events);
    m_busy = false;
    flush();
}

void H2Link::receive(std::uint32_t events)
{
    const auto buffer = m_lane.buffer();
    for (int reads = 0; reads < kReadsInARow; ++reads) {
        const auto got = m_stream.read(buffer);
        if (got.step == StreamStep::WouldBlock)
            return;
        m_time = Clock::now();
        if (got.step != StreamStep::Done)
            return lost(got.step == StreamStep::TlsFailed ? ErrorKind::Tls : ErrorKind::Reset);
        m_session->feed({buffer.data(), got.bytes});
        if (m_stream.socket() < 0)
            return; // that was the last answer of the run
        // A short read has emptied the socket; what comes later brings an event of its own.
        if (got.bytes < buffer.size() && !m_stream.isTls() && (events & kPeerClosed) == 0)
            return;
    }
    m_owner.readLater(*this, events);
}

void H2Link::flush()
{
    if (m_busy || m_stream.socket() < 0)
        return;
    m_busy = true;
    do {
        while (writeSome()) { }
    } while (settle());
    m_busy = false;
}

// True where some of it went out, and there may be more: TLS takes one record at a time while the socket has room, and
// then no event would come for the rest.
bool H2Link::writeSome()
{
    const auto bytes = m_session->pending();
    if (bytes.empty())
        return false;
    m_time = Clock::now();
    const auto written = m_stream.write(bytes);
    if (written.step == StreamStep::WouldBlock)
        return false;
    if (written.step != StreamStep::Done) {
        lost(written.step == StreamStep::TlsFailed ? ErrorKind::Tls : ErrorKind::Reset);
        return false;
    }
    m_session->written(written.bytes);
    m_lane.sentMore(m_lane.part(), m_time, written.bytes);
    markLeft();
    return true;
}

void H2Link::markLeft()
{
    const auto position = m_session->position();
    std::size_t left = 0;
    while (left < m_leaving.size() && m_leaving[left]->exchange().headPosition < position) {
        User &user = *m_leaving[left++];
        if (!m_counted && user.part() == RequestPart::Measured) {
            m_counted = true;
            m_lane.connected(m_time, m_connectTimes);
        }
        user.requestLeft(m_time);
    }
    m_leaving.erase(m_leaving.begin(), m_leaving.begin() + static_cast<std::ptrdiff_t>(left));
}

// Draws the conclusions from the last bytes. True where it has got more to write.
bool H2Link::settle()
{
    if (m_stream.socket() < 0)
        return false;
    if (!m_session->alive()) {
        lost(m_session->broken() ? ErrorKind::Protocol : ErrorKind::Reset);
        return false;
    }
    if (isWornOut() && m_underWay == 0) { // nobody is on it
        lost(ErrorKind::Reset);
        return false;
    }
    if (!accepts())
        m_owner.retire(*this);
    return m_owner.serve() == this;
}

void H2Link::lost(ErrorKind kind)
{
    close();
    m_leaving.clear();
    m_owner.ended(*this, kind, m_answered, m_time);
}

void H2Link::requestLeaves(http::H2Exchange &exchange)
{
    m_leaving.push_back(&userOf(exchange));
}

void H2Link::answerBegins(http::H2Exchange &exchange)
{
    userOf(exchange).answerBegins(m_time);
}

void H2Link::bodyArrived(http::H2Exchange &exchange, std::string_view bytes)
{
    userOf(exchange).bodyArrives(bytes);
}

void H2Link::completed(http::H2Exchange &exchange)
{
    m_answered = true;
    --m_underWay;
    userOf(exchange).answerEnds(m_time);
}

void H2Link::failed(http::H2Exchange &exchange, H2Failure why)
{
    User &user = userOf(exchange);
    std::erase(m_leaving, &user);
    --m_underWay;
    if (why == H2Failure::NotProcessed && user.mayTryAgain())
        return m_owner.takeBack(user);
    user.streamFailed(why == H2Failure::Malformed ? ErrorKind::Protocol : ErrorKind::Reset, m_time);
}

}
