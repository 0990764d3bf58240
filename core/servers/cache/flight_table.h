#pragma once

#include "servers/cache/cache_store.h"

#include "net/event_loop.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace escala::servers {

/// What a fetch brought.
struct Fetched {
    StoredResponsePtr response = {};                    ///< The origin's; null where it was not asked.
    std::optional<std::chrono::seconds> storedFor = {}; ///< The cache keeps it so long.
    Found instead = {}; ///< Its response is set: what is stored is to be served, as the origin failed or was not asked.
    Freshness before = Freshness::Absent; ///< What a lookup on behalf of all who wait had found.
};

/// A request that waits for a fetch; told on its own loop.
class FetchWaiter {
public:
    virtual void fetched(const Fetched &fetched) = 0;

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

/// Tells each of them, those of other loops by a message to theirs.
void tell(const std::vector<WaiterAddress> &waiters, const Fetched &fetched, net::EventLoop &own);

/// Who makes a fetch.
struct FetcherAddress {
    net::EventLoop *loop = nullptr;
    Fetcher *fetcher = nullptr;
};

/// A fetch from the origin, and who waits for it. Its members are FlightTable's.
struct Flight {
    std::string key;
    bool listed = false;   ///< Others may join.
    bool outdated = false; ///< What it fetches was removed meanwhile, and is not stored.
    std::size_t waiting = 0;
    std::vector<WaiterAddress> waiters;
    FetcherAddress fetcher;
};

/// What is being fetched, so that concurrent misses of one key share one fetch (single flight). Whoever owns it guards
/// it: one thread at a time.
class FlightTable {
public:
    /// Without `shared` every miss fetches for itself.
    explicit FlightTable(bool shared) noexcept
        : m_shared(shared)
    {
    }

    struct Boarding {
        FlightPtr flight;   ///< To wait for.
        bool leads = false; ///< The caller has to fetch.
    };
    [[nodiscard]] Boarding board(std::string_view key, WaiterAddress waiter, FetcherAddress fetcher);
    /// A fetch that nobody waits for yet, and that goes on without anybody. Null where this key is being fetched.
    [[nodiscard]] FlightPtr launch(std::string_view key, FetcherAddress fetcher);
    /// A waiter has gone; with the last one the fetch is dropped.
    void leave(const FlightPtr &flight);
    /// The fetch is done; returns who waited.
    [[nodiscard]] std::vector<WaiterAddress> land(Flight &flight);
    /// What is being fetched under these keys is not to be stored, and nobody joins any more.
    void outdate(const std::function<bool(std::string_view key)> &isRemoved);

private:
    FlightPtr begin(std::string_view key, FetcherAddress fetcher, bool listed);
    void unlist(Flight &flight);

    const bool m_shared;
    std::map<std::string, FlightPtr, std::less<>> m_listed;
    std::unordered_set<Flight *> m_all;
};

}
