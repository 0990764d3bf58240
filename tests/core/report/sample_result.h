#pragma once

#include "experiment/run_result.h"
#include "metrics/tally.h"

#include <string>
#include <vector>

/// What happened to one target in 10 s, in a few numbers: from it a whole TargetResult is made, whose parts agree.
struct SampleSide {
    std::string name;
    std::uint64_t good = 1000;
    std::chrono::nanoseconds response = std::chrono::milliseconds(200);
    std::vector<std::pair<escala::metrics::ErrorKind, std::uint64_t>> errors{};
    std::uint64_t hits = 0;
    std::uint64_t misses = 0;
    std::uint64_t aborted = 0;
};

[[nodiscard]] escala::experiment::TargetResult sampleTarget(const SampleSide &side);

/// A finished run of 20 users that started at 2026-11-23 21:00:00.123 UTC.
[[nodiscard]] escala::experiment::RunResult sampleResult(const std::vector<SampleSide> &sides);

/// Slow at 100 requests/s with 200 ms, Cached at 48,600 with 2 ms and 99.98 % hits.
[[nodiscard]] escala::experiment::RunResult slowAndCached();
