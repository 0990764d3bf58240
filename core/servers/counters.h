#pragma once

#include "servers/service_times.h"

#include <array>
#include <atomic>
#include <cstdint>

namespace escala::servers {

/// A number that one thread changes and any thread reads: plain loads and stores, no locked instruction.
class Counter {
public:
    void add(std::int64_t amount = 1) noexcept
    {
        m_value.store(m_value.load(std::memory_order_relaxed) + amount, std::memory_order_relaxed);
    }
    [[nodiscard]] std::int64_t value() const noexcept { return m_value.load(std::memory_order_relaxed); }

private:
    std::atomic<std::int64_t> m_value = 0;
};

/// What one loop has asked of an origin so far.
struct OriginCounters {
    Counter originRequests; ///< Calls of the handler behind the cache, or requests for the origin of a proxy.
    Counter originRetries;  ///< Of those, sent again on a new connection, as an idle one had been closed.
    Counter originFailures; ///< Of those, without a whole answer for the origin's sake.
    Counter originConnectionsOpened;
    Counter originConnectionsOpen;
    Counter originQueued; ///< Requests that wait for a connection to the origin.
};

/// What one loop of a server has done so far; the loop's thread writes, the admin thread adds up.
struct ServerCounters : OriginCounters {
    static constexpr unsigned kStatusEnd = 600;

    Counter requests;  ///< Received whole: head parsed, body read.
    Counter responses; ///< Written whole to the socket, refusals included.
    std::array<Counter, kStatusEnd> responsesByStatus;
    std::array<Counter, ServiceTimes::kBuckets> serviceTimes; ///< Request read to answer made.
    Counter connectionsOpened;
    Counter connectionsOpen;
    Counter inService;   ///< Being worked on by the slow handler.
    Counter queued;      ///< Waiting for one of its workers.
    Counter hits;        ///< Answered from memory, fresh.
    Counter misses;      ///< Nothing in memory: fetched, or waited for the same fetch.
    Counter stale;       ///< Past its freshness in memory: served all the same, or likewise.
    Counter staleServed; ///< Past its freshness and answered from memory all the same.
    Counter collapsed;   ///< Of misses and stale: those that waited for somebody else's fetch.
};

}
