#pragma once

#include "servers/cache/cache_contents.h"
#include "servers/cache/cache_lifetimes.h"
#include "servers/cache/cache_store.h"
#include "servers/cache/flight_table.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

namespace escala::servers {

/// The cache of one server: what is stored, and what is being fetched. Shared by the handlers of all loops; any thread.
class SharedCache final : public CacheContents {
public:
    /// Without `singleFlight` every miss fetches for itself: the stampede.
    SharedCache(std::unique_ptr<CacheStore> store, const CacheLifetimes &lifetimes, bool singleFlight);

    [[nodiscard]] Found find(std::string_view key, CacheStore::Time now);
    /// Whether what was found may be served without waiting: fresh, or stale while it is made anew.
    [[nodiscard]] bool isServed(const Found &found) const noexcept;

    struct Boarding {
        Found found;        ///< Looked up again: fresh where a fetch has just landed; then there is no flight.
        FlightPtr flight;   ///< To wait for.
        bool leads = false; ///< The caller has to fetch, and `land`.
    };
    /// After a miss.
    [[nodiscard]] Boarding board(std::string_view key, CacheStore::Time now, WaiterAddress waiter,
                                 FetcherAddress fetcher);
    /// A stale answer was served: the fetch that makes it anew. Null where one is under way, or has just landed.
    [[nodiscard]] FlightPtr refresh(std::string_view key, CacheStore::Time now, FetcherAddress fetcher);
    /// A waiter has gone; with the last one the fetch is dropped.
    void leave(const FlightPtr &flight);

    struct Landing {
        Fetched fetched;
        std::vector<WaiterAddress> waiters; ///< Who has to be told.
    };
    /// The fetch is done. Stores the response where its status is one to keep.
    [[nodiscard]] Landing land(Flight &flight, const StoredResponsePtr &response, CacheStore::Time now);

    [[nodiscard]] std::optional<std::size_t> entries() override;
    [[nodiscard]] std::optional<std::uint64_t> bytes() override;
    std::optional<std::size_t> removeUrl(std::string_view url) override;
    std::optional<std::size_t> removePrefix(std::string_view prefix) override;
    std::optional<std::size_t> clear() override;

private:
    [[nodiscard]] bool store(const Flight &flight, const StoredResponsePtr &response, CacheStore::Time now,
                             CacheLifetimes::Duration lifetime);

    const CacheLifetimes m_lifetimes;
    std::mutex m_mutex;
    std::unique_ptr<CacheStore> m_store;
    std::uint64_t m_stored = 0; ///< How often.
    FlightTable m_flights;
};

}
