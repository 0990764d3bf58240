#include "analysis/block_table.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace escala::analysis {

namespace {

using metrics::CacheResult;

double seconds(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double>(duration).count();
}

double sum(const std::vector<double> &values, const BlockTable::Weights &weights)
{
    return std::inner_product(values.begin(), values.end(), weights.begin(), 0.0);
}

std::optional<double> share(double part, double whole)
{
    return whole > 0 ? std::optional(part / whole) : std::nullopt;
}

std::vector<std::uint32_t> bucketsInUse(std::span<const Block> blocks)
{
    std::vector<bool> used;
    for (const Block &block : blocks) {
        for (const metrics::PackedHistogram::Bucket &each : block.response) {
            if (each.index >= used.size())
                used.resize(each.index + std::size_t{1});
            used[each.index] = true;
        }
    }
    std::vector<std::uint32_t> buckets;
    for (std::size_t index = 0; index < used.size(); ++index) {
        if (used[index])
            buckets.push_back(static_cast<std::uint32_t>(index));
    }
    return buckets;
}

}

std::optional<double> figureOf(const Block &block, Figure figure)
{
    const BlockTable table(std::span(&block, 1));
    return table.figure(figure, table.all());
}

BlockTable::BlockTable(std::span<const Block> blocks)
    : m_size(blocks.size())
    , m_buckets(bucketsInUse(blocks))
    , m_answers(m_buckets.size() * blocks.size())
{
    for (std::size_t column = 0; column < m_size; ++column) {
        const Block &block = blocks[column];
        const auto cache = [&block](CacheResult result) {
            return static_cast<double>(block.cache[static_cast<std::size_t>(result)]);
        };
        m_seconds.push_back(seconds(block.length));
        m_requests.push_back(static_cast<double>(block.requests));
        m_good.push_back(static_cast<double>(block.good));
        m_errors.push_back(static_cast<double>(block.errors));
        m_hits.push_back(cache(CacheResult::Hit));
        m_known.push_back(cache(CacheResult::Hit) + cache(CacheResult::Stale) + cache(CacheResult::Miss));
        m_cpu.push_back(block.serverCpu.value_or(0) * m_seconds.back());
        m_cpuRequests.push_back(block.serverCpu ? m_requests.back() : 0);
        auto next = block.response.begin();
        std::uint64_t upTo = 0;
        for (std::size_t row = 0; row < m_buckets.size(); ++row) {
            if (next != block.response.end() && next->index == m_buckets[row])
                upTo += (next++)->count;
            m_answers[row * m_size + column] = upTo;
        }
    }
}

std::uint64_t BlockTable::answersUpTo(std::size_t row, const Weights &weights) const
{
    const std::uint64_t *counts = m_answers.data() + row * m_size;
    std::uint64_t answers = 0;
    for (std::size_t column = 0; column < m_size; ++column)
        answers += counts[column] * weights[column];
    return answers;
}

std::uint64_t BlockTable::answers() const
{
    return m_buckets.empty() ? 0 : answersUpTo(m_buckets.size() - 1, all());
}

// Values were rounded to the microsecond, so a bucket begins half of one below its lowest value.
double BlockTable::valueAt(double rank, const Weights &weights) const
{
    std::size_t low = 0;
    std::size_t high = m_buckets.size() - 1;
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (static_cast<double>(answersUpTo(middle, weights)) >= rank)
            high = middle;
        else
            low = middle + 1;
    }
    const auto below = static_cast<double>(low == 0 ? 0 : answersUpTo(low - 1, weights));
    const double within = static_cast<double>(answersUpTo(low, weights)) - below;
    const auto first = static_cast<double>(metrics::Histogram::valueAt(m_buckets[low]).count()) - 0.5;
    const auto width = static_cast<double>(metrics::Histogram::widthAt(m_buckets[low]).count());
    const double microseconds = first + (within > 0 ? width * (rank - below) / within : 0);
    return std::max(microseconds, 0.0) * 1e-6;
}

std::optional<double> BlockTable::quantile(double quantile, const Weights &weights) const
{
    const std::uint64_t answers = m_buckets.empty() ? 0 : answersUpTo(m_buckets.size() - 1, weights);
    if (answers == 0)
        return std::nullopt;
    return valueAt(quantile * static_cast<double>(answers), weights);
}

std::optional<double> BlockTable::figure(Figure figure, const Weights &weights) const
{
    switch (figure) {
    case Figure::Throughput:
        return share(sum(m_good, weights), sum(m_seconds, weights));
    case Figure::P50:
        return quantile(0.5, weights);
    case Figure::P95:
        return quantile(0.95, weights);
    case Figure::P99:
        return quantile(0.99, weights);
    case Figure::Errors:
        return share(sum(m_errors, weights), sum(m_requests, weights));
    case Figure::HitRatio:
        return share(sum(m_hits, weights), sum(m_known, weights));
    case Figure::Cpu:
        return share(sum(m_cpu, weights), sum(m_cpuRequests, weights));
    }
    return std::nullopt;
}

BlockTable::Weights BlockTable::alone(std::size_t block) const
{
    Weights weights(m_size);
    weights[block] = 1;
    return weights;
}

std::size_t BlockTable::blocksWith(Figure figure) const
{
    std::size_t count = 0;
    for (std::size_t block = 0; block < m_size; ++block) {
        const auto value = this->figure(figure, alone(block));
        count += value && (figure != Figure::Cpu || *value > 0) ? 1U : 0U;
    }
    return count;
}

double BlockTable::extent(Figure figure, const Weights &weights) const
{
    switch (figure) {
    case Figure::Throughput:
        return sum(m_seconds, weights);
    case Figure::P50:
    case Figure::P95:
    case Figure::P99:
        return m_buckets.empty() ? 0 : static_cast<double>(answersUpTo(m_buckets.size() - 1, weights));
    case Figure::Errors:
        return sum(m_requests, weights);
    case Figure::HitRatio:
        return sum(m_known, weights);
    case Figure::Cpu:
        return sum(m_cpuRequests, weights);
    }
    return 0;
}

}
