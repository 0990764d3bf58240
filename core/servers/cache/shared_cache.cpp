#include "servers/cache/shared_cache.h"

#include "servers/cache/page_key.h"

#include <utility>

namespace escala::servers {

SharedCache::SharedCache(std::unique_ptr<CacheStore> store, const CacheLifetimes &lifetimes, bool singleFlight)
    : m_lifetimes(lifetimes)
    , m_store(std::move(store))
    , m_flights(singleFlight)
{
}

Found SharedCache::find(std::string_view key, CacheStore::Time now)
{
    const std::scoped_lock lock(m_mutex);
    return m_store->find(key, now);
}

bool SharedCache::isServed(const Found &found) const noexcept
{
    return found.freshness == Freshness::Fresh || found.isStaleWithin(m_lifetimes.staleWhileRevalidate);
}

SharedCache::Boarding SharedCache::board(std::string_view key, CacheStore::Time now, WaiterAddress waiter,
                                         FetcherAddress fetcher)
{
    const std::scoped_lock lock(m_mutex);
    auto found = m_store->find(key, now);
    if (found.freshness == Freshness::Fresh)
        return {std::move(found), nullptr, false};
    auto [flight, leads] = m_flights.board(key, std::move(waiter), fetcher);
    return {std::move(found), std::move(flight), leads};
}

FlightPtr SharedCache::refresh(std::string_view key, CacheStore::Time now, FetcherAddress fetcher)
{
    const std::scoped_lock lock(m_mutex);
    if (m_store->find(key, now).freshness == Freshness::Fresh)
        return nullptr;
    return m_flights.launch(key, fetcher);
}

void SharedCache::leave(const FlightPtr &flight)
{
    const std::scoped_lock lock(m_mutex);
    m_flights.leave(flight);
}

SharedCache::Landing SharedCache::land(Flight &flight, const StoredResponsePtr &response, CacheStore::Time now)
{
    const std::scoped_lock lock(m_mutex);
    Landing landing{{.response = response, .storedFor = {}, .instead = {}}, m_flights.land(flight)};
    if (CacheLifetimes::isFailure(response->status)) {
        auto old = m_store->find(flight.key, now);
        const bool instead = old.isStaleWithin(m_lifetimes.staleIfError);
        if (instead || isServed(old)) {
            if (instead)
                landing.fetched.instead = std::move(old);
            return landing; // what is stored is better than the failure
        }
    }
    const auto lifetime = m_lifetimes.freshFor(response->status, m_stored);
    if (store(flight, response, now, lifetime))
        landing.fetched.storedFor = std::chrono::floor<std::chrono::seconds>(lifetime);
    return landing;
}

bool SharedCache::store(const Flight &flight, const StoredResponsePtr &response, CacheStore::Time now,
                        CacheLifetimes::Duration lifetime)
{
    const bool stored = !flight.outdated && m_store->store(flight.key, response, now, lifetime);
    m_stored += stored ? 1 : 0;
    return stored;
}

std::optional<std::size_t> SharedCache::entries()
{
    const std::scoped_lock lock(m_mutex);
    return m_store->entries();
}

std::optional<std::uint64_t> SharedCache::bytes()
{
    const std::scoped_lock lock(m_mutex);
    return m_store->bytes();
}

std::optional<std::size_t> SharedCache::removeUrl(std::string_view url)
{
    const auto key = pageKeyOf(url);
    const std::scoped_lock lock(m_mutex);
    m_flights.outdate([&key](std::string_view each) { return each == key; });
    return m_store->remove(key) ? 1 : 0;
}

std::optional<std::size_t> SharedCache::removePrefix(std::string_view prefix)
{
    const auto start = pageKeyOf(prefix);
    const auto isRemoved = [&start](std::string_view key) { return key.starts_with(start); };
    const std::scoped_lock lock(m_mutex);
    m_flights.outdate(isRemoved);
    return m_store->removeWhere(isRemoved);
}

std::optional<std::size_t> SharedCache::clear()
{
    const std::scoped_lock lock(m_mutex);
    m_flights.outdate([](std::string_view) { return true; });
    return m_store->clear();
}

}
