#include "analysis/run_sample.h"

#include <algorithm>

namespace escala::analysis {

namespace {

using Bucket = metrics::PackedHistogram::Bucket;

std::vector<Bucket> merged(const std::vector<Bucket> &one, const std::vector<Bucket> &other)
{
    std::vector<Bucket> both;
    both.reserve(std::max(one.size(), other.size()));
    std::ranges::merge(one, other, std::back_inserter(both), {}, &Bucket::index, &Bucket::index);
    std::size_t kept = 0;
    for (std::size_t index = 1; index < both.size(); ++index) {
        if (both[index].index == both[kept].index)
            both[kept].count += both[index].count;
        else
            both[++kept] = both[index];
    }
    both.resize(std::min(both.size(), kept + 1));
    return both;
}

/// Cores on the average of both times; empty where neither knows.
std::optional<double> joinedCpu(const Block &one, const Block &other)
{
    if (!one.serverCpu || !other.serverCpu)
        return one.serverCpu ? one.serverCpu : other.serverCpu;
    const double first = std::chrono::duration<double>(one.length).count();
    const double second = std::chrono::duration<double>(other.length).count();
    if (first + second <= 0)
        return one.serverCpu;
    return (*one.serverCpu * first + *other.serverCpu * second) / (first + second);
}

}

Block joined(const Block &one, const Block &other)
{
    Block both{.length = one.length + other.length,
               .response = merged(one.response, other.response),
               .requests = one.requests + other.requests,
               .good = one.good + other.good,
               .errors = one.errors + other.errors,
               .cache = one.cache,
               .serverCpu = joinedCpu(one, other)};
    for (std::size_t result = 0; result < both.cache.size(); ++result)
        both.cache[result] += other.cache[result];
    return both;
}

}
