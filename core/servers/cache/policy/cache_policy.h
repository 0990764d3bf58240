#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace escala::servers {

/// Names a place in a CacheStore; small numbers, used again after an entry is gone.
using EntryId = std::uint32_t;

/// Decides which entry goes when a cache is full. Hears of every entry from its insertion to its removal. One thread.
///
/// Shares of a cache (a tenth of it, a hundredth) are of the entries that are in it at that time, so that a policy
/// serves a limit by count and one by bytes alike.
class CachePolicy {
public:
    virtual ~CachePolicy() = default;
    /// `hash` is of the entry's key: the same whenever the key comes back.
    virtual void inserted(EntryId entry, std::uint64_t hash) = 0;
    virtual void used(EntryId entry) = 0;
    virtual void removed(EntryId entry) = 0;
    /// The one to go next, before another is inserted; only asked while there is an entry. `removed` follows.
    [[nodiscard]] virtual EntryId victim() = 0;
};

/// The policies there are.
enum class Eviction {
    Lru,    ///< The least recently used goes first.
    Lfu,    ///< The least often used; of several the least recently used.
    Fifo,   ///< The oldest.
    Sieve,  ///< The oldest that was not used since a hand last passed it (Zhang et al., NSDI 2024).
    S3Fifo, ///< Three queues: what is not asked for again soon goes early (Yang et al., SOSP 2023).
    TinyLfu ///< W-TinyLFU: newcomers stay where they were asked for more often (Einziger et al., ACM ToS 2017).
};

inline constexpr std::array<std::string_view, 6> kEvictionNames{"lru", "lfu", "fifo", "sieve", "s3fifo", "tinylfu"};
/// As on the command line.
[[nodiscard]] constexpr std::string_view name(Eviction eviction) noexcept
{
    return kEvictionNames[static_cast<std::size_t>(eviction)];
}
[[nodiscard]] std::optional<Eviction> parseEviction(std::string_view name) noexcept;

[[nodiscard]] std::unique_ptr<CachePolicy> makePolicy(Eviction eviction);

}
