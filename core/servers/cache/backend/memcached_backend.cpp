#include "servers/cache/backend/memcached_backend.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace escala::servers {

MemcachedBackend::MemcachedBackend(net::EventLoop &loop, BackendAddress address, BackendHealth &health)
    : m_loop(loop)
    , m_address(std::move(address))
    , m_health(health)
    , m_state(health)
    , m_retryAt(net::Clock::now()) // connects, and finds out
    , m_thread([this](const std::stop_token &stop) { work(stop); })
{
}

MemcachedBackend::~MemcachedBackend()
{
    *m_alive = false;
}

void MemcachedBackend::read(const std::string &key, Read done)
{
    Job job;
    job.key = key;
    job.read = std::move(done);
    if (!queue(job))
        job.read(nullptr);
}

void MemcachedBackend::write(const std::string &key, std::string value, std::chrono::milliseconds lifetime,
                             Written done)
{
    Job job;
    job.key = key;
    job.value = std::move(value);
    job.lifetime = lifetime;
    job.written = std::move(done);
    if (!queue(job))
        job.written(false);
}

void MemcachedBackend::noteRemoval(const std::string &line, const std::string &all, Written done)
{
    Job job;
    job.key = line;
    job.value = all;
    job.removal = true;
    job.written = std::move(done);
    if (!queue(job))
        job.written(false);
}

bool MemcachedBackend::queue(Job &job)
{
    if (m_down) {
        m_health.countError();
        return false;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(job));
    }
    m_wake.notify_one();
    return true;
}

void MemcachedBackend::work(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        auto jobs = waitForJobs(stop);
        serve(jobs);
        answer(std::move(jobs));
    }
}

/// None where it is time to try the connection again.
MemcachedBackend::Jobs MemcachedBackend::waitForJobs(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    const auto isWanted = [this] { return !m_waiting.empty(); };
    if (m_retryAt == net::Clock::time_point::max())
        m_wake.wait(lock, stop, isWanted);
    else
        m_wake.wait_until(lock, stop, m_retryAt, isWanted);
    return std::exchange(m_waiting, {});
}

void MemcachedBackend::serve(Jobs &jobs)
{
    const bool isTime = net::Clock::now() >= m_retryAt;
    if (isTime || (!m_state.isDown() && std::ranges::any_of(jobs, [](const Job &job) { return bool(job.read); })))
        readAll(jobs);
    for (auto &job : jobs) {
        if (!job.read)
            writeOne(job);
    }
}

void MemcachedBackend::readAll(Jobs &jobs)
{
    if (!m_link)
        m_link = std::make_unique<MemcachedLink>(m_address);
    std::vector<std::string> keys{kRemovalsKey};
    for (const auto &job : jobs) {
        if (job.read)
            keys.push_back(job.key);
    }
    const auto found = m_link->read(keys);
    if (!found)
        return fails(found.error());
    m_retryAt = net::Clock::time_point::max();
    m_state.works();
    m_down = false;
    const auto removals = found->find(kRemovalsKey);
    for (auto &job : jobs) {
        if (!job.read)
            continue;
        job.reading.emplace();
        if (const auto entry = found->find(job.key); entry != found->end())
            job.reading->entry = entry->second;
        if (removals != found->end())
            job.reading->removals = removals->second;
    }
}

void MemcachedBackend::writeOne(Job &job)
{
    if (!m_link || m_state.isDown())
        return;
    const auto done =
        job.removal ? m_link->noteRemoval(job.key, job.value) : m_link->write(job.key, job.value, job.lifetime);
    if (!done)
        return fails(done.error());
    job.done = *done;
}

void MemcachedBackend::fails(std::string_view why)
{
    m_down = true;
    m_retryAt = net::Clock::now() + m_state.fails(why);
    m_link.reset();
}

void MemcachedBackend::answer(Jobs jobs)
{
    if (jobs.empty())
        return;
    const auto failures = std::ranges::count_if(jobs, [](const Job &job) { return !job.done && !job.reading; });
    for (std::ptrdiff_t i = 0; i < failures; ++i)
        m_health.countError();
    m_loop.post([alive = m_alive, jobs = std::move(jobs)]() mutable {
        for (auto &job : jobs) {
            if (!*alive)
                return;
            if (job.read)
                job.read(job.reading ? &*job.reading : nullptr);
            else
                job.written(job.done);
        }
    });
}

}
