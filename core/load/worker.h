#pragma once

#include "load/lane.h"
#include "load/target_run.h"
#include "net/event_loop.h"
#include "net/resolver.h"

#include <pthread.h>

#include <chrono>
#include <ctime>
#include <deque>
#include <optional>
#include <thread>
#include <vector>

namespace escala::load {

/// One engine thread with its loop, its lanes (one a target) and its read buffer: shares nothing with the others.
///
/// Made by the owner's thread, commanded by the conductor's: commands are posted to the loop. The destructor ends the
/// thread.
class Worker {
public:
    /// Throws std::system_error where descriptors or threads run out.
    Worker(const LoadPlan &plan, const Pace &pace, std::deque<TargetRun> &targets, Bell &bell, unsigned number,
           std::chrono::nanoseconds interval);
    ~Worker();
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    void sendCold(std::size_t target);
    void open(std::size_t target, const Lane::Window &window);
    void setLevel(std::optional<double> level, net::Clock::time_point at);
    void stop();

    /// Its recorder is for the conductor; its result too, once the target has ended.
    [[nodiscard]] Lane &lane(std::size_t target) { return m_lanes[target]; }
    /// CPU time of the thread so far. Any thread.
    [[nodiscard]] std::chrono::nanoseconds cpuTime() const noexcept;

private:
    void run(unsigned number);
    void sweep();

    net::EventLoop m_loop;
    std::optional<net::Resolver> m_resolver; ///< Where names are looked up while the run goes on.
    std::vector<char> m_buffer;
    std::chrono::nanoseconds m_sweepPeriod;
    std::deque<Lane> m_lanes;
    std::jthread m_thread;
    clockid_t m_cpuClock{};
};

}
