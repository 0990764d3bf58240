#pragma once

#include "metrics/cache_result.h"
#include "metrics/packed_histogram.h"
#include "metrics/snapshot.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace escala::analysis {

/// What happened to a target in a stretch of a run: a second of it, or one round of a repetition.
struct Block {
    std::chrono::nanoseconds length{};
    std::vector<metrics::PackedHistogram::Bucket> response{}; ///< Of complete answers; ascending, none empty.
    std::uint64_t requests = 0;                               ///< Ended, answered or not.
    std::uint64_t good = 0;                                   ///< Answered without error.
    std::uint64_t errors = 0;
    std::array<std::uint64_t, metrics::kCacheResults> cache{};
    std::optional<double> serverCpu{}; ///< Cores that the server used; empty where it is not known.
};

/// Both together, as if they had been one.
[[nodiscard]] Block joined(const Block &one, const Block &other);

/// A setting of a plan that its result depends on.
struct PlanSetting {
    std::string path;  ///< Where it stands in a plan file: "load.users".
    std::string value; ///< As it stands there.
    friend bool operator==(const PlanSetting &, const PlanSetting &) = default;
};

/// One target of one run, as far as a comparison asks.
struct RunSample {
    std::string run;               ///< Its name, for people.
    std::string target;            ///< Likewise.
    std::vector<Block> blocks;     ///< In order of time.
    std::vector<PlanSetting> plan; ///< Ascending by path. Samples of other plans are not compared.
    metrics::Verdict verdict = metrics::Verdict::Valid;
    std::string verdictText; ///< The verdict with its reasons, for people.
    /// Samples with the same pairing, not empty, were measured at once or in turns: the n-th blocks of both had the
    /// same weather and are drawn together.
    std::string pairing;
};

}
