#include "servers/stats.h"

#include <sys/resource.h>
#include <unistd.h>

#include <fstream>

namespace escala::servers {

namespace {

double seconds(const timeval &time) noexcept
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

// The second number of /proc/self/statm: resident pages.
std::uint64_t residentBytes()
{
    std::ifstream file("/proc/self/statm");
    std::uint64_t size = 0;
    std::uint64_t resident = 0;
    file >> size >> resident;
    return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

void add(Stats &stats, const ServerCounters &loop)
{
    stats.requests += loop.requests.value();
    stats.responses += loop.responses.value();
    for (unsigned status = 0; status < ServerCounters::kStatusEnd; ++status) {
        if (const auto count = loop.responsesByStatus[status].value(); count != 0)
            stats.responsesByStatus[status] += count;
    }
    for (std::size_t bucket = 0; bucket < ServiceTimes::kBuckets; ++bucket)
        stats.serviceTimes[bucket] += loop.serviceTimes[bucket].value();
    stats.connectionsOpened += loop.connectionsOpened.value();
    stats.connectionsOpen += loop.connectionsOpen.value();
    stats.inService += loop.inService.value();
    stats.queued += loop.queued.value();
}

void add(CacheStats &cache, const ServerCounters &loop)
{
    cache.hits += loop.hits.value();
    cache.misses += loop.misses.value();
    cache.stale += loop.stale.value();
    cache.staleServed += loop.staleServed.value();
    cache.collapsed += loop.collapsed.value();
    cache.originRequests += loop.originRequests.value();
}

}

Stats addUp(const std::vector<const ServerCounters *> &loops, CacheContents *cache)
{
    Stats stats;
    for (const auto *loop : loops)
        add(stats, *loop);
    if (cache == nullptr)
        return stats;
    stats.cache.emplace();
    for (const auto *loop : loops)
        add(*stats.cache, *loop);
    stats.cache->entries = cache->entries();
    stats.cache->bytes = cache->bytes();
    stats.cache->backend = cache->backend();
    return stats;
}

void addTo(OriginStats &sum, const OriginCounters &loop) noexcept
{
    sum.requests += loop.originRequests.value();
    sum.retries += loop.originRetries.value();
    sum.failures += loop.originFailures.value();
    sum.connectionsOpened += loop.originConnectionsOpened.value();
    sum.connectionsOpen += loop.originConnectionsOpen.value();
    sum.queued += loop.originQueued.value();
}

void addTo(OriginStats &sum, const OriginStats &more) noexcept
{
    sum.requests += more.requests;
    sum.retries += more.retries;
    sum.failures += more.failures;
    sum.connectionsOpened += more.connectionsOpened;
    sum.connectionsOpen += more.connectionsOpen;
    sum.queued += more.queued;
}

void measureProcess(Stats &stats)
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    stats.cpuSeconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    stats.rssBytes = residentBytes();
}

}
