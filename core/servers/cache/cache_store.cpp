#include "servers/cache/cache_store.h"

#include <algorithm>
#include <utility>

namespace escala::servers {

CacheStore::CacheStore(Room room, std::unique_ptr<CachePolicy> policy)
    : m_entries(room, std::move(policy))
{
}

// RFC 9211: age and ttl in whole seconds, and their sum the lifetime; a negative ttl says that it is stale.
Found foundAfter(StoredResponsePtr response, std::chrono::nanoseconds age, std::chrono::nanoseconds lifetime)
{
    using std::chrono::seconds;
    const auto ageSeconds = std::chrono::floor<seconds>(age);
    const auto left = std::chrono::floor<seconds>(lifetime) - ageSeconds;
    if (age < lifetime)
        return {Freshness::Fresh, std::move(response), ageSeconds, left, {}};
    return {Freshness::Stale, std::move(response), ageSeconds, std::min(left, seconds(-1)), age - lifetime};
}

Found CacheStore::find(std::string_view key, Time now)
{
    const auto *const entry = m_entries.use(key, [now](const Entry &each) { return now - each.storedAt < each.ttl; });
    if (!entry)
        return {};
    return foundAfter(entry->response, now - entry->storedAt, entry->ttl);
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
