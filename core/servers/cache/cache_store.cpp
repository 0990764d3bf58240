#include "servers/cache/cache_store.h"

#include <utility>

namespace escala::servers {

CacheStore::CacheStore(Room room, std::chrono::nanoseconds ttl, std::unique_ptr<CachePolicy> policy)
    : m_ttl(ttl)
    , m_entries(room, std::move(policy))
{
}

Found CacheStore::find(std::string_view key, Time now)
{
    const auto *const entry = m_entries.use(key, [now](const Entry &each) { return now - each.storedAt < each.ttl; });
    if (!entry)
        return {};
    const auto age = now - entry->storedAt;
    if (age >= entry->ttl)
        return {.freshness = Freshness::Stale, .response = entry->response};
    // RFC 9211: both in whole seconds, and their sum the lifetime.
    const auto seconds = std::chrono::floor<std::chrono::seconds>(age);
    return {Freshness::Fresh, entry->response, seconds, std::chrono::floor<std::chrono::seconds>(entry->ttl) - seconds};
}

bool CacheStore::store(std::string_view key, StoredResponsePtr response, Time now, std::chrono::nanoseconds ttl)
{
    if (ttl <= std::chrono::nanoseconds::zero())
        return false;
    const auto size = response->fields.size() + response->body.size();
    return m_entries.put(key, {std::move(response), now, ttl}, size);
}

bool CacheStore::remove(std::string_view key)
{
    return m_entries.remove(key);
}

std::size_t CacheStore::clear()
{
    return m_entries.clear();
}

}
