#include "load/lane.h"

#include <utility>

// When requests begin: the schedule of the open model, and the users of the closed one by stages.

namespace escala::load {

namespace {

using net::Clock;
using namespace std::chrono_literals;

/// So many arrivals that are late may begin before the loop looks at its sockets again.
constexpr int kArrivalsInARow = 64;
/// How often the number of users is brought in line with the stage.
constexpr auto kStageStep = 5ms;
constexpr std::size_t kMostUsersOfALane = LoadPlan::kMaxUsers;

}

Lane::TimePoint Lane::onDue(TimePoint now)
{
    if (m_ended || m_stopping)
        return TimePoint::max();
    return isOpenModel() ? startArrivals(now) : startUsersByStage(now);
}

bool Lane::isPaced() const noexcept
{
    return (m_window.part == RequestPart::Measured ? m_cursor : m_warmupCursor).has_value();
}

void Lane::beginArrivals()
{
    const bool measured = m_window.part == RequestPart::Measured;
    if (measured && !m_cursor)
        m_cursor.emplace(*m_pace.measured, m_number, m_pace.lanes);
    if (!measured)
        m_warmupCursor.emplace(*m_pace.warmup, m_number, m_pace.lanes);
    m_epoch = m_window.start - (measured ? m_measuredBefore : 0ns);
    m_loop.setDue(*this, nextArrival());
    endIfDone();
}

// Times in the window only: what is due after it belongs to the next one, or to nobody.
Lane::TimePoint Lane::nextArrival()
{
    const auto &arrival = cursor();
    if (m_counted && arrival.index() >= *m_plan.requests)
        return TimePoint::max();
    if (arrival.due() == std::chrono::nanoseconds::max())
        return TimePoint::max();
    const auto due = m_epoch + arrival.due();
    return due < m_until ? due : TimePoint::max();
}

Lane::TimePoint Lane::startArrivals(TimePoint now)
{
    auto next = nextArrival();
    for (int i = 0; i < kArrivalsInARow && next <= now; ++i) {
        cursor().advance();
        arrive(next, now);
        now = Clock::now();
        next = nextArrival();
    }
    if (connectForWaiting())
        return now;
    if (next == TimePoint::max())
        endIfDone();
    return next;
}

// One connection at a time, and only while all the others keep us waiting: opening one takes longer than an answer, so
// that arrivals which come meanwhile would each want another. Until then they wait, and what is free first takes them.
// True: some wait still, and may have one.
bool Lane::connectForWaiting()
{
    if (m_waiting.empty() || !mayAddUser())
        return false;
    if (!m_loop.isIdle())
        return true;
    ++m_active;
    addUser()->start(m_waiting.pop());
    return !m_waiting.empty();
}

void Lane::arrive(TimePoint intended, TimePoint now)
{
    if (m_counted)
        m_target.tickets.fetch_add(1, std::memory_order_relaxed);
    if (m_target.underWay.load(std::memory_order_relaxed) >= m_plan.maxInFlight)
        return dropped(now);
    m_target.underWay.fetch_add(1, std::memory_order_relaxed);
    scheduled(m_window.part, now);
    Arrival arrival{.part = m_window.part, .intended = intended, .released = now};
    if (User *user = restingUser()) {
        ++m_active;
        user->start(arrival);
    } else {
        arrival.waited = true;
        m_waiting.push(arrival);
    }
}

User *Lane::restingUser()
{
    if (m_resting.empty())
        return nullptr;
    User *user = m_resting.back();
    m_resting.pop_back();
    return user;
}

// What is due and has not begun will not: the time is over.
void Lane::giveUpArrivals(TimePoint now)
{
    if (!isPaced())
        return;
    while (!m_waiting.empty()) {
        const Arrival arrival = m_waiting.pop();
        unsent(arrival.part, arrival.intended, now);
    }
    for (auto due = nextArrival(); due <= now; due = nextArrival()) {
        cursor().advance();
        m_target.underWay.fetch_add(1, std::memory_order_relaxed);
        scheduled(m_window.part, now);
        unsent(m_window.part, due, now);
    }
}

std::optional<Arrival> Lane::nextFor(const User &user, TimePoint now)
{
    if (isOpenModel()) {
        if (m_waiting.empty() || m_stopping)
            return std::nullopt;
        return m_waiting.pop();
    }
    if (!admits(user, now))
        return std::nullopt;
    const auto released = Clock::now();
    scheduled(m_window.part, released);
    return Arrival{.part = m_window.part, .intended = now, .released = released};
}

bool Lane::admits(const User &user, TimePoint now) noexcept
{
    if (now >= m_until)
        return false;
    if ((m_pace.users || m_level) && m_window.part == RequestPart::Measured && user.number() >= usersAt(now))
        return false;
    return !m_counted || takeTicket();
}

double Lane::usersAt(TimePoint now) const
{
    if (m_level)
        return *m_level;
    return m_pace.users ? m_pace.users->levelAt(offsetOf(now)) : m_pace.connections;
}

void Lane::setLevel(std::optional<double> level, TimePoint at)
{
    if (m_ended || m_stopping || m_window.part != RequestPart::Measured)
        return;
    m_level = level;
    if (isOpenModel()) {
        const auto index = m_cursor->index();
        if (level) {
            m_levelSchedule.emplace(LoadProfile::constant(*level), m_plan.arrivals, m_plan.seed + index);
            m_cursor.emplace(*m_levelSchedule, m_number, m_pace.lanes);
            m_epoch = at;
        } else {
            m_epoch = m_window.start - m_measuredBefore;
            m_cursor.emplace(*m_pace.measured, m_number, m_pace.lanes, at - m_epoch);
        }
        m_loop.setDue(*this, nextArrival());
    } else {
        m_loop.setDue(*this, at);
    }
}

Lane::TimePoint Lane::startUsersByStage(TimePoint now)
{
    const double level = usersAt(now);
    while (m_users.size() < kMostUsersOfALane && static_cast<double>(m_users.size() * m_pace.lanes + m_number) < level)
        m_users.emplace_back(*this, static_cast<std::uint32_t>(m_users.size()) * m_pace.lanes + m_number);
    for (User &user : m_users) {
        if (user.number() >= level)
            break; // they are in order
        if (!user.rests())
            continue;
        const auto arrival = nextFor(user, now);
        if (!arrival)
            return TimePoint::max(); // the time is over, or every request is dealt
        ++m_active;
        user.start(*arrival);
        now = Clock::now();
    }
    return now < m_until ? now + kStageStep : TimePoint::max();
}

}
