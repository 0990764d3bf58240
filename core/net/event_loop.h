#pragma once

#include "net/file_descriptor.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

struct epoll_event;

namespace escala::net {

/// The clock of everything that is measured or timed.
using Clock = std::chrono::steady_clock;

/// What a descriptor is registered with: told when it can be read or written again.
class ReadyHandler {
public:
    /// `events` are epoll's: EPOLLIN, EPOLLOUT, EPOLLRDHUP, EPOLLHUP, EPOLLERR. Edge-triggered: read or write until
    /// EAGAIN, or remember that more can be read. The handler may remove and destroy itself in here.
    virtual void onReady(std::uint32_t events) = 0;

protected:
    ~ReadyHandler() = default;
};

/// Woken at a time of its own choosing, again and again: a schedule, which would be too dear with a timer a time.
class DueHandler {
public:
    /// `now` is at or after the time it was due; returns when it is due next, at the latest.
    virtual Clock::time_point onDue(Clock::time_point now) = 0;

protected:
    ~DueHandler() = default;
};

/// Waits for sockets and timers on one thread: edge-triggered epoll, and a timer fd with nanoseconds.
///
/// A DueHandler is woken to the microsecond: by the timeout of epoll_pwait2, and between any two events of a batch, so
/// that a busy loop keeps a schedule too.
///
/// Why not Asio's reactor: it spends one more system call a request (a read that finds nothing, or an epoll_ctl to arm
/// the wait), which costs the load engine a tenth of its throughput (docs/architecture.md, tests/bench).
///
/// All members but `post` and `stop` are for the loop's own thread (or before `run`).
class EventLoop {
public:
    using Task = std::move_only_function<void()>;
    /// Names a pending timer; unique within its loop.
    using TimerKey = std::pair<Clock::time_point, std::uint64_t>;

    EventLoop();
    ~EventLoop();
    EventLoop(const EventLoop &) = delete;
    EventLoop &operator=(const EventLoop &) = delete;

    /// Watches for both directions. `handler` must stay until `remove`.
    void add(int fd, ReadyHandler &handler);
    /// Also drops events already fetched for this handler; call before the descriptor is closed.
    void remove(int fd, ReadyHandler &handler) noexcept;

    TimerKey runAt(Clock::time_point due, Task task);
    TimerKey runAfter(Clock::duration delay, Task task);
    /// Harmless for a timer that has run.
    void cancel(const TimerKey &timer) noexcept;

    /// Wakes the handler when it is due, or never for time_point::max(). A handler that was set once must stay as long
    /// as the loop.
    void setDue(DueHandler &handler, Clock::time_point due);
    /// Before a DueHandler is due the loop waits actively for so long, at the cost of its core: sockets are still seen.
    void setSpin(Clock::duration spin) noexcept { m_spin = spin; }
    /// At the last look no descriptor had news: whatever is under way waits for the other side.
    [[nodiscard]] bool isIdle() const noexcept { return m_idle; }

    /// Runs the task on the loop's thread, soon. Any thread.
    void post(Task task);

    /// Serves until `stop`.
    void run();
    /// Any thread, also from a signal handler.
    void stop() noexcept;

private:
    struct Alarm {
        DueHandler *handler;
        Clock::time_point due;
    };

    [[nodiscard]] int waitForEvents() noexcept;
    void runDueHandlers();
    void wake() noexcept;
    void armTimer();
    void runDueTimers();
    void runPosted();

    FileDescriptor m_epoll;
    FileDescriptor m_wake;
    FileDescriptor m_timer;
    std::map<TimerKey, Task> m_timers;
    std::uint64_t m_nextTimer = 0;
    Clock::time_point m_armedFor = Clock::time_point::max();
    std::vector<Alarm> m_alarms; ///< A handful.
    Clock::time_point m_nextAlarm = Clock::time_point::max();
    Clock::duration m_spin{};
    bool m_idle = true;
    std::vector<epoll_event> m_batch;
    std::size_t m_batchSize = 0;
    std::size_t m_batchNext = 0;
    std::atomic<bool> m_stop = false;
    std::mutex m_postedMutex;
    std::vector<Task> m_posted;
};

}
