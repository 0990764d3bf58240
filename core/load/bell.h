#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace escala::load {

/// Wakes the conductor when something it may wait for has changed. What has changed is in atomics; the bell only says
/// "look". Any thread rings, one waits.
class Bell {
public:
    void ring()
    {
        {
            const std::scoped_lock lock(m_mutex);
        }
        m_changed.notify_all();
    }
    /// True when `happened` returned true, false when `until` came first.
    template <typename Predicate>
    bool wait(std::chrono::steady_clock::time_point until, Predicate happened)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_until(lock, until, happened);
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
};

}
