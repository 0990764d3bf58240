#pragma once

#include "net/event_loop.h"
#include "servers/cache/backend/backend_address.h"
#include "servers/cache/backend/backend_health.h"
#include "servers/cache/backend/cache_backend.h"
#include "servers/cache/backend/link_state.h"
#include "servers/cache/backend/memcached_link.h"

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace escala::servers {

/// memcached through libmemcached on a thread of its own, since that blocks: the loop queues what it wants, the thread
/// takes all that waits at once, asks for all keys together, and posts the answers.
class MemcachedBackend final : public CacheBackend {
public:
    /// Begins to connect; calls wait for that the first time. `health` must outlive it.
    MemcachedBackend(net::EventLoop &loop, BackendAddress address, BackendHealth &health);
    ~MemcachedBackend() override;

    void read(const std::string &key, Read done) override;
    void write(const std::string &key, std::string value, std::chrono::milliseconds lifetime, Written done) override;
    void noteRemoval(const std::string &line, const std::string &all, Written done) override;

private:
    struct Job {
        std::string key; ///< Of a read or write; else the line.
        std::string value;
        std::chrono::milliseconds lifetime{0};
        Read read; ///< Set: this is a read.
        Written written;
        std::optional<Reading> reading; ///< What came of it.
        bool done = false;
        bool removal = false;
    };
    using Jobs = std::vector<Job>;

    /// False where the backend is down: the caller says so.
    [[nodiscard]] bool queue(Job &job);

    // On the thread.
    void work(const std::stop_token &stop);
    [[nodiscard]] Jobs waitForJobs(const std::stop_token &stop);
    void serve(Jobs &jobs);
    void readAll(Jobs &jobs);
    void writeOne(Job &job);
    void fails(std::string_view why);
    void answer(Jobs jobs);

    net::EventLoop &m_loop;
    const BackendAddress m_address;
    BackendHealth &m_health;
    const std::shared_ptr<bool> m_alive = std::make_shared<bool>(true); ///< The loop's: answers may come too late.

    std::atomic<bool> m_down = false; ///< The thread's word to the loop.
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    Jobs m_waiting;

    LinkState m_state; ///< The thread's, as what follows.
    std::unique_ptr<MemcachedLink> m_link;
    net::Clock::time_point m_retryAt = net::Clock::time_point::max();
    std::jthread m_thread; ///< The last member: ends first.
};

}
