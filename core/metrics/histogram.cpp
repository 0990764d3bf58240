#include "metrics/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace escala::metrics {

namespace {

// HdrHistogram(1, 3600000000, 3): 2048 sub-buckets of 1 µs, then half as many for each doubling.
constexpr unsigned kSubBucketBits = 11;
constexpr std::uint64_t kSubBuckets = 1U << kSubBucketBits;
constexpr std::uint64_t kHalf = kSubBuckets / 2;
constexpr std::uint64_t kMaxValue = 3'600'000'000;

constexpr std::size_t bucketOf(std::uint64_t value) noexcept
{
    return static_cast<std::size_t>(std::bit_width(value | (kSubBuckets - 1))) - kSubBucketBits;
}

constexpr std::size_t indexOfValue(std::uint64_t value) noexcept
{
    const std::size_t bucket = bucketOf(value);
    return (bucket * kHalf) + static_cast<std::size_t>(value >> bucket);
}

constexpr std::size_t kBuckets = bucketOf(kMaxValue) + 1;
constexpr std::size_t kCounts = (kBuckets + 1) * kHalf;

constexpr std::size_t shiftAt(std::size_t index) noexcept
{
    return index < kSubBuckets ? 0 : (index / kHalf) - 1;
}

constexpr std::uint64_t lowestAt(std::size_t index) noexcept
{
    const std::size_t shift = shiftAt(index);
    return static_cast<std::uint64_t>(index - (shift * kHalf)) << shift;
}

constexpr std::uint64_t highestAt(std::size_t index) noexcept
{
    return lowestAt(index) + (std::uint64_t{1} << shiftAt(index)) - 1;
}

constexpr double middleAt(std::size_t index) noexcept
{
    return static_cast<double>(lowestAt(index) + ((std::uint64_t{1} << shiftAt(index)) >> 1));
}

/// Which of the values in order of size a quantile is, as HdrHistogram has it: one ulp less than asked for, so that
/// rounding errors don't push it into the next bucket. But all are all, also where one ulp is a value.
std::uint64_t rankOf(double quantile, std::uint64_t count) noexcept
{
    if (quantile >= 1)
        return std::max<std::uint64_t>(1, count);
    const double asked = std::clamp(std::nextafter(quantile, -1.0), 0.0, 1.0);
    return std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::ceil(asked * static_cast<double>(count))));
}

static_assert(indexOfValue(kMaxValue) < kCounts);
static_assert(lowestAt(indexOfValue(123'456'789)) <= 123'456'789
              && highestAt(indexOfValue(123'456'789)) >= 123'456'789);

}

Histogram::Histogram()
    : m_counts(kCounts)
    , m_firstUsed(kCounts)
{
}

std::size_t Histogram::indexOf(std::uint64_t microseconds) noexcept
{
    return indexOfValue(microseconds);
}

void Histogram::record(std::chrono::nanoseconds value, std::uint64_t times) noexcept
{
    if (times == 0)
        return;
    const std::int64_t ns = std::max<std::int64_t>(0, value.count());
    std::uint64_t us = (static_cast<std::uint64_t>(ns) + 500) / 1000;
    if (us > kMaxValue) {
        us = kMaxValue;
        m_saturated += times;
    }
    const std::size_t index = indexOf(us);
    m_counts[index] += times;
    m_count += times;
    m_sumNs += static_cast<std::uint64_t>(ns) * times;
    m_min = std::min(m_min, us);
    m_max = std::max(m_max, us);
    m_firstUsed = std::min(m_firstUsed, index);
    m_endUsed = std::max(m_endUsed, index + 1);
}

void Histogram::merge(const Histogram &other) noexcept
{
    for (std::size_t index = other.m_firstUsed; index < other.m_endUsed; ++index)
        m_counts[index] += other.m_counts[index];
    m_count += other.m_count;
    m_saturated += other.m_saturated;
    m_sumNs += other.m_sumNs;
    m_min = std::min(m_min, other.m_min);
    m_max = std::max(m_max, other.m_max);
    m_firstUsed = std::min(m_firstUsed, other.m_firstUsed);
    m_endUsed = std::max(m_endUsed, other.m_endUsed);
}

