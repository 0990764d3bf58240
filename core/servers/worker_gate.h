#pragma once

#include "net/event_loop.h"

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace escala::servers {

/// How many requests a server serves at once, and how many wait for it.
struct Workforce {
    std::optional<std::uint32_t> workers; ///< Empty: no limit.
    std::uint32_t queue = 100;
};

/// Somebody who can wait for a worker; told on its own loop.
class WorkerApplicant {
public:
    virtual void workerGranted() = 0;

protected:
    ~WorkerApplicant() = default;
};

/// Hands out the workers of one server to requests of all its loops, first come, first served. Any thread.
class WorkerGate {
public:
    using Place = std::uint64_t;
    enum class Entry {
        Granted, ///< Go on; `leave` when done.
        Queued,  ///< `workerGranted` follows on the loop, unless `withdraw` comes first.
        Full,
    };

    explicit WorkerGate(const Workforce &workforce);

    /// `place` is set where the entry is Queued.
    [[nodiscard]] Entry enter(net::EventLoop &loop, std::weak_ptr<WorkerApplicant> applicant, Place &place);
    /// Gives a worker back; it goes to the one who has waited longest.
    void leave();
    /// Leaves the queue, or gives the worker back that was granted while the word of it was still on its way.
    void withdraw(Place place);

    /// From now on nobody enters, as if all workers and all places were taken; or that no more.
    void fill(bool full) noexcept { m_filled.store(full, std::memory_order_relaxed); }

private:
    struct Waiting {
        net::EventLoop *loop;
        std::weak_ptr<WorkerApplicant> applicant;
    };

    const Workforce m_workforce;
    std::atomic<bool> m_filled = false;
    std::mutex m_mutex;
    std::uint32_t m_busy = 0;
    Place m_nextPlace = 0;
    std::map<Place, Waiting> m_queue;
};

}
