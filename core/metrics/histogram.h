#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <vector>

namespace escala::metrics {

/// A distribution of durations with HdrHistogram's bucket layout: 1 µs to 1 h, 3 significant decimal digits
/// (http://hdrhistogram.org; bit for bit the layout of the Java class with those three parameters).
///
/// Values are recorded in ns and kept in µs, rounded to the nearest; longer than the maximum counts as the maximum and
/// in `saturated`. Recording is a shift and an addition; merging and clearing touch only the part in use. A value type;
/// one thread at a time.
class Histogram {
public:
    static constexpr std::chrono::microseconds kMaximum = std::chrono::hours(1);

    Histogram();

    void record(std::chrono::nanoseconds value, std::uint64_t times = 1) noexcept;
    void merge(const Histogram &other) noexcept;
    void clear() noexcept;

    [[nodiscard]] std::uint64_t count() const noexcept { return m_count; }
    [[nodiscard]] bool empty() const noexcept { return m_count == 0; }
    /// How many values were longer than kMaximum.
    [[nodiscard]] std::uint64_t saturated() const noexcept { return m_saturated; }

    /// The largest value that a share `quantile` (0 to 1) of all values does not exceed, as HdrHistogram reports it
    /// (highest equivalent value of the bucket, but never above `max`). 0 when empty.
    [[nodiscard]] std::chrono::microseconds quantile(double quantile) const noexcept;
    /// Several at once, in one pass: `values[i]` becomes quantile(ascending[i]). Both are of the same size.
    void quantiles(std::span<const double> ascending, std::span<std::chrono::microseconds> values) const noexcept;
    /// Exact, not of buckets (µs). 0 when empty.
    [[nodiscard]] std::chrono::microseconds min() const noexcept;
    [[nodiscard]] std::chrono::microseconds max() const noexcept;
    /// Exact mean, from the sum of all values in ns. 0 when empty.
    [[nodiscard]] std::chrono::duration<double> mean() const noexcept;
    /// Of the bucket middles, as HdrHistogram computes it.
    [[nodiscard]] std::chrono::duration<double> standardDeviation() const noexcept;
    /// How many values were at most `value` (to the bucket).
    [[nodiscard]] std::uint64_t countAtOrBelow(std::chrono::nanoseconds value) const noexcept;

    /// The counts array in HdrHistogram's index order, up to the last one in use: what the V2 encoding stores.
    [[nodiscard]] std::span<const std::uint64_t> counts() const noexcept;
    /// Lowest value of a bucket, and how many µs wide it is.
    [[nodiscard]] static std::chrono::microseconds valueAt(std::size_t index) noexcept;
    [[nodiscard]] static std::chrono::microseconds widthAt(std::size_t index) noexcept;
    /// Adds `times` values to a bucket, as a decoder does; the exact sum takes the middle of the bucket.
    /// False when the index is out of range.
    [[nodiscard]] bool addAt(std::size_t index, std::uint64_t times) noexcept;

    /// What counts alone don't say.
    struct Exact {
        std::uint64_t minUs = ~std::uint64_t{0}; ///< All ones when empty.
        std::uint64_t maxUs = 0;
        std::uint64_t sumNs = 0;
        std::uint64_t saturated = 0;
        friend bool operator==(const Exact &, const Exact &) = default;
    };
    [[nodiscard]] Exact exact() const noexcept { return {m_min, m_max, m_sumNs, m_saturated}; }
    /// After the counts were added bucket by bucket; must be of the same values.
    void setExact(const Exact &exact) noexcept;

    friend bool operator==(const Histogram &, const Histogram &) = default;

private:
    static std::size_t indexOf(std::uint64_t microseconds) noexcept;

    std::vector<std::uint64_t> m_counts;
    std::uint64_t m_count = 0;
    std::uint64_t m_saturated = 0;
    std::uint64_t m_min = ~std::uint64_t{0};
    std::uint64_t m_max = 0;
    std::uint64_t m_sumNs = 0;
    std::size_t m_firstUsed = 0;
    std::size_t m_endUsed = 0;
};

}
