#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace escala::monitor {

/// A distribution of durations in few bytes: buckets of HdrHistogram's layout with 128 sub-buckets, so each is at most
/// 1/64 of its value wide (1.6 %), from 1 µs to 1 h. Only buckets in use take room: a metrics::Histogram has room for
/// all of its 23,552, and a monitor keeps thousands. Merging is exact, and so is taking away what was merged. A value
/// type.
class Distribution {
public:
    struct Bucket {
        std::uint16_t index = 0;
        std::uint32_t count = 0;
        friend bool operator==(const Bucket &, const Bucket &) = default;
    };
    static constexpr std::chrono::microseconds kMaximum = std::chrono::hours(1);
    static constexpr std::uint16_t kEnd = 1'728; ///< Indices are below it.

    /// Longer than kMaximum counts as kMaximum, negative as 0.
    void record(std::chrono::microseconds value, std::uint32_t times = 1);
    void merge(const Distribution &other);
    /// Takes away what was merged before; a bucket never falls below 0.
    void subtract(const Distribution &other);

    [[nodiscard]] std::uint64_t count() const noexcept { return m_count; }
    [[nodiscard]] bool empty() const noexcept { return m_count == 0; }
    /// The longest duration of the bucket that a share `quantile` (0 to 1) ends in: never below the truth. Empty where
    /// there are no values.
    [[nodiscard]] std::optional<std::chrono::microseconds> quantile(double quantile) const noexcept;
    /// Values in the buckets up to that of `value`.
    [[nodiscard]] std::uint64_t countAtOrBelow(std::chrono::microseconds value) const noexcept;

    /// Ascending, none of them 0.
    [[nodiscard]] const std::vector<Bucket> &buckets() const noexcept { return m_buckets; }
    /// Adds a bucket behind the last one, as a decoder does; false where it is not behind it, empty or beyond kEnd.
    [[nodiscard]] bool append(Bucket bucket);

    [[nodiscard]] static std::uint16_t indexOf(std::chrono::microseconds value) noexcept;
    [[nodiscard]] static std::chrono::microseconds highestAt(std::uint16_t index) noexcept;

    friend bool operator==(const Distribution &, const Distribution &) = default;

private:
    std::vector<Bucket> m_buckets;
    std::uint64_t m_count = 0;
};

}
