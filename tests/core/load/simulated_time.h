#pragma once

#include <chrono>

/// Time that passes only when nobody has anything to do: the steady clock of one thread, and what its event loop waits
/// for. Where the loop would sleep, the clock jumps to the moment at which it would wake, so that a day takes seconds
/// and every time in it is exact.
///
/// clock_gettime and what epoll and timerfd wait by are interposed by symbols of the test program's own
/// (simulated_time.cpp): what runs is what is shipped. The thread has one event loop, made in the simulation, and its
/// sockets must be of the same thread and deliver at once, as Unix sockets do.
namespace simulated_time {

/// From its making to its end, for the thread that made it.
class Simulation {
public:
    Simulation();
    ~Simulation();
    Simulation(const Simulation &) = delete;
    Simulation &operator=(const Simulation &) = delete;
};

}
