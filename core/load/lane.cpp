#include "load/lane.h"

#include <cmath>
#include <utility>

namespace escala::load {

namespace {

using net::Clock;
using std::chrono::nanoseconds;

/// So many users begin before the loop looks at its sockets again: else thousands of connects are under way before the
/// first is answered, and a server's queue of new connections overflows.
constexpr std::size_t kStartsInARow = 64;

}

Lane::Lane(const LoadPlan &plan, const Pace &pace, TargetRun &target, net::EventLoop &loop, net::Resolver *resolver,
           Bell &bell, std::span<char> buffer, std::uint32_t number, nanoseconds interval)
    : m_plan(plan)
    , m_pace(pace)
    , m_number(number)
    , m_target(target)
    , m_loop(loop)
    , m_bell(bell)
    , m_buffer(buffer)
    , m_checkCounts(target.requests->checks().size())
    , m_addresses(target, plan.connection.dns, resolver, number)
    , m_recorder(interval)
    , m_random(plan.seed + number)
{
    if (plan.connection.perSecond)
        connectPace = ConnectPace(*plan.connection.perSecond, pace.lanes, number);
    m_nextSource = target.sources.empty() ? 0 : number % target.sources.size();
    // In the open model users are made as arrivals need them.
    while (!isOpenModel() && mayAddUser())
        addUser();
}

const net::Endpoint *Lane::nextSource(int family) noexcept
{
    const auto &sources = m_target.sources;
    for (std::size_t tried = 0; tried < sources.size(); ++tried) {
        const net::Endpoint &source = sources[m_nextSource];
        m_nextSource = (m_nextSource + 1) % sources.size();
        if (source.family() == family)
            return &source;
    }
    return nullptr;
}

bool Lane::mayAddUser() const noexcept
{
    const std::size_t streams = m_plan.http2 ? m_plan.streams : 1;
    return m_users.size() < m_pace.connectionsOf(m_number) * streams;
}

// Another user, if there may be more. With HTTP/2 several of them share a connection.
User *Lane::addUser()
{
    const std::size_t streams = m_plan.http2 ? m_plan.streams : 1;
    const auto connection = static_cast<std::uint32_t>(m_users.size() / streams);
    const auto number = connection * m_pace.lanes + m_number;
    if (!m_plan.http2)
        return &m_users.emplace_back(*this, number);
    if (m_users.size() % streams == 0)
        m_shared.emplace_back(*this);
    User &user = m_users.emplace_back(*this, number, &m_shared.back());
    m_shared.back().join(user);
    return &user;
}

void Lane::sendCold()
{
    if (m_ended || m_stopping)
        return;
    const auto now = Clock::now();
    User *user = isOpenModel() ? restingUser() : &m_users.front();
    if (user == nullptr)
        user = addUser();
    ++m_active;
    user->start({.part = RequestPart::Cold, .intended = now, .released = now});
}

void Lane::open(const Window &window)
{
    if (m_ended || m_stopping)
        return;
    if (m_window.part == RequestPart::Measured)
        m_measuredBefore = measuredTime(TimePoint::max());
    m_window = window;
    m_until = window.end;
    m_clockStops = window.last ? TimePoint::max() : window.end;
    m_counted = window.part == RequestPart::Measured && m_plan.requests.has_value();
    if (m_windowTimer)
        m_loop.cancel(*m_windowTimer);
    m_windowTimer.reset();
    if (window.end != TimePoint::max() && window.last)
        m_windowTimer = m_loop.runAt(window.end, [this] { windowEnds(); });
    if (isOpenModel())
        return beginArrivals();
    m_toStart = 0;
    if (m_pace.users && m_window.part == RequestPart::Measured) {
        m_toStart = m_users.size();
        m_loop.setDue(*this, m_window.start);
        return;
    }
    startSome();
}

void Lane::startSome()
{
    for (std::size_t started = 0; m_toStart < m_users.size(); ++m_toStart) {
        User &user = m_users[m_toStart];
        if (m_ended || m_stopping || !user.rests())
            continue;
        if (started++ == kStartsInARow) {
            m_loop.post([this] { startSome(); });
            return;
        }
        const auto arrival = nextFor(user, Clock::now());
        if (!arrival)
            break;
        ++m_active;
        user.start(*arrival);
    }
    m_toStart = m_users.size();
    endIfDone();
}

bool Lane::takeTicket() noexcept
{
    // Looking before taking keeps the counter from running away while thousands of users find it exhausted.
    return m_target.tickets.load(std::memory_order_relaxed) < *m_plan.requests
        && m_target.tickets.fetch_add(1, std::memory_order_relaxed) < *m_plan.requests;
}

void Lane::userRests(User &user)
{
    --m_active;
    if (isOpenModel())
        m_resting.push_back(&user);
    endIfDone();
}

void Lane::windowEnds()
{
    m_windowTimer.reset();
    const auto now = Clock::now();
    for (User &user : m_users) {
        if (!isOpenModel()) // there, what was due is still sent while the run drains
            user.giveUpUnsent(now);
    }
    if (m_window.part == RequestPart::Measured && !m_ended)
        m_windowTimer = m_loop.runAfter(m_plan.drainLimit, [this] { drainEnds(); });
    endIfDone();
}

void Lane::drainEnds()
{
    m_windowTimer.reset();
    const auto now = Clock::now();
    giveUpAll(now);
    endIfDone();
}

void Lane::giveUpAll(TimePoint now)
{
    giveUpArrivals(now);
    for (User &user : m_users)
        user.giveUp(now);
}

void Lane::endIfDone()
{
    if (m_active > 0 || m_ended || m_stopping || m_window.part != RequestPart::Measured || isMoreToStart())
        return;
    if (isDealt() || (m_window.last && Clock::now() >= m_until))
        end();
}

// In the open model each lane knows its own arrivals; in the closed one users share the tickets.
bool Lane::isDealt() const noexcept
{
    if (!m_counted)
        return false;
    return (isOpenModel() ? m_cursor->index() : m_target.tickets.load(std::memory_order_relaxed)) >= *m_plan.requests;
}

bool Lane::isMoreToStart()
{
    if (isOpenModel())
        return !m_waiting.empty() || nextArrival() <= Clock::now();
    return m_toStart < m_users.size();
}

void Lane::end()
{
    if (std::exchange(m_ended, true))
        return;
    m_until = TimePoint::min();
    if (m_windowTimer)
        m_loop.cancel(*m_windowTimer);
    m_windowTimer.reset();
    m_loop.setDue(*this, TimePoint::max());
    for (User &user : m_users)
        user.closeConnection();
    for (H2Connection &connection : m_shared)
        connection.close();
    m_recorder.finish();
    m_target.lanesEnded.fetch_add(1, std::memory_order_release);
    m_bell.ring();
}

void Lane::stop()
{
    if (m_ended)
        return;
    m_stopping = true;
    giveUpAll(Clock::now());
    m_until = TimePoint::min();
    end();
}

void Lane::sweep(TimePoint now, nanoseconds period)
{
    if (m_ended)
        return;
    const double share = std::min(1.0, std::chrono::duration<double>(period) / m_plan.sweepRound());
    const auto looks = static_cast<std::size_t>(std::ceil(share * static_cast<double>(m_users.size())));
    for (std::size_t i = 0; i < looks; ++i)
        m_users[m_nextToSweep++ % m_users.size()].sweep(now);
    for (H2Connection &connection : m_shared)
        connection.sweep(now);
    if (m_window.part == RequestPart::Measured && !m_ended)
        static_cast<void>(tallyAt(now));
}

void Lane::coldEnds()
{
    m_target.coldEnded.store(true, std::memory_order_release);
    m_bell.ring();
}

}
