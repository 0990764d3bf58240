#pragma once

#include "metrics/histogram.h"

#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <vector>

namespace escala::metrics {

/// A histogram in a few bytes, for keeping many of them: each bucket in use costs two or three, where a Histogram has
/// room for all 23,552. Holds what the V2 encoding leaves out too (exact sum, minimum and maximum), so nothing is lost.
/// A value type, immutable.
class PackedHistogram {
public:
    /// Of no values.
    PackedHistogram() = default;
    explicit PackedHistogram(const Histogram &histogram);
    /// From bytes() of another; the error says what is wrong with them.
    [[nodiscard]] static std::expected<PackedHistogram, std::string> fromBytes(std::span<const std::uint8_t> bytes);

    [[nodiscard]] std::span<const std::uint8_t> bytes() const noexcept { return m_bytes; }
    [[nodiscard]] bool empty() const noexcept { return m_bytes.empty(); }
    [[nodiscard]] Histogram unpacked() const;
    /// As merging unpacked(), without another histogram's memory.
    void mergeInto(Histogram &histogram) const;

    /// A bucket that is in use: its index as Histogram::valueAt has it.
    struct Bucket {
        std::uint32_t index = 0;
        std::uint64_t count = 0;
        friend bool operator==(const Bucket &, const Bucket &) = default;
    };
    /// Ascending.
    [[nodiscard]] std::vector<Bucket> buckets() const;

    friend bool operator==(const PackedHistogram &, const PackedHistogram &) = default;

private:
    std::vector<std::uint8_t> m_bytes; ///< Empty, or as packHistogram makes them: never anything that can't be read.
};

}
