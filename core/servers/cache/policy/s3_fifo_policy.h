#pragma once

#include "servers/cache/policy/entry_rings.h"

#include <cstddef>
#include <deque>
#include <unordered_map>
#include <utility>
#include <vector>

namespace escala::servers {

/// S3-FIFO: newcomers wait in a small queue, a tenth of the cache; from there those that were used again go to the main
/// one, the others out, and are remembered by their hash for as long as the main queue is: who comes back enters the
/// main queue at once (Yang et al., "FIFO queues are all you need for cache eviction", SOSP 2023).
class S3FifoPolicy final : public CachePolicy {
public:
    void inserted(EntryId entry, std::uint64_t hash) override;
    void used(EntryId entry) override;
    void removed(EntryId entry) override;
    [[nodiscard]] EntryId victim() override;

private:
    enum Queue : std::size_t { Small, Main };

    struct Note {
        std::uint64_t hash = 0;
        unsigned uses = 0; ///< At most 3, spent again in the main queue.
    };

    /// Hashes of what went lately, the oldest first.
    class Ghosts {
    public:
        void add(std::uint64_t hash, std::size_t most);
        /// It was there, and is not any more.
        [[nodiscard]] bool take(std::uint64_t hash);

    private:
        std::deque<std::pair<std::uint64_t, std::uint64_t>> m_queue; ///< Hash and number.
        std::unordered_map<std::uint64_t, std::uint64_t> m_numbers;  ///< By hash: the latest.
        std::uint64_t m_next = 0;
    };

    EntryRings m_queues{2};
    std::vector<Note> m_notes; ///< By EntryId.
    Ghosts m_ghosts;
};

}
