#pragma once

#include "analysis/run_comparison.h"
#include "analysis/run_sample.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace escala::analysis {

/// A figure of one block; empty where there is none. Units: Figure.
[[nodiscard]] std::optional<double> figureOf(const Block &block, Figure figure);

/// The figures of any choice of a sample's blocks, fast: for a bootstrap, which asks for thousands.
///
/// Blocks stand beside each other for each bucket of the histogram, with the answers up to it: a percentile of a choice
/// is a binary search whose steps are sums over the blocks, instead of a merge of their histograms. Immutable.
class BlockTable {
public:
    explicit BlockTable(std::span<const Block> blocks);

    /// How often each block was chosen.
    using Weights = std::vector<std::uint32_t>;

    [[nodiscard]] std::size_t size() const noexcept { return m_size; }
    /// Every block once.
    [[nodiscard]] Weights all() const { return Weights(m_size, 1); }

    /// Empty where there is no such figure. Units: Figure.
    [[nodiscard]] std::optional<double> figure(Figure figure, const Weights &weights) const;
    /// Of what the figure is made of: answers, requests, known results of a cache; of throughput, seconds.
    [[nodiscard]] double extent(Figure figure, const Weights &weights) const;

    /// How many blocks have such a figure by themselves; of CPU, one that could be measured.
    [[nodiscard]] std::size_t blocksWith(Figure figure) const;
    /// That block once.
    [[nodiscard]] Weights alone(std::size_t block) const;

    /// Of all blocks.
    [[nodiscard]] std::uint64_t answers() const;
    /// Seconds of the answer of that rank, from 1 to answers(), in order of size.
    [[nodiscard]] double valueAt(std::uint64_t rank) const { return valueAt(static_cast<double>(rank), all()); }

private:
    [[nodiscard]] std::uint64_t answersUpTo(std::size_t row, const Weights &weights) const;
    [[nodiscard]] std::optional<double> quantile(double quantile, const Weights &weights) const;
    [[nodiscard]] double valueAt(double rank, const Weights &weights) const;

    std::size_t m_size;
    std::vector<std::uint32_t> m_buckets; ///< Those in use, ascending: the rows of …
    std::vector<std::uint64_t> m_answers; ///< … answers up to and with that bucket, a column a block.
    std::vector<double> m_seconds, m_requests, m_good, m_errors, m_hits, m_known, m_cpu, m_cpuRequests;
};

}