void Histogram::clear() noexcept
{
    if (m_firstUsed < m_endUsed)
        std::fill(m_counts.begin() + static_cast<std::ptrdiff_t>(m_firstUsed),
                  m_counts.begin() + static_cast<std::ptrdiff_t>(m_endUsed), 0);
    m_count = m_saturated = m_max = 0;
    m_min = ~std::uint64_t{0};
    m_sumNs = 0;
    m_firstUsed = kCounts;
    m_endUsed = 0;
}

std::chrono::microseconds Histogram::quantile(double quantile) const noexcept
{
    std::chrono::microseconds value{};
    quantiles({&quantile, 1}, {&value, 1});
    return value;
}

void Histogram::quantiles(std::span<const double> ascending, std::span<std::chrono::microseconds> values) const noexcept
{
    std::size_t index = m_firstUsed;
    std::uint64_t seen = 0;
    for (std::size_t each = 0; each < ascending.size(); ++each) {
        const std::uint64_t rank = rankOf(ascending[each], m_count);
        while (index < m_endUsed && seen + m_counts[index] < rank)
            seen += m_counts[index++];
        values[each] = std::chrono::microseconds(index < m_endUsed ? std::min(highestAt(index), m_max) : m_max);
    }
}

std::chrono::microseconds Histogram::min() const noexcept
{
    return std::chrono::microseconds(m_count == 0 ? 0 : m_min);
}

std::chrono::microseconds Histogram::max() const noexcept
{
    return std::chrono::microseconds(m_max);
}

std::chrono::duration<double> Histogram::mean() const noexcept
{
    if (m_count == 0)
        return {};
    return std::chrono::duration<double>(static_cast<double>(m_sumNs) / static_cast<double>(m_count) / 1e9);
}

std::chrono::duration<double> Histogram::standardDeviation() const noexcept
{
    if (m_count == 0)
        return {};
    const auto total = static_cast<double>(m_count);
    double sum = 0;
    for (std::size_t index = m_firstUsed; index < m_endUsed; ++index)
        sum += middleAt(index) * static_cast<double>(m_counts[index]);
    double squares = 0;
    for (std::size_t index = m_firstUsed; index < m_endUsed; ++index) {
        const double off = middleAt(index) - (sum / total);
        squares += off * off * static_cast<double>(m_counts[index]);
    }
    return std::chrono::duration<double>(std::sqrt(squares / total) / 1e6);
}

std::uint64_t Histogram::countAtOrBelow(std::chrono::nanoseconds value) const noexcept
{
    if (value.count() < 0)
        return 0;
    const auto us = std::min<std::uint64_t>((static_cast<std::uint64_t>(value.count()) + 500) / 1000, kMaxValue);
    const std::size_t last = std::min(indexOf(us) + 1, m_endUsed);
    std::uint64_t seen = 0;
    for (std::size_t index = m_firstUsed; index < last; ++index)
        seen += m_counts[index];
    return seen;
}

std::span<const std::uint64_t> Histogram::counts() const noexcept
{
    return std::span(m_counts).first(m_endUsed);
}

std::chrono::microseconds Histogram::valueAt(std::size_t index) noexcept
{
    return std::chrono::microseconds(lowestAt(index));
}

std::chrono::microseconds Histogram::widthAt(std::size_t index) noexcept
{
    return std::chrono::microseconds(std::uint64_t{1} << shiftAt(index));
}

bool Histogram::addAt(std::size_t index, std::uint64_t times) noexcept
{
    if (index > indexOfValue(kMaxValue)) // the array goes on a little beyond it
        return false;
    if (times == 0)
        return true;
    m_counts[index] += times;
    m_count += times;
    m_sumNs += static_cast<std::uint64_t>(middleAt(index)) * 1000 * times;
    // What a decoder can know: the bucket's ends, as HdrHistogram has it.
    m_min = std::min(m_min, lowestAt(index));
    m_max = std::max(m_max, std::min(highestAt(index), kMaxValue));
    m_firstUsed = std::min(m_firstUsed, index);
    m_endUsed = std::max(m_endUsed, index + 1);
    return true;
}

void Histogram::setExact(const Exact &exact) noexcept
{
    m_min = exact.minUs;
    m_max = exact.maxUs;
    m_sumNs = exact.sumNs;
    m_saturated = exact.saturated;
}

}
