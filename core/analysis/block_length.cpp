#include "analysis/block_length.h"

#include "analysis/block_table.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace escala::analysis {

namespace {

constexpr std::size_t kMost = 400;
constexpr std::size_t kLeftByCubeRoot = 10;
constexpr std::size_t kLeftByTest = 8;
constexpr double kOneSided5Percent = 1.645;
constexpr double kOneSided5PercentOfSix = 2.394;
constexpr double kMostBelieved = 0.8;
constexpr double kMostSuspected = 0.95; // more of it in few blocks is a trend, which no factor makes up for

/// By von Neumann's ratio, and how far it may be off by chance where there is none.
struct Correlation {
    double seen = 0;
    double chance = 1;
};

Correlation correlationOf(std::span<const double> values)
{
    const auto count = static_cast<double>(values.size());
    if (values.size() < 3)
        return {};
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    double around = 0;
    double steps = 0;
    for (std::size_t index = 0; index < values.size(); ++index) {
        around += (values[index] - mean) * (values[index] - mean);
        if (index > 0)
            steps += (values[index] - values[index - 1]) * (values[index] - values[index - 1]);
    }
    if (around <= 0)
        return {};
    return {.seen = 1 - steps / (2 * around), .chance = std::sqrt((count - 2) / (count * count - 1))};
}

/// A figure of each block, in logarithms as they are compared; blocks without one are passed over.
std::vector<double> course(Figure figure, std::span<const Block> blocks)
{
    std::vector<double> values;
    for (const Block &block : blocks) {
        if (const auto value = figureOf(block, figure); value && *value > 0)
            values.push_back(std::log(*value));
    }
    return values;
}

bool dependent(std::span<const Block> blocks)
{
    return std::ranges::any_of(std::array{Figure::Throughput, Figure::P50, Figure::P99},
                               [&](Figure figure) { return neighbourCorrelation(course(figure, blocks)) > 0; });
}

}

double neighbourCorrelation(std::span<const double> values)
{
    const auto [seen, chance] = correlationOf(values);
    return seen > kOneSided5Percent * chance ? std::min(seen, kMostBelieved) : 0;
}

bool hangTogether(std::span<const double> values)
{
    const auto [seen, chance] = correlationOf(values);
    return seen > kOneSided5PercentOfSix * chance;
}

double suspectedCorrelation(std::span<const double> values)
{
    const auto [seen, chance] = correlationOf(values);
    if (seen <= chance)
        return 0;
    return std::min(seen + (1 + 3 * seen) / static_cast<double>(values.size() - 1), kMostSuspected);
}

std::vector<Block> joinedBy(std::size_t length, std::span<const Block> blocks)
{
    const std::size_t groups = std::max<std::size_t>(1, blocks.size() / std::max<std::size_t>(1, length));
    std::vector<Block> all;
    std::size_t begin = 0;
    for (std::size_t group = 1; group <= groups && begin < blocks.size(); ++group) {
        const std::size_t end = blocks.size() * group / groups;
        Block whole = blocks[begin];
        for (std::size_t index = begin + 1; index < end; ++index)
            whole = joined(whole, blocks[index]);
        all.push_back(std::move(whole));
        begin = end;
    }
    return all;
}

std::size_t blockLength(std::span<const Block> blocks)
{
    const std::size_t count = blocks.size();
    const auto root = static_cast<std::size_t>(std::cbrt(static_cast<double>(count)));
    std::size_t length =
        std::max({std::size_t{1}, std::min(root, count / kLeftByCubeRoot), (count + kMost - 1) / kMost});
    std::vector<Block> groups = joinedBy(length, blocks);
    while (groups.size() >= 2 * kLeftByTest && dependent(groups)) {
        length *= 2;
        groups = joinedBy(2, groups);
    }
    return length;
}

}
