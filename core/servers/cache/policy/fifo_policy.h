#pragma once

#include "servers/cache/policy/entry_rings.h"

namespace escala::servers {

/// The oldest goes first, used or not.
class FifoPolicy final : public CachePolicy {
public:
    void inserted(EntryId entry, std::uint64_t) override { m_ring.push(entry); }
    void used(EntryId) override { }
    void removed(EntryId entry) override { m_ring.remove(entry); }
    [[nodiscard]] EntryId victim() override { return m_ring.oldest(); }

private:
    EntryRings m_ring;
};

}
