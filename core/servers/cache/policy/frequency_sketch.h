#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace escala::servers {

/// About how often each of very many keys was asked for lately, in a few bytes a cached entry: a count-min sketch of
/// four rows whose counters end at 15 and are halved after ten times as many additions as entries, so that the past
/// fades (Einziger et al., "TinyLFU", ACM ToS 2017). Never too low before the first halving. A value type.
class FrequencySketch {
public:
    FrequencySketch();

    /// Room for the keys of so many entries; more room than before forgets everything.
    void fit(std::size_t entries);
    void add(std::uint64_t hash);
    [[nodiscard]] unsigned count(std::uint64_t hash) const;

private:
    static constexpr std::size_t kRows = 4;
    using Places = std::array<std::size_t, kRows>;

    [[nodiscard]] Places placesOf(std::uint64_t hash) const;
    void halve();

    std::size_t m_width;
    std::vector<std::uint8_t> m_counters; ///< Row by row.
    std::size_t m_additions = 0;
};

}
