#pragma once

#include "servers/cache/policy/entry_rings.h"

#include <optional>
#include <vector>

namespace escala::servers {

/// SIEVE: a queue in the order of insertion and a hand that goes from its oldest to its newest, over and over. It
/// spares what was used since it last came by and takes the first that was not; nothing ever moves (Zhang et al.,
/// "SIEVE is simpler than LRU", NSDI 2024).
class SievePolicy final : public CachePolicy {
public:
    void inserted(EntryId entry, std::uint64_t) override;
    void used(EntryId entry) override { m_used[entry] = true; }
    void removed(EntryId entry) override;
    [[nodiscard]] EntryId victim() override;

private:
    EntryRings m_ring;
    std::vector<bool> m_used;      ///< By EntryId.
    std::optional<EntryId> m_hand; ///< Empty: at the oldest.
};

}
