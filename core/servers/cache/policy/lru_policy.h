#pragma once

#include "servers/cache/policy/entry_rings.h"

namespace escala::servers {

/// The least recently used goes first.
class LruPolicy final : public CachePolicy {
public:
    void inserted(EntryId entry, std::uint64_t) override { m_ring.push(entry); }
    void used(EntryId entry) override { m_ring.move(entry); }
    void removed(EntryId entry) override { m_ring.remove(entry); }
    [[nodiscard]] EntryId victim() override { return m_ring.oldest(); }

private:
    EntryRings m_ring;
};

}
