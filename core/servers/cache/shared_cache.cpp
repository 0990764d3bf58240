#include "servers/cache/shared_cache.h"

#include "http/field_syntax.h"

#include <utility>

namespace escala::servers {

namespace {

/// The cache's key for a URL or a path.
std::string keyOf(std::string_view url)
{
    constexpr std::string_view scheme = "http://";
    if (!http::equalIgnoringCase(url.substr(0, scheme.size()), scheme))
        return std::string(url);
    url.remove_prefix(scheme.size());
    const auto path = url.find('/');
    return path == std::string_view::npos ? "/" : std::string(url.substr(path));
}

}

SharedCache::SharedCache(std::unique_ptr<CacheStore> store, bool singleFlight)
    : m_store(std::move(store))
    , m_singleFlight(singleFlight)
{
}

Found SharedCache::find(std::string_view key, CacheStore::Time now)
{
    const std::scoped_lock lock(m_mutex);
    return m_store->find(key, now);
}

SharedCache::Boarding SharedCache::board(std::string_view key, CacheStore::Time now, WaiterAddress waiter,
                                         Fetcher &fetcher)
{
    const std::scoped_lock lock(m_mutex);
    Boarding boarding{m_store->find(key, now), nullptr, false};
    if (boarding.found.freshness == Freshness::Fresh)
        return boarding;
    const auto listed = m_singleFlight ? m_flights.find(key) : m_flights.end();
    boarding.leads = listed == m_flights.end();
    boarding.flight = boarding.leads ? std::make_shared<Flight>() : listed->second;
    if (boarding.leads) {
        boarding.flight->key = key;
        boarding.flight->listed = m_singleFlight;
        boarding.flight->loop = waiter.loop;
        boarding.flight->fetcher = &fetcher;
        if (m_singleFlight)
            m_flights.emplace(key, boarding.flight);
    }
    ++boarding.flight->waiting;
    boarding.flight->waiters.push_back(std::move(waiter));
    return boarding;
}

void SharedCache::leave(const FlightPtr &flight)
{
    const std::scoped_lock lock(m_mutex);
    if (--flight->waiting > 0)
        return;
    unlist(*flight);
    flight->loop->post([flight] { flight->fetcher->drop(flight); });
}

SharedCache::Landing SharedCache::land(Flight &flight, const StoredResponsePtr &toStore, CacheStore::Time now)
{
    const std::scoped_lock lock(m_mutex);
    unlist(flight);
    const bool stored = toStore != nullptr && m_store->store(flight.key, toStore, now);
    return {stored, std::exchange(flight.waiters, {})};
}

void SharedCache::unlist(Flight &flight)
{
    if (std::exchange(flight.listed, false))
        m_flights.erase(flight.key);
}

std::size_t SharedCache::entries()
{
    const std::scoped_lock lock(m_mutex);
    return m_store->entries();
}

std::uint64_t SharedCache::bytes()
{
    const std::scoped_lock lock(m_mutex);
    return m_store->bytes();
}

std::size_t SharedCache::remove(std::string_view key)
{
    const std::scoped_lock lock(m_mutex);
    return m_store->remove(key) ? 1 : 0;
}

std::size_t SharedCache::removeUrl(std::string_view url)
{
    return remove(keyOf(url));
}

std::size_t SharedCache::clear()
{
    const std::scoped_lock lock(m_mutex);
    return m_store->clear();
}

}
