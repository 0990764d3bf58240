#pragma once

#include "net/event_loop.h"
#include "servers/faults/backend_gate.h"
#include "servers/faults/fault_plan.h"
#include "servers/worker_gate.h"

#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace escala::servers {

/// One event loop of a server, as far as faults go. Its thread's, or before and after the loop runs.
class FaultyLoop {
public:
    /// The error is a sentence for people: the port could not be opened again.
    virtual std::expected<void, std::string> setFaults(const FaultPlan &faults) = 0;

protected:
    ~FaultyLoop() = default;
};

/// Sets the faults of a server in all of its loops, while they serve. The admin thread's, or before it runs.
///
/// Nobody takes a lock: what concerns a loop is posted to it, and the two gates are atomics.
class FaultSwitch {
public:
    /// The faults in effect; an error where a loop could not do what they say.
    using Done = std::move_only_function<void(std::expected<FaultPlan, std::string>)>;

    /// All must outlive it; `admin` is the loop that `done` is called on.
    FaultSwitch(net::EventLoop &admin, WorkerGate &workers, BackendGate &backend) noexcept
        : m_admin(admin)
        , m_workers(workers)
        , m_backend(backend)
    {
    }
    /// Before it runs. Stays as long as this.
    void add(net::EventLoop &loop, FaultyLoop &faulty) { m_loops.push_back({&loop, &faulty}); }

    /// Before the loops run.
    std::expected<void, std::string> setAtStart(const FaultPlan &faults);
    /// Calls `done` when every loop has them, in the order of the calls.
    void set(const FaultPlan &faults, Done done);
    [[nodiscard]] const FaultPlan &faults() const noexcept { return m_faults; }

private:
    struct Loop {
        net::EventLoop *loop;
        FaultyLoop *faulty;
    };
    struct Round;

    void setGates(const FaultPlan &faults);
    void answered(Round &round, std::expected<void, std::string> result);

    net::EventLoop &m_admin;
    WorkerGate &m_workers;
    BackendGate &m_backend;
    std::vector<Loop> m_loops;
    FaultPlan m_faults;
};

}
