#include "monitor/distribution.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace escala::monitor {

namespace {

constexpr unsigned kSubBucketBits = 7;
constexpr std::uint64_t kSubBuckets = 1U << kSubBucketBits;
constexpr std::uint64_t kHalf = kSubBuckets / 2;

constexpr std::uint64_t indexOfMicroseconds(std::uint64_t value)
{
    const auto shift = static_cast<unsigned>(std::bit_width(value | (kSubBuckets - 1))) - kSubBucketBits;
    return (shift * kHalf) + (value >> shift);
}

static_assert(indexOfMicroseconds(static_cast<std::uint64_t>(Distribution::kMaximum.count())) < Distribution::kEnd);

}

std::uint16_t Distribution::indexOf(std::chrono::microseconds value) noexcept
{
    const auto clamped = std::clamp(value, std::chrono::microseconds(0), kMaximum);
    return static_cast<std::uint16_t>(indexOfMicroseconds(static_cast<std::uint64_t>(clamped.count())));
}

std::chrono::microseconds Distribution::highestAt(std::uint16_t index) noexcept
{
    const std::uint64_t shift = index < kSubBuckets ? 0 : (index / kHalf) - 1;
    const std::uint64_t lowest = (index - (shift * kHalf)) << shift;
    return std::chrono::microseconds(lowest + (std::uint64_t{1} << shift) - 1);
}

void Distribution::record(std::chrono::microseconds value, std::uint32_t times)
{
    if (times == 0)
        return;
    const std::uint16_t index = indexOf(value);
    const auto at = std::ranges::lower_bound(m_buckets, index, {}, &Bucket::index);
    if (at != m_buckets.end() && at->index == index)
        at->count += times;
    else
        m_buckets.insert(at, {index, times});
    m_count += times;
}

void Distribution::merge(const Distribution &other)
{
    if (other.empty())
        return;
    if (other.m_buckets.size() == 1) {
        record(highestAt(other.m_buckets[0].index), other.m_buckets[0].count);
        return;
    }
    std::vector<Bucket> all;
    all.reserve(m_buckets.size() + other.m_buckets.size());
    auto mine = m_buckets.begin();
    for (const Bucket &theirs : other.m_buckets) {
        while (mine != m_buckets.end() && mine->index < theirs.index)
            all.push_back(*mine++);
        all.push_back(theirs);
        if (mine != m_buckets.end() && mine->index == theirs.index)
            all.back().count += (mine++)->count;
    }
    all.insert(all.end(), mine, m_buckets.end());
    m_buckets = std::move(all);
    m_count += other.m_count;
}

void Distribution::subtract(const Distribution &other)
{
    auto mine = m_buckets.begin();
    for (const Bucket &theirs : other.m_buckets) {
        mine = std::lower_bound(mine, m_buckets.end(), theirs.index,
                                [](const Bucket &bucket, std::uint16_t index) { return bucket.index < index; });
        if (mine == m_buckets.end())
            break;
        if (mine->index != theirs.index)
            continue;
        const std::uint32_t taken = std::min(mine->count, theirs.count);
        mine->count -= taken;
        m_count -= taken;
    }
    std::erase_if(m_buckets, [](const Bucket &bucket) { return bucket.count == 0; });
}

std::optional<std::chrono::microseconds> Distribution::quantile(double quantile) const noexcept
{
    if (empty())
        return std::nullopt;
    const double asked = std::ceil(std::clamp(std::nextafter(quantile, -1.0), 0.0, 1.0) * static_cast<double>(m_count));
    const std::uint64_t rank = quantile >= 1 ? m_count : std::max<std::uint64_t>(1, static_cast<std::uint64_t>(asked));
    std::uint64_t seen = 0;
    for (const Bucket &bucket : m_buckets) {
        seen += bucket.count;
        if (seen >= rank)
            return std::min(highestAt(bucket.index), kMaximum);
    }
    return std::min(highestAt(m_buckets.back().index), kMaximum);
}

std::uint64_t Distribution::countAtOrBelow(std::chrono::microseconds value) const noexcept
{
    const std::uint16_t last = indexOf(value);
    std::uint64_t seen = 0;
    for (const Bucket &bucket : m_buckets) {
        if (bucket.index > last)
            break;
        seen += bucket.count;
    }
    return seen;
}

bool Distribution::append(Bucket bucket)
{
    if (bucket.count == 0 || bucket.index >= kEnd || (!m_buckets.empty() && bucket.index <= m_buckets.back().index))
        return false;
    m_buckets.push_back(bucket);
    m_count += bucket.count;
    return true;
}

}
