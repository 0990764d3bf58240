#pragma once

#include "servers/cache/policy/cache_policy.h"

#include <cstddef>
#include <vector>

namespace escala::servers {

/// Entries in one or more rings, each from its oldest to its newest: doubly linked lists through one array, no
/// allocation but for its growth. An entry is in one ring at most. A value type.
class EntryRings {
public:
    explicit EntryRings(std::size_t rings = 1);

    /// As the newest of `ring`, of an entry that is in none.
    void push(EntryId entry, std::size_t ring = 0);
    void remove(EntryId entry);
    /// Out of the ring it is in, to be the newest of `ring`.
    void move(EntryId entry, std::size_t ring = 0);

    [[nodiscard]] std::size_t ringOf(EntryId entry) const { return m_links[elementOf(entry)].ring; }
    [[nodiscard]] std::size_t size(std::size_t ring = 0) const { return m_sizes[ring]; }
    /// Of a ring that is not empty.
    [[nodiscard]] EntryId oldest(std::size_t ring = 0) const { return entryOf(m_links[ring].newer); }
    [[nodiscard]] EntryId newest(std::size_t ring = 0) const { return entryOf(m_links[ring].older); }
    /// The next newer one in its ring; after the newest the oldest.
    [[nodiscard]] EntryId after(EntryId entry) const;

private:
    struct Links {
        EntryId newer = 0;
        EntryId older = 0;
        EntryId ring = 0;
    };

    [[nodiscard]] std::size_t elementOf(EntryId entry) const noexcept { return m_sizes.size() + entry; }
    [[nodiscard]] EntryId entryOf(std::size_t element) const noexcept
    {
        return static_cast<EntryId>(element - m_sizes.size());
    }

    std::vector<std::size_t> m_sizes; ///< By ring.
    /// First the head of each ring, whose `older` is the newest entry and whose `newer` the oldest; then the entries.
    std::vector<Links> m_links;
};

}
