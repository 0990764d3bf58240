#include "load/h2_connection.h"

#include "load/lane.h"
#include "load/user.h"

#include <algorithm>
#include <utility>

namespace escala::load {

namespace {

using metrics::ErrorKind;
using net::Clock;
using Progress = Connector::Progress;

}

H2Connection::H2Connection(Lane &lane) noexcept
    : m_lane(lane)
    , m_connector(lane, *this)
{
}

H2Connection::~H2Connection()
{
    close();
}

void H2Connection::take(User &user)
{
    if (!std::exchange(m_everStarted, true))
        m_lane.target().usersStarted.fetch_add(1, std::memory_order_relaxed);
    if (m_waiting.empty() && m_link && m_link->accepts()) {
        m_link->submit(user);
        m_link->flush();
        return;
    }
    m_waiting.push_back(&user);
    serve();
}

void H2Connection::forget(User &user) noexcept
{
    std::erase(m_waiting, &user);
}

void H2Connection::takeBack(User &user)
{
    user.isOnNone();
    m_waiting.push_back(&user);
}

const H2Link *H2Connection::serve()
{
    if (m_waiting.empty())
        return nullptr;
    if (m_link && m_link->accepts()) {
        H2Link *const link = m_link.get();
        for (User *user : std::exchange(m_waiting, {}))
            link->submit(*user);
        link->flush();
        return link;
    }
    if (m_link)
        retire(*m_link);
    if (m_idle.socket() >= 0) {
        lend();
    } else if (!m_connecting && !m_lent) {
        m_connecting = true;
        advance(m_connector.begin(Clock::now()));
    }
    return nullptr;
}

void H2Connection::onReady(std::uint32_t)
{
    advance(m_connector.onReady());
}

void H2Connection::advance(Progress progress)
{
    if (progress == Progress::Done)
        connected();
    else if (progress == Progress::Failed)
        connectFailed();
}

void H2Connection::connected()
{
    auto &target = m_lane.target();
    m_connecting = false;
    if (!std::exchange(m_everConnected, true))
        target.usersConnected.fetch_add(1, std::memory_order_relaxed);
    http::Stream stream = m_connector.take();
    if (stream.isTls() && stream.protocol() != "h2") {
        m_lane.loop().remove(stream.socket(), *this);
        target.http1Chosen.store(true, std::memory_order_relaxed);
        target.connectionsOpen.fetch_add(1, std::memory_order_relaxed);
        m_idle = std::move(stream);
        m_lentCounted = false;
        m_lentAnswers = 0;
    } else {
        target.http2Chosen.store(true, std::memory_order_relaxed);
        m_link = std::make_unique<H2Link>(*this, std::move(stream), *this, m_connector.times());
        if (!m_link->accepts()) { // no memory
            m_link.reset();
            return connectFailed();
        }
    }
    serve();
}

void H2Connection::connectFailed()
{
    m_connecting = false;
    for (User *user : std::exchange(m_waiting, {}))
        user->notConnected(m_connector.error());
}

void H2Connection::lend()
{
    User *const user = m_waiting.front();
    m_waiting.erase(m_waiting.begin());
    m_lent = true;
    user->borrow(std::exchange(m_idle, http::Stream()),
                 {.times = m_connector.times(), .counted = m_lentCounted, .answers = m_lentAnswers});
}

void H2Connection::handBack(http::Stream stream, bool counted, std::uint32_t answers)
{
    m_lent = false;
    m_lentCounted = counted;
    m_lentAnswers = answers;
    m_idle = std::move(stream);
    if (m_idle.socket() < 0)
        m_lane.target().connectionsOpen.fetch_sub(1, std::memory_order_relaxed);
    serve();
}

void H2Connection::sweep(TimePoint now)
{
    m_ended.clear();
    if (m_connecting)
        advance(m_connector.sweep(now));
    // RST_STREAM of requests that were given up; links may end in it.
    if (m_link)
        m_link->tidy();
    for (auto i = m_retired.size(); i-- > 0;) {
        if (i < m_retired.size())
            m_retired[i]->tidy();
    }
}

void H2Connection::close() noexcept
{
    m_connector.cancel();
    m_connecting = false;
    m_waiting.clear();
    if (m_link)
        retire(*m_link);
    for (auto &link : std::exchange(m_retired, {})) {
        link->close();
        m_ended.push_back(std::move(link));
    }
    if (m_idle.socket() >= 0)
        m_lane.target().connectionsOpen.fetch_sub(1, std::memory_order_relaxed);
    m_idle = http::Stream();
}

void H2Connection::retire(H2Link &link)
{
    if (m_link.get() == &link)
        m_retired.push_back(std::move(m_link));
}

void H2Connection::readLater(H2Link &link, std::uint32_t events)
{
    m_lane.loop().post([this, of = &link, events] {
        const bool retired = std::ranges::any_of(m_retired, [of](const auto &each) { return each.get() == of; });
        if (m_link.get() == of || retired)
            of->onReady(events);
    });
}

void H2Connection::ended(H2Link &link, ErrorKind kind, bool answered, TimePoint now)
{
    retire(link);
    const auto at = std::ranges::find(m_retired, &link, &std::unique_ptr<H2Link>::get);
    if (at != m_retired.end()) {
        m_ended.push_back(std::move(*at));
        m_retired.erase(at);
    }
    for (User *user : m_members) {
        if (user->link() == &link)
            user->linkLost(kind, answered, now);
    }
    serve();
}

}
