#include "servers/cache/backend/remote_cache.h"

#include "servers/cache/backend/memcached_backend.h"
#include "servers/cache/backend/redis_backend.h"
#include "servers/cache/page_key.h"

#include <algorithm>
#include <utility>

namespace escala::servers {

RemoteCache::RemoteCache(BackendAddress address, const CacheLifetimes &lifetimes, bool singleFlight, Say say)
    : m_address(std::move(address))
    , m_lifetimes(lifetimes)
    , m_health(std::string(m_address.kindName()), m_address.text(), std::move(say))
    , m_flights(singleFlight)
    , m_refreshes(true)
{
}

std::unique_ptr<CacheBackend> RemoteCache::linkFor(net::EventLoop &loop)
{
    if (m_address.kind == BackendAddress::Kind::Redis)
        return std::make_unique<RedisBackend>(loop, m_address, m_health);
    return std::make_unique<MemcachedBackend>(loop, m_address, m_health);
}

FlightTable::Boarding RemoteCache::board(std::string_view page, WaiterAddress waiter, FetcherAddress fetcher)
{
    const std::scoped_lock lock(m_mutex);
    return m_flights.board(page, std::move(waiter), fetcher);
}

void RemoteCache::leave(const FlightPtr &flight)
{
    const std::scoped_lock lock(m_mutex);
    m_flights.leave(flight);
}

std::vector<WaiterAddress> RemoteCache::land(Flight &flight)
{
    const std::scoped_lock lock(m_mutex);
    return m_flights.land(flight);
}

FlightPtr RemoteCache::launchRefresh(std::string_view page, FetcherAddress fetcher)
{
    const std::scoped_lock lock(m_mutex);
    return m_refreshes.launch(page, fetcher);
}

void RemoteCache::endRefresh(Flight &flight)
{
    const std::scoped_lock lock(m_mutex);
    static_cast<void>(m_refreshes.land(flight));
}

Found RemoteCache::find(std::string_view page, const std::optional<StoredEntry> &entry, std::string_view removals,
                        StoredEntry::Time now)
{
    if (!entry || isRemoved(removals, page, entry->askedAt))
        return {};
    if (m_hasRemovals) {
        const std::scoped_lock lock(m_mutex);
        for (const auto &[number, removal] : m_removals) {
            if (removal.hits(page, entry->askedAt))
                return {};
        }
    }
    // Another machine's clock may be ahead.
    const auto age = std::max(now - entry->storedAt, StoredEntry::Time::duration(0));
    return foundAfter(entry->response, age, entry->lifetime);
}

bool RemoteCache::isServed(const Found &found) const noexcept
{
    return found.freshness == Freshness::Fresh || found.isStaleWithin(m_lifetimes.staleWhileRevalidate);
}

bool RemoteCache::isBetterThanFailure(const Found &found) const noexcept
{
    return found.isStaleWithin(m_lifetimes.staleIfError);
}

CacheLifetimes::Duration RemoteCache::freshFor(unsigned status)
{
    return m_lifetimes.freshFor(status, m_kept++);
}

CacheLifetimes::Duration RemoteCache::staleFor() const noexcept
{
    return std::max(m_lifetimes.staleWhileRevalidate, m_lifetimes.staleIfError);
}

void RemoteCache::setCourier(std::function<void()> wake)
{
    const std::scoped_lock lock(m_mutex);
    m_wakeCourier = std::move(wake);
}

std::map<std::uint64_t, Removal> RemoteCache::removalsToNote()
{
    const std::scoped_lock lock(m_mutex);
    return m_removals;
}

void RemoteCache::noted(std::uint64_t number)
{
    const std::scoped_lock lock(m_mutex);
    m_removals.erase(number);
    m_hasRemovals = !m_removals.empty();
}

std::optional<std::size_t> RemoteCache::removeUrl(std::string_view url)
{
    return remove({.at = {}, .isPrefix = false, .text = pageKeyOf(url)});
}

std::optional<std::size_t> RemoteCache::removePrefix(std::string_view prefix)
{
    return remove({.at = {}, .isPrefix = true, .text = pageKeyOf(prefix)});
}

std::optional<std::size_t> RemoteCache::clear()
{
    return remove({.at = {}, .isPrefix = true, .text = {}});
}

std::optional<std::size_t> RemoteCache::remove(Removal removal)
{
    if (std::ranges::any_of(removal.text, [](char c) { return c >= 0 && c <= ' '; }))
        return 0; // no request asks for such a page
    removal.at = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    const std::scoped_lock lock(m_mutex);
    m_flights.outdate([&removal](std::string_view page) { return removal.hits(page, StoredEntry::Time::min()); });
    m_removals.emplace(m_nextRemoval++, std::move(removal));
    m_hasRemovals = true;
    if (m_wakeCourier)
        m_wakeCourier();
    return std::nullopt;
}

}
