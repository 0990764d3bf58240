#include "net/event_loop.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <span>
#include <system_error>

namespace escala::net {

namespace {

constexpr std::size_t kBatch = 256;

void watch(int epoll, int fd, std::uint32_t events, void *pointer)
{
    epoll_event event{};
    event.events = events;
    event.data.ptr = pointer;
    if (::epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) != 0)
        throw std::system_error(errno, std::system_category(), "epoll_ctl");
}

void drain(int fd) noexcept
{
    std::uint64_t count = 0;
    [[maybe_unused]] const auto got = ::read(fd, &count, sizeof count);
}

}

// A loop without its three descriptors can't exist; running out of them here is the one thing that throws, before
// anything has started.
EventLoop::EventLoop()
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_timer(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK))
    , m_batch(kBatch)
{
    if (!m_epoll || !m_wake || !m_timer)
        throw std::system_error(errno, std::system_category(), "event loop");
    watch(m_epoll.get(), m_wake.get(), EPOLLIN, &m_wake);
    watch(m_epoll.get(), m_timer.get(), EPOLLIN, &m_timer);
}

EventLoop::~EventLoop() = default;

void EventLoop::add(int fd, ReadyHandler &handler)
{
    watch(m_epoll.get(), fd, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, &handler);
}

void EventLoop::remove(int fd, ReadyHandler &handler) noexcept
{
    ::epoll_ctl(m_epoll.get(), EPOLL_CTL_DEL, fd, nullptr);
    for (auto &event : std::span(m_batch).subspan(m_batchNext, m_batchSize - m_batchNext)) {
        if (event.data.ptr == &handler)
            event.data.ptr = nullptr;
    }
}

EventLoop::TimerKey EventLoop::runAt(Clock::time_point due, Task task)
{
    const TimerKey key{due, m_nextTimer++};
    m_timers.emplace(key, std::move(task));
    armTimer();
    return key;
}

EventLoop::TimerKey EventLoop::runAfter(Clock::duration delay, Task task)
{
    return runAt(Clock::now() + delay, std::move(task));
}

void EventLoop::cancel(const TimerKey &timer) noexcept
{
    m_timers.erase(timer); // an early wake-up is cheaper than arming anew
}

void EventLoop::post(Task task)
{
    {
        const std::scoped_lock lock(m_postedMutex);
        m_posted.push_back(std::move(task));
    }
    wake();
}

void EventLoop::run()
{
    while (!m_stop.load(std::memory_order_relaxed)) {
        const int count = waitForEvents();
        m_batchSize = count > 0 ? static_cast<std::size_t>(count) : 0;
        m_idle = m_batchSize == 0;
        for (m_batchNext = 0; m_batchNext < m_batchSize;) {
            const epoll_event &event = m_batch[m_batchNext++];
            if (event.data.ptr == &m_wake)
                runPosted();
            else if (event.data.ptr == &m_timer)
                runDueTimers();
            else if (event.data.ptr != nullptr)
                static_cast<ReadyHandler *>(event.data.ptr)->onReady(event.events);
            runDueHandlers();
        }
        m_batchNext = m_batchSize = 0;
        runDueHandlers();
    }
    m_stop.store(false, std::memory_order_relaxed);
}

int EventLoop::waitForEvents() noexcept
{
    const int size = static_cast<int>(m_batch.size());
    if (m_nextAlarm == Clock::time_point::max())
        return ::epoll_wait(m_epoll.get(), m_batch.data(), size, -1);
    const auto left = std::chrono::nanoseconds(m_nextAlarm - Clock::now() - m_spin).count();
    timespec timeout{};
    if (left > 0)
        timeout = {.tv_sec = left / 1'000'000'000, .tv_nsec = left % 1'000'000'000};
    return ::epoll_pwait2(m_epoll.get(), m_batch.data(), size, &timeout, nullptr);
}

void EventLoop::setDue(DueHandler &handler, Clock::time_point due)
{
    const auto found = std::ranges::find(m_alarms, &handler, &Alarm::handler);
    if (found != m_alarms.end())
        found->due = due;
    else
        m_alarms.push_back({&handler, due});
    m_nextAlarm = std::ranges::min(m_alarms, {}, &Alarm::due).due;
}

void EventLoop::runDueHandlers()
{
    if (m_nextAlarm == Clock::time_point::max())
        return;
    const auto now = Clock::now();
    if (now < m_nextAlarm)
        return;
    // By index: a handler may set an alarm, and then they move.
    for (std::size_t i = 0; i < m_alarms.size(); ++i) { // NOLINT(modernize-loop-convert): would hold what has moved
        if (m_alarms[i].due > now)
            continue;
        const auto next = m_alarms[i].handler->onDue(now); // may set alarms, its own too
        m_alarms[i].due = next;
    }
    m_nextAlarm = std::ranges::min(m_alarms, {}, &Alarm::due).due;
}

void EventLoop::stop() noexcept
{
    m_stop.store(true, std::memory_order_relaxed);
    wake();
}

void EventLoop::wake() noexcept
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(m_wake.get(), &one, sizeof one);
}

void EventLoop::armTimer()
{
    if (m_timers.empty() || m_timers.begin()->first.first >= m_armedFor)
        return;
    m_armedFor = m_timers.begin()->first.first;
    // 0 would disarm the timer, so a time in the past becomes the earliest there is.
    const auto due = std::max<std::int64_t>(1, std::chrono::nanoseconds(m_armedFor.time_since_epoch()).count());
    itimerspec spec{};
    spec.it_value.tv_sec = due / 1'000'000'000;
    spec.it_value.tv_nsec = due % 1'000'000'000;
    ::timerfd_settime(m_timer.get(), TFD_TIMER_ABSTIME, &spec, nullptr);
}

void EventLoop::runDueTimers()
{
    drain(m_timer.get());
    m_armedFor = Clock::time_point::max();
    const auto now = Clock::now();
    while (!m_timers.empty() && m_timers.begin()->first.first <= now) {
        auto node = m_timers.extract(m_timers.begin());
        node.mapped()();
    }
    armTimer();
}

void EventLoop::runPosted()
{
    drain(m_wake.get());
    std::vector<Task> tasks;
    {
        const std::scoped_lock lock(m_postedMutex);
        tasks.swap(m_posted);
    }
    for (auto &task : tasks)
        task();
}

}
