#pragma once

#include "servers/cache/policy/cache_policy.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace escala::servers {

/// What a store has room for.
struct StoreRoom {
    std::size_t entries = 10'000;                                    ///< At least 1.
    std::uint64_t bytes = std::numeric_limits<std::uint64_t>::max(); ///< Keys and values.
};

/// Values by key, as many as there is room for; the policy says what goes. It knows nothing of time. One thread.
template <typename Value>
class BoundedStore {
public:
    BoundedStore(StoreRoom room, std::unique_ptr<CachePolicy> policy)
        : m_room(room)
        , m_policy(std::move(policy))
    {
    }

    /// Null where there is none. Valid until the next change.
    [[nodiscard]] const Value *peek(std::string_view key) const
    {
        const auto found = m_index.find(key);
        return found == m_index.end() ? nullptr : &m_entries[found->second]->value;
    }

    /// The same, marked as used where `isUse(value)`.
    template <typename Predicate>
    [[nodiscard]] const Value *use(std::string_view key, Predicate isUse)
    {
        const auto found = m_index.find(key);
        if (found == m_index.end())
            return nullptr;
        const Value &value = m_entries[found->second]->value;
        if (isUse(value))
            m_policy->used(found->second);
        return &value;
    }

    /// Replaces an entry of this key; makes room by evicting others. `valueSize` in bytes, without the key. False where
    /// it is larger than all the room.
    bool put(std::string_view key, Value value, std::uint64_t valueSize)
    {
        remove(key);
        const auto size = key.size() + valueSize;
        if (size > m_room.bytes)
            return false;
        while (m_index.size() >= m_room.entries || m_bytes > m_room.bytes - size)
            erase(m_policy->victim());
        auto entry = std::make_unique<Entry>(Entry{std::string(key), std::move(value), size});
        const EntryId id = freeEntry();
        m_index.emplace(entry->key, id);
        m_policy->inserted(id, std::hash<std::string_view>()(entry->key));
        m_entries[id] = std::move(entry);
        m_bytes += size;
        return true;
    }

    /// Changes an entry without a new start for the policy, where there is room for it as it is. Else like `put`.
    bool update(std::string_view key, Value value, std::uint64_t valueSize)
    {
        const auto found = m_index.find(key);
        if (found != m_index.end()) {
            Entry &entry = *m_entries[found->second];
            const auto size = key.size() + valueSize;
            const auto others = m_bytes - entry.size;
            if (others <= m_room.bytes && size <= m_room.bytes - others) {
                m_bytes = others + size;
                entry.value = std::move(value);
                entry.size = size;
                return true;
            }
        }
        return put(key, std::move(value), valueSize);
    }

    bool remove(std::string_view key)
    {
        const auto found = m_index.find(key);
        if (found == m_index.end())
            return false;
        erase(found->second);
        return true;
    }

    /// Those whose key `isGone(key)`; returns how many there were.
    template <typename Predicate>
    std::size_t removeWhere(Predicate isGone)
    {
        std::size_t count = 0;
        for (EntryId id = 0; id < m_entries.size(); ++id) {
            if (m_entries[id] && isGone(std::string_view(m_entries[id]->key))) {
                erase(id);
                ++count;
            }
        }
        return count;
    }

    std::size_t clear()
    {
        return removeWhere([](std::string_view) { return true; });
    }

    [[nodiscard]] std::size_t entries() const noexcept { return m_index.size(); }
    /// Keys and values of all entries.
    [[nodiscard]] std::uint64_t bytes() const noexcept { return m_bytes; }

private:
    struct Entry {
        std::string key;
        Value value;
        std::uint64_t size;
    };

    EntryId freeEntry()
    {
        if (m_free.empty()) {
            m_entries.emplace_back();
            return static_cast<EntryId>(m_entries.size() - 1);
        }
        const EntryId id = m_free.back();
        m_free.pop_back();
        return id;
    }

    void erase(EntryId entry)
    {
        const auto gone = std::exchange(m_entries[entry], nullptr);
        m_index.erase(gone->key);
        m_policy->removed(entry);
        m_bytes -= gone->size;
        m_free.push_back(entry);
    }

    const StoreRoom m_room;
    std::unique_ptr<CachePolicy> m_policy;
    std::vector<std::unique_ptr<Entry>> m_entries; ///< By EntryId; null where free.
    std::vector<EntryId> m_free;
    std::unordered_map<std::string_view, EntryId> m_index; ///< Its keys are views into the entries.
    std::uint64_t m_bytes = 0;
};

}
