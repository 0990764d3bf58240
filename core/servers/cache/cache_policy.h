#pragma once

#include <cstdint>
#include <vector>

namespace escala::servers {

/// Names a place in a CacheStore; small numbers, used again after an entry is gone.
using EntryId = std::uint32_t;

/// Decides which entry goes when a cache is full. Hears of every entry from its insertion to its removal. One thread.
class CachePolicy {
public:
    virtual ~CachePolicy() = default;
    virtual void inserted(EntryId entry) = 0;
    virtual void used(EntryId entry) = 0;
    virtual void removed(EntryId entry) = 0;
    /// The one to go next; only asked while there is an entry. `removed` follows.
    [[nodiscard]] virtual EntryId victim() const = 0;
};

/// Least recently used goes first: a doubly linked list through an array, no allocation on use.
class LruPolicy final : public CachePolicy {
public:
    void inserted(EntryId entry) override;
    void used(EntryId entry) override;
    void removed(EntryId entry) override;
    [[nodiscard]] EntryId victim() const override;

private:
    struct Links {
        EntryId newer, older;
    };

    /// Element 0 is the ring's head: its `older` is the newest entry, its `newer` the oldest; entry e is element e + 1.
    std::vector<Links> m_ring{{0, 0}};

    void link(EntryId element);
    void unlink(EntryId element);
};

}
