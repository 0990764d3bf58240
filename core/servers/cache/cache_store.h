#pragma once

#include "servers/cache/bounded_store.h"
#include "servers/cache/policy/cache_policy.h"

#include "net/event_loop.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace escala::servers {

/// A response as it was made by the origin, apart from any request for it. Immutable once stored.
struct StoredResponse {
    unsigned status = 200;
    std::string fields;
    std::string body;
};
using StoredResponsePtr = std::shared_ptr<const StoredResponse>;

/// How fresh a lookup found what it looked for.
enum class Freshness { Fresh, Stale, Absent };

/// What a lookup found.
struct Found {
    Freshness freshness = Freshness::Absent;
    StoredResponsePtr response; ///< Null where absent.
    std::chrono::seconds age{0};
    std::chrono::seconds ttl{0};           ///< What is left of its freshness; negative where stale.
    std::chrono::nanoseconds staleness{0}; ///< How long it has been stale.

    /// A page that has been stale for less than this. A failure is of no use once its time is over.
    [[nodiscard]] bool isStaleWithin(std::chrono::nanoseconds window) const noexcept
    {
        return freshness == Freshness::Stale && response->status == 200 && staleness < window;
    }
};

/// What a lookup makes of an entry of this age.
[[nodiscard]] Found foundAfter(StoredResponsePtr response, std::chrono::nanoseconds age,
                               std::chrono::nanoseconds lifetime);

/// Responses by key, each fresh for a time, as many as there is room for. Time is told by the caller. One
/// thread.
class CacheStore {
public:
    using Time = net::Clock::time_point;

    using Room = StoreRoom;

    CacheStore(Room room, std::unique_ptr<CachePolicy> policy);

    /// Marks a fresh entry as used.
    [[nodiscard]] Found find(std::string_view key, Time now);
    /// Replaces an entry of this key; makes room by evicting others. False where it is not stored: without a lifetime,
    /// or larger than all the room.
    bool store(std::string_view key, StoredResponsePtr response, Time now, std::chrono::nanoseconds ttl);
    bool remove(std::string_view key);
    /// Those whose key `isGone(key)`; returns how many there were.
    template <typename Predicate>
    std::size_t removeWhere(Predicate isGone)
    {
        return m_entries.removeWhere(isGone);
    }
    /// Removes all; returns how many there were.
    std::size_t clear();

    [[nodiscard]] std::size_t entries() const noexcept { return m_entries.entries(); }
    /// Keys, fields and bodies of all entries.
    [[nodiscard]] std::uint64_t bytes() const noexcept { return m_entries.bytes(); }

private:
    struct Entry {
        StoredResponsePtr response;
        Time storedAt;
        std::chrono::nanoseconds ttl;
    };

    BoundedStore<Entry> m_entries;
};

}
