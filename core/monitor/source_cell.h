#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace escala::monitor {

/// The readings of all series of one source in one stretch of time. Merging is exact but for rounding to seven digits
/// when it is stored. A value type.
class SourceCell {
public:
    struct Entry {
        std::uint32_t series = 0; ///< Its number in the store.
        std::uint32_t readings = 0;
        double min = 0, max = 0, sum = 0;

        [[nodiscard]] double mean() const noexcept { return readings == 0 ? 0 : sum / readings; }
        void merge(const Entry &other) noexcept;
        friend bool operator==(const Entry &, const Entry &) = default;
    };

    [[nodiscard]] bool empty() const noexcept { return m_entries.empty(); }
    /// Finite numbers only: what is none is no reading.
    void add(std::uint32_t series, double value);
    void merge(const SourceCell &other);
    /// Ascending by series.
    [[nodiscard]] const std::vector<Entry> &entries() const noexcept { return m_entries; }
    [[nodiscard]] const Entry *find(std::uint32_t series) const noexcept;

    /// Compressed: most series don't change from one reading to the next.
    [[nodiscard]] std::string encoded() const;
    [[nodiscard]] static std::optional<SourceCell> decoded(std::string_view bytes);

    friend bool operator==(const SourceCell &, const SourceCell &) = default;

private:
    std::vector<Entry> m_entries;
};

}
