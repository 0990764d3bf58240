#pragma once

#include "analysis/block_table.h"
#include "analysis/run_comparison.h"

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace escala::analysis {

/// Where the ratio of two samples lies, from how it varies when their blocks are drawn anew, with putting back.
///
/// Blocks are drawn whole and do not overlap (E. Carlstein, 1986), so what depends on each other within one stays
/// together; in pairs where both samples were measured at once or in turns. The interval is that of the percentiles,
/// taken further out as Student's t is from the normal distribution and by √(n / (n − 1)), since few blocks vary too
/// little (T. C. Hesterberg, "What teachers should know about the bootstrap", 2015: expanded percentile interval;
/// degrees of freedom by Welch and Satterthwaite). Blocks that depend on their neighbours even so are worth fewer
/// independent ones: deviations grow by √((1 + r) / (1 − r)), r their correlation at lag one, of rounds where it is
/// demonstrable, of seconds already where it is likely.
class BlockBootstrap {
public:
    /// Both tables outlive this object. `paired`: they are of the same size.
    BlockBootstrap(const BlockTable &baseline, const BlockTable &candidate, bool paired, const CompareOptions &options);

    /// Blocks depend on their neighbours though they were joined, demonstrably: intervals are widened, but rough.
    [[nodiscard]] bool isDependent() const;

    /// Of a figure that both have. To throughput, errors and hits half of one is added (J. B. S. Haldane, 1956), so
    /// that none at all is no obstacle.
    [[nodiscard]] Interval ratio(Figure figure) const;
    /// Of candidate − baseline, both shares. That none of n was seen doesn't say there is none: then it reaches as far
    /// as the exact interval of a share does (C. J. Clopper, E. S. Pearson, 1934).
    [[nodiscard]] Interval change(Figure figure) const;

private:
    using Value = std::function<std::optional<double>(const BlockTable &, const BlockTable::Weights &)>;
    /// How far candidate − baseline may be off.
    [[nodiscard]] Interval deviations(const Value &value) const;
    [[nodiscard]] static std::vector<double> courseOf(const BlockTable &table, const Value &value);
    [[nodiscard]] std::vector<double> courseOfPairs(const Value &value) const;
    [[nodiscard]] Value logarithm(Figure figure) const;
    [[nodiscard]] double half(Figure figure) const;
    [[nodiscard]] double spread(const std::vector<double> &values) const;

    const BlockTable &m_baseline;
    const BlockTable &m_candidate;
    bool m_paired;
    bool m_apart;
    double m_confidence;
    std::vector<std::pair<BlockTable::Weights, BlockTable::Weights>> m_draws;
};

}
