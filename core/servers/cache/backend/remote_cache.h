#pragma once

#include "servers/cache/backend/backend_address.h"
#include "servers/cache/backend/backend_health.h"
#include "servers/cache/backend/cache_backend.h"
#include "servers/cache/backend/removals.h"
#include "servers/cache/cache_contents.h"
#include "servers/cache/cache_lifetimes.h"
#include "servers/cache/flight_table.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace escala::servers {

/// A cache outside this process, shared with other servers; what is being fetched is this process's own. Shared by the
/// handlers of all loops; any thread.
///
/// Nothing is kept here, so that whatever one server stores or removes is so for all of them at once.
class RemoteCache final : public CacheContents {
public:
    RemoteCache(BackendAddress address, const CacheLifetimes &lifetimes, bool singleFlight, Say say);

    [[nodiscard]] std::chrono::milliseconds patience() const noexcept { return m_address.patience; }
    /// A link to the backend for this loop.
    [[nodiscard]] std::unique_ptr<CacheBackend> linkFor(net::EventLoop &loop);

    [[nodiscard]] FlightTable::Boarding board(std::string_view page, WaiterAddress waiter, FetcherAddress fetcher);
    void leave(const FlightPtr &flight);
    [[nodiscard]] std::vector<WaiterAddress> land(Flight &flight);
    /// For what makes a page anew while the stale one is served: nobody waits for that. Null where one is under way.
    [[nodiscard]] FlightPtr launchRefresh(std::string_view page, FetcherAddress fetcher);
    void endRefresh(Flight &flight);

    /// What a lookup makes of an entry; absent where it was removed. `removals`: those that the backend has noted.
    [[nodiscard]] Found find(std::string_view page, const std::optional<StoredEntry> &entry, std::string_view removals,
                             StoredEntry::Time now);
    [[nodiscard]] bool isServed(const Found &found) const noexcept;
    /// Where the origin failed.
    [[nodiscard]] bool isBetterThanFailure(const Found &found) const noexcept;
    /// How long an answer of this status is fresh, and how much longer it may serve stale.
    [[nodiscard]] CacheLifetimes::Duration freshFor(unsigned status);
    [[nodiscard]] CacheLifetimes::Duration staleFor() const noexcept;

    /// Whoever carries removals to the backend: is told, on any thread, that there are some.
    void setCourier(std::function<void()> wake);
    /// Those that are not there yet, by number.
    [[nodiscard]] std::map<std::uint64_t, Removal> removalsToNote();
    /// This one is there, and every reading from now on has it.
    void noted(std::uint64_t number);

    /// Neither can be told.
    [[nodiscard]] std::optional<std::size_t> entries() override { return std::nullopt; }
    [[nodiscard]] std::optional<std::uint64_t> bytes() override { return std::nullopt; }
    /// For all servers; here at once, whatever the backend does. How many entries went can't be told.
    std::optional<std::size_t> removeUrl(std::string_view url) override;
    std::optional<std::size_t> removePrefix(std::string_view prefix) override;
    std::optional<std::size_t> clear() override;
    [[nodiscard]] std::optional<BackendStats> backend() override { return m_health.stats(); }

private:
    std::optional<std::size_t> remove(Removal removal);

    const BackendAddress m_address;
    const CacheLifetimes m_lifetimes;
    BackendHealth m_health;
    std::atomic<std::uint64_t> m_kept = 0;
    std::atomic<bool> m_hasRemovals = false;
    std::mutex m_mutex;
    FlightTable m_flights;
    FlightTable m_refreshes;
    std::map<std::uint64_t, Removal> m_removals;
    std::uint64_t m_nextRemoval = 0;
    std::function<void()> m_wakeCourier;
};

}
