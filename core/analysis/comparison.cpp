#include "analysis/comparison.h"

namespace escala::analysis {

namespace {

std::optional<double> ratio(double candidate, double baseline)
{
    if (candidate <= 0 || baseline <= 0)
        return std::nullopt;
    return candidate / baseline;
}

std::optional<double> ratio(const metrics::Statistics &candidate, const metrics::Statistics &baseline,
                            metrics::Statistics::Seconds metrics::Statistics::*figure)
{
    return ratio((candidate.*figure).count(), (baseline.*figure).count());
}

std::optional<double> hitRatioOf(const metrics::Summary &summary)
{
    const double value = metrics::hitRatio(summary.cache);
    return value < 0 ? std::nullopt : std::optional(value);
}

}

Comparison compare(const metrics::Summary &baseline, const metrics::Summary &candidate)
{
    using metrics::Statistics;
    return {.throughputRatio = ratio(candidate.achievedRps, baseline.achievedRps),
            .p50Ratio = ratio(candidate.response, baseline.response, &Statistics::p50),
            .p95Ratio = ratio(candidate.response, baseline.response, &Statistics::p95),
            .p99Ratio = ratio(candidate.response, baseline.response, &Statistics::p99),
            .baselineHitRatio = hitRatioOf(baseline),
            .candidateHitRatio = hitRatioOf(candidate)};
}

}
