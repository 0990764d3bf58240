#include "metrics/packed_histogram.h"

#include "metrics/histogram_codec.h"

#include <utility>

namespace escala::metrics {

PackedHistogram::PackedHistogram(const Histogram &histogram)
{
    if (!histogram.empty())
        m_bytes = packHistogram(histogram);
}

std::expected<PackedHistogram, std::string> PackedHistogram::fromBytes(std::span<const std::uint8_t> bytes)
{
    PackedHistogram packed;
    if (bytes.empty())
        return packed;
    if (auto checked = checkPacked(bytes); !checked)
        return std::unexpected(std::move(checked.error()));
    packed.m_bytes.assign(bytes.begin(), bytes.end());
    return packed;
}

Histogram PackedHistogram::unpacked() const
{
    if (m_bytes.empty())
        return {};
    return unpackHistogram(m_bytes).value_or(Histogram());
}

void PackedHistogram::mergeInto(Histogram &histogram) const
{
    if (!m_bytes.empty())
        mergePacked(m_bytes, histogram);
}

std::vector<PackedHistogram::Bucket> PackedHistogram::buckets() const
{
    std::vector<Bucket> used;
    if (m_bytes.empty())
        return used;
    forEachPacked(m_bytes, [&](std::size_t index, std::uint64_t count) {
        used.push_back({.index = static_cast<std::uint32_t>(index), .count = count});
    });
    return used;
}

}
