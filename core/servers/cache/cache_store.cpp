#include "servers/cache/cache_store.h"

#include <functional>
#include <utility>

namespace escala::servers {

CacheStore::CacheStore(Room room, std::chrono::nanoseconds ttl, std::unique_ptr<CachePolicy> policy)
    : m_room(room)
    , m_ttl(ttl)
    , m_policy(std::move(policy))
{
}

Found CacheStore::find(std::string_view key, Time now)
{
    const auto found = m_index.find(key);
    if (found == m_index.end())
        return {};
    const Entry &entry = *m_entries[found->second];
    const auto age = now - entry.storedAt;
    if (age >= m_ttl)
        return {.freshness = Freshness::Stale, .response = entry.response};
    m_policy->used(found->second);
    // RFC 9211: both in whole seconds, and their sum the lifetime.
    const auto seconds = std::chrono::floor<std::chrono::seconds>(age);
    return {Freshness::Fresh, entry.response, seconds, std::chrono::floor<std::chrono::seconds>(m_ttl) - seconds};
}

bool CacheStore::store(std::string_view key, StoredResponsePtr response, Time now)
{
    if (m_ttl <= std::chrono::nanoseconds::zero())
        return false;
    remove(key);
    auto entry = std::make_unique<Entry>(Entry{std::string(key), std::move(response), now});
    const auto size = sizeOf(*entry);
    if (size > m_room.bytes)
        return false;
    while (m_index.size() >= m_room.entries || m_bytes > m_room.bytes - size)
        remove(m_policy->victim());
    const EntryId id = freeEntry();
    m_index.emplace(entry->key, id);
    m_policy->inserted(id, std::hash<std::string_view>()(entry->key));
    m_entries[id] = std::move(entry);
    m_bytes += size;
    return true;
}

bool CacheStore::remove(std::string_view key)
{
    const auto found = m_index.find(key);
    if (found == m_index.end())
        return false;
    remove(found->second);
    return true;
}

std::size_t CacheStore::clear()
{
    const auto count = m_index.size();
    while (!m_index.empty())
        remove(m_index.begin()->second);
    return count;
}

EntryId CacheStore::freeEntry()
{
    if (m_free.empty()) {
        m_entries.emplace_back();
        return static_cast<EntryId>(m_entries.size() - 1);
    }
    const EntryId id = m_free.back();
    m_free.pop_back();
    return id;
}

void CacheStore::remove(EntryId entry)
{
    const auto gone = std::exchange(m_entries[entry], nullptr);
    m_index.erase(gone->key);
    m_policy->removed(entry);
    m_bytes -= sizeOf(*gone);
    m_free.push_back(entry);
}

std::uint64_t CacheStore::sizeOf(const Entry &entry) noexcept
{
    return entry.key.size() + entry.response->fields.size() + entry.response->body.size();
}

}
