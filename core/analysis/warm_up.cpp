#include "analysis/warm_up.h"

#include "metrics/tally.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace escala::analysis {

namespace {

constexpr std::size_t kBatch = 5;
constexpr std::size_t kFewestBatches = 8;
constexpr double kSame = 1e-12; // rounding errors of equal values are no difference

/// Some figure of the points that have it, and when each began.
struct Course {
    std::vector<double> values;
    std::vector<std::chrono::nanoseconds> starts;

    void add(double value, std::chrono::nanoseconds start)
    {
        values.push_back(value);
        starts.push_back(start);
    }
};

WarmUpEnd endOf(const Course &course)
{
    const WarmUp warmUp = mser5(course.values);
    if (warmUp.cut == 0 || warmUp.cut >= course.starts.size())
        return {.at = {}, .steady = warmUp.steady};
    return {.at = course.starts[warmUp.cut], .steady = warmUp.steady};
}

}

// From the end to the start, with a running mean (B. P. Welford, 1962): each d costs one step.
WarmUp mser(std::span<const double> values)
{
    WarmUp best;
    double least = 0;
    double mean = 0;
    double around = 0;
    double size = 0;
    for (std::size_t d = values.size(); d-- > 0;) {
        const double value = values[d];
        const double count = static_cast<double>(values.size() - d);
        const double step = value - mean;
        mean += step / count;
        around += step * (value - mean);
        size = std::max(size, std::abs(value));
        const double error = around / (count * count);
        const bool first = d == values.size() / 2;
        if (d <= values.size() / 2 && (first || error <= least + kSame * size * size)) {
            least = first ? error : std::min(least, error);
            best.cut = d;
        }
    }
    best.steady = values.size() < 2 || best.cut < values.size() / 2;
    return best;
}

WarmUp mser5(std::span<const double> values)
{
    if (values.size() < kBatch * kFewestBatches)
        return {};
    std::vector<double> means;
    for (std::size_t begin = 0; begin + kBatch <= values.size(); begin += kBatch) {
        double sum = 0;
        for (const double value : values.subspan(begin, kBatch))
            sum += value;
        means.push_back(sum / kBatch);
    }
    WarmUp warmUp = mser(means);
    warmUp.cut *= kBatch;
    return warmUp;
}

WarmUpEnd warmUpOf(std::span<const metrics::SeriesPoint> points)
{
    Course latency;
    Course hits;
    for (const metrics::SeriesPoint &point : points) {
        if (point.response)
            latency.add(std::chrono::duration<double>(point.response->p50).count(), point.start);
        if (const double ratio = metrics::hitRatio(point.cache); ratio >= 0)
            hits.add(ratio, point.start);
    }
    const WarmUpEnd one = endOf(latency);
    const WarmUpEnd other = endOf(hits);
    return {.at = std::max(one.at, other.at), .steady = one.steady && other.steady};
}

}
