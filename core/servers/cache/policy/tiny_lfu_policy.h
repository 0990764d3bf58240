#pragma once

#include "servers/cache/policy/entry_rings.h"
#include "servers/cache/policy/frequency_sketch.h"

#include <vector>

namespace escala::servers {

/// W-TinyLFU: newcomers enter a window, a hundredth of the cache. Who leaves that meets the first to go of the main
/// part, and the one that was asked for more often lately stays, which keeps scans out. The main part is a segmented
/// LRU: four fifths of it are for what was used again (Einziger et al., "TinyLFU", ACM ToS 2017).
class TinyLfuPolicy final : public CachePolicy {
public:
    void inserted(EntryId entry, std::uint64_t hash) override;
    void used(EntryId entry) override;
    void removed(EntryId entry) override;
    [[nodiscard]] EntryId victim() override;

private:
    enum Segment : std::size_t { Window, Probation, Protected };

    [[nodiscard]] std::size_t all() const;
    [[nodiscard]] std::size_t windowSize() const;

    EntryRings m_segments{3};
    std::vector<std::uint64_t> m_hashes; ///< By EntryId.
    FrequencySketch m_asked;
};

}
