#include "load/lane.h"

#include <utility>

namespace escala::load {

namespace {

using net::Clock;
using std::chrono::nanoseconds;

/// So many users begin before the loop looks at its sockets again: else thousands of connects are under way before the
/// first is answered, and a server's queue of new connections overflows.
constexpr std::size_t kStartsInARow = 64;

}

Lane::Lane(const LoadPlan &plan, TargetRun &target, net::EventLoop &loop, Bell &bell, std::span<char> buffer,
           std::uint32_t users, nanoseconds interval)
    : m_plan(plan)
    , m_target(target)
    , m_loop(loop)
    , m_bell(bell)
    , m_buffer(buffer)
    , m_recorder(interval)
{
    for (std::uint32_t i = 0; i < users; ++i)
        m_users.emplace_back(*this);
}

void Lane::sendCold()
{
    if (m_ended || m_stopping)
        return;
    ++m_active;
    m_users.front().start(RequestPart::Cold, Clock::now());
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
    m_toStart = 0;
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
        const auto now = Clock::now();
        if (!admits(now))
            break;
        ++m_active;
        user.start(m_window.part, now);
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

void Lane::userRests()
{
    --m_active;
    endIfDone();
}

void Lane::windowEnds()
{
    m_windowTimer.reset();
    const auto now = Clock::now();
    for (User &user : m_users)
        user.giveUpUnsent(now);
    if (m_window.part == RequestPart::Measured && !m_ended)
        m_windowTimer = m_loop.runAfter(m_plan.drainLimit, [this] { drainEnds(); });
    endIfDone();
}

void Lane::drainEnds()
{
    m_windowTimer.reset();
    const auto now = Clock::now();
    for (User &user : m_users)
        user.giveUp(now);
    endIfDone();
}

void Lane::endIfDone()
{
    if (m_active > 0 || m_ended || m_stopping || m_window.part != RequestPart::Measured || m_toStart < m_users.size())
        return;
    const bool dealt = m_counted && m_target.tickets.load(std::memory_order_relaxed) >= *m_plan.requests;
    if (dealt || (m_window.last && Clock::now() >= m_until))
        end();
}

void Lane::end()
{
    if (std::exchange(m_ended, true))
        return;
    m_until = TimePoint::min();
    if (m_windowTimer)
        m_loop.cancel(*m_windowTimer);
    m_windowTimer.reset();
    for (User &user : m_users)
        user.closeConnection();
    m_recorder.finish();
    m_target.lanesEnded.fetch_add(1, std::memory_order_release);
    m_bell.ring();
}

void Lane::stop()
{
    if (m_ended)
        return;
    m_stopping = true;
    m_until = TimePoint::min();
    const auto now = Clock::now();
    for (User &user : m_users)
        user.giveUp(now);
    end();
}

void Lane::sweep(TimePoint now)
{
    if (m_ended)
        return;
    for (User &user : m_users)
        user.sweep(now);
    if (m_window.part == RequestPart::Measured && !m_ended)
        static_cast<void>(tallyAt(now));
}

void Lane::coldEnds()
{
    m_target.coldEnded.store(true, std::memory_order_release);
    m_bell.ring();
}

}
