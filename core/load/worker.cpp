#include "load/worker.h"

#include <fmt/format.h>

#include <sys/prctl.h>

#include <algorithm>
#include <csignal>

namespace escala::load {

namespace {

using net::Clock;
using namespace std::chrono_literals;
using std::chrono::nanoseconds;

constexpr std::size_t kBufferSize = 256UL * 1024;

/// Intervals are closed soon after their end, and short timeouts noticed in time, for a handful of wake-ups.
nanoseconds sweepPeriodFor(const LoadPlan &plan)
{
    return std::clamp<nanoseconds>(plan.sweepRound(), 1ms, 25ms);
}

}

Worker::Worker(const LoadPlan &plan, const Pace &pace, std::deque<TargetRun> &targets, Bell &bell, unsigned number,
               nanoseconds interval)
    : m_buffer(kBufferSize)
    , m_sweepPeriod(sweepPeriodFor(plan))
{
    m_loop.setSpin(plan.spin);
    if (plan.connection.dns != DnsMode::Once)
        m_resolver.emplace(m_loop, resolverOptionsOf(plan));
    for (TargetRun &target : targets)
        m_lanes.emplace_back(plan, pace, target, m_loop, m_resolver ? &*m_resolver : nullptr, bell, m_buffer, number,
                             interval);
    m_thread = std::jthread([this, number] { run(number); });
    ::pthread_getcpuclockid(m_thread.native_handle(), &m_cpuClock);
}

Worker::~Worker()
{
    m_loop.stop();
    if (m_thread.joinable())
        m_thread.join();
}

void Worker::run(unsigned number)
{
    // Signals are the main thread's; and a TLS write on a closed socket would raise SIGPIPE here.
    sigset_t all{};
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
    ::pthread_setname_np(::pthread_self(), fmt::format("load-{}", number).c_str());
    ::prctl(PR_SET_TIMERSLACK, 1UL); // else the kernel may wake a schedule 50 us late to save power
    sweep();
    m_loop.run();
}

void Worker::sweep()
{
    const auto now = Clock::now();
    for (Lane &lane : m_lanes)
        lane.sweep(now, m_sweepPeriod);
    m_loop.runAt(now + m_sweepPeriod, [this] { sweep(); });
}

void Worker::sendCold(std::size_t target)
{
    m_loop.post([this, target] { m_lanes[target].sendCold(); });
}

void Worker::open(std::size_t target, const Lane::Window &window)
{
    m_loop.post([this, target, window] { m_lanes[target].open(window); });
}

void Worker::setLevel(std::optional<double> level, Clock::time_point at)
{
    m_loop.post([this, level, at] {
        for (Lane &lane : m_lanes)
            lane.setLevel(level, at);
    });
}

void Worker::stop()
{
    m_loop.post([this] {
        for (Lane &lane : m_lanes)
            lane.stop();
    });
}

nanoseconds Worker::cpuTime() const noexcept
{
    timespec time{};
    if (::clock_gettime(m_cpuClock, &time) != 0)
        return {};
    return std::chrono::seconds(time.tv_sec) + nanoseconds(time.tv_nsec);
}

}
