#pragma once

#include "servers/cache/policy/cache_policy.h"

#include <compare>
#include <set>
#include <vector>

namespace escala::servers {

/// The least often used goes first, counted from its insertion; of several the least recently used.
class LfuPolicy final : public CachePolicy {
public:
    void inserted(EntryId entry, std::uint64_t) override;
    void used(EntryId entry) override;
    void removed(EntryId entry) override;
    [[nodiscard]] EntryId victim() override { return m_order.begin()->entry; }

private:
    struct Use {
        std::uint64_t count = 0;
        std::uint64_t latest = 0; ///< In uses of any entry.
        EntryId entry = 0;
        friend auto operator<=>(const Use &, const Use &) = default;
    };

    std::vector<Use> m_uses; ///< By EntryId.
    std::set<Use> m_order;
    std::uint64_t m_clock = 0;
};

}
