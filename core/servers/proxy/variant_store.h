#pragma once

#include "servers/cache/bounded_store.h"
#include "servers/proxy/variant.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace escala::servers::proxy {

/// All stored responses of one key, the most recent first. Immutable once made.
struct VariantSet {
    std::vector<VariantPtr> variants; ///< Whole ones.
    std::vector<VariantPtr> parts;    ///< Of others, or of what the whole ones were before.
    std::uint64_t number = 0;         ///< Another one for each that was ever stored.

    /// RFC 9111 4.1: the most recent one whose selecting fields this request has. Null where there is none.
    [[nodiscard]] VariantPtr matching(std::string_view requestFields) const;
};
using VariantSetPtr = std::shared_ptr<const VariantSet>;

/// The responses of a shared cache by key, several a key. Any thread.
///
/// What is stored is never changed, only replaced, so what was found stays as it was as long as it is held.
class VariantStore {
public:
    /// More variants of a key push out the least recent.
    static constexpr std::size_t kMaxVariants = 32;
    static constexpr std::size_t kMaxParts = 8;

    VariantStore(StoreRoom room, std::unique_ptr<CachePolicy> policy);

    /// Counts as a use. Null where there is nothing.
    [[nodiscard]] VariantSetPtr find(std::string_view key);
    /// Replaces what has the same selecting fields with the same values. False where there is no room for it.
    bool store(std::string_view key, VariantPtr variant);
    /// Stores a part: together with those that it continues, and as a whole response where nothing is missing then.
    /// None that is stored becomes longer than `longest`. False where it is of no use beside what is stored.
    bool storePart(std::string_view key, VariantPtr part, std::uint64_t longest);
    /// Puts `fresh` in the place of `old`, where that is still stored.
    bool replace(std::string_view key, const VariantPtr &old, VariantPtr fresh);

    /// Each returns how many keys went.
    std::size_t remove(std::string_view key);
    std::size_t removePrefix(std::string_view prefix);
    /// Of any host.
    std::size_t removeTarget(std::string_view target);
    std::size_t removeTargetPrefix(std::string_view prefix);
    std::size_t clear();

    [[nodiscard]] std::size_t entries();
    [[nodiscard]] std::uint64_t bytes();

private:
    [[nodiscard]] VariantSet setWith(std::string_view key, VariantPtr variant) const;
    bool put(std::string_view key, VariantSet set);

    std::mutex m_mutex;
    BoundedStore<VariantSetPtr> m_sets;
    std::uint64_t m_made = 0;
};

}
