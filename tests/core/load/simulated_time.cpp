#include "simulated_time.h"

#include <sys/epoll.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <limits>

namespace simulated_time {

namespace {

using Nanoseconds = std::int64_t;

constexpr Nanoseconds kNever = std::numeric_limits<Nanoseconds>::max();
constexpr Nanoseconds kSecond = 1'000'000'000;

struct State {
    bool active = false;
    Nanoseconds now = 0;
    Nanoseconds timerDue = kNever; ///< When the loop's timerfd is due,
    epoll_event timerEvent{};      ///< and how the loop is told.
    int timer = -1;
};

thread_local State state;

Nanoseconds of(const timespec &time)
{
    return time.tv_sec * kSecond + time.tv_nsec;
}

int realWait(int epoll, epoll_event *events, int size, const timespec *timeout)
{
    return static_cast<int>(::syscall(SYS_epoll_pwait2, epoll, events, size, timeout, nullptr, 0));
}

/// What is ready; else what is due next, at its time.
int wait(int epoll, epoll_event *events, int size, Nanoseconds timeout)
{
    const timespec none{};
    if (const int ready = realWait(epoll, events, size, &none); ready != 0)
        return ready;
    const Nanoseconds wakes = timeout == kNever ? kNever : state.now + timeout;
    if (wakes == kNever && state.timerDue == kNever)
        std::abort(); // nothing would ever happen again
    if (wakes < state.timerDue) {
        state.now = wakes;
        return 0;
    }
    state.now = std::max(state.now, state.timerDue);
    state.timerDue = kNever;
    *events = state.timerEvent;
    return 1;
}

}

Simulation::Simulation()
{
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    state = {.active = true, .now = of(now)};
}

Simulation::~Simulation()
{
    state = {};
}

}

using simulated_time::kNever;
using simulated_time::kSecond;
using simulated_time::state;

extern "C" {

int clock_gettime(clockid_t clock, timespec *time)
{
    if (!state.active || clock != CLOCK_MONOTONIC)
        return static_cast<int>(::syscall(SYS_clock_gettime, clock, time));
    *time = {.tv_sec = state.now / kSecond, .tv_nsec = state.now % kSecond};
    return 0;
}

int epoll_wait(int epoll, epoll_event *events, int size, int timeout)
{
    if (!state.active)
        return static_cast<int>(::syscall(SYS_epoll_wait, epoll, events, size, timeout));
    return simulated_time::wait(epoll, events, size, timeout < 0 ? kNever : timeout * (kSecond / 1000));
}

int epoll_pwait2(int epoll, epoll_event *events, int size, const timespec *timeout, const sigset_t *signals)
{
    if (!state.active)
        return static_cast<int>(
            ::syscall(SYS_epoll_pwait2, epoll, events, size, timeout, signals, sizeof(std::uint64_t)));
    return simulated_time::wait(epoll, events, size, timeout == nullptr ? kNever : simulated_time::of(*timeout));
}

int timerfd_create(clockid_t clock, int flags)
{
    const auto timer = static_cast<int>(::syscall(SYS_timerfd_create, clock, flags));
    if (state.active)
        state.timer = timer;
    return timer;
}

int epoll_ctl(int epoll, int operation, int fd, epoll_event *event)
{
    if (state.active && operation == EPOLL_CTL_ADD && fd == state.timer)
        state.timerEvent = {.events = EPOLLIN, .data = event->data};
    return static_cast<int>(::syscall(SYS_epoll_ctl, epoll, operation, fd, event));
}

int timerfd_settime(int timer, int flags, const itimerspec *next, itimerspec *old)
{
    if (!state.active)
        return static_cast<int>(::syscall(SYS_timerfd_settime, timer, flags, next, old));
    state.timerDue = simulated_time::of(next->it_value);
    return 0;
}
}
