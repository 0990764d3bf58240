#include "analysis/percentile_interval.h"

#include <boost/math/distributions/binomial.hpp>

namespace escala::analysis {

std::optional<Ranks> percentileRanks(double quantile, std::uint64_t count, double confidence)
{
    if (quantile <= 0 || quantile >= 1 || count == 0)
        return std::nullopt;
    const boost::math::binomial below(static_cast<double>(count), quantile);
    const double tail = (1 - confidence) / 2;
    if (boost::math::cdf(below, 0) > tail)
        return std::nullopt;
    // Rounded outwards: the largest with at most `tail` up to it, and the smallest with at most `tail` beyond it.
    const double low = boost::math::quantile(below, tail);
    const double high = boost::math::quantile(boost::math::complement(below, tail));
    if (high >= static_cast<double>(count))
        return std::nullopt;
    return Ranks{.low = static_cast<std::uint64_t>(low) + 1, .high = static_cast<std::uint64_t>(high) + 1};
}

}
