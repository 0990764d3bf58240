#pragma once

#include "servers/cache/cache_contents.h"
#include "servers/cache/cache_store.h"

#include "net/event_loop.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace escala::servers {

/// A request that waits for a fetch; told on its own loop.
class FetchWaiter {
public:
    /// `stored`: the cache keeps the response.
    virtual void fetched(const StoredResponsePtr &response, bool stored) = 0;

protected:
    ~FetchWaiter() = default;
};

struct Flight;
using FlightPtr = std::shared_ptr<Flight>;

/// Makes fetches, on one loop.
class Fetcher {
public:
    /// Nobody waits for this fetch any more. Called on the fetcher's loop.
    virtual void drop(const FlightPtr &flight) = 0;

protected:
    ~Fetcher() = default;
};

/// Where to tell a waiter.
struct WaiterAddress {
    net::EventLoop *loop = nullptr;
    std::weak_ptr<FetchWaiter> waiter;
};

/// A fetch from the origin, and who waits for it. Its members are SharedCache's.
struct Flight {
    std::string key;
    bool listed = false; ///< Others may join.
    std::size_t waiting = 0;
    std::vector<WaiterAddress> waiters;
    net::EventLoop *loop = nullptr; ///< The fetcher's.
    Fetcher *fetcher = nullptr;
};

/// The cache of one server: what is stored, and what is being fetched, so that concurrent misses of one key share one
/// fetch (single flight). Shared by the handlers of all loops; any thread.
class SharedCache final : public CacheContents {
public:
    /// Without `singleFlight` every miss fetches for itself: the stampede.
    SharedCache(std::unique_ptr<CacheStore> store, bool singleFlight);

    [[nodiscard]] Found find(std::string_view key, CacheStore::Time now);

    struct Boarding {
        Found found;        ///< Looked up again: fresh where a fetch has just landed; then there is no flight.
        FlightPtr flight;   ///< To wait for.
        bool leads = false; ///< The caller has to fetch, and `land`.
    };
    /// After a miss. `fetcher` is the one of the waiter's loop.
    [[nodiscard]] Boarding board(std::string_view key, CacheStore::Time now, WaiterAddress waiter, Fetcher &fetcher);
    /// A waiter has gone; with the last one the fetch is dropped.
    void leave(const FlightPtr &flight);
    /// The fetch is done. Stores the response (unless it is null) and returns who has to be told.
    struct Landing {
        bool stored = false;
        std::vector<WaiterAddress> waiters;
    };
    [[nodiscard]] Landing land(Flight &flight, const StoredResponsePtr &toStore, CacheStore::Time now);

    [[nodiscard]] std::chrono::nanoseconds ttl() const noexcept { return m_store->ttl(); }
    [[nodiscard]] std::size_t entries() override;
    [[nodiscard]] std::uint64_t bytes() override;
    /// Returns how many entries went.
    std::size_t remove(std::string_view key);
    std::size_t removeUrl(std::string_view url) override;
    std::size_t clear() override;

private:
    void unlist(Flight &flight);

    std::mutex m_mutex;
    std::unique_ptr<CacheStore> m_store;
    const bool m_singleFlight;
    std::map<std::string, FlightPtr, std::less<>> m_flights;
};

}
