#pragma once

#include "experiment/run_result.h"
#include "metrics/second.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// Runs as the engine makes them, without an engine: the same number gives the same run on every machine.

struct SampleRun {
    escala::experiment::RunResult head;                 ///< As when the load begins.
    escala::experiment::RunResult result;               ///< As when it has ended.
    std::vector<escala::metrics::TargetSecond> seconds; ///< In order of time.
};

struct SampleShape {
    std::size_t targets = 2;
    std::size_t seconds = 5;
    std::uint64_t requests = 200; ///< A second and target.
    std::uint64_t seed = 1;
};

[[nodiscard]] SampleRun sampleRun(const SampleShape &shape = {});
/// One second of a target.
[[nodiscard]] escala::metrics::TargetSecond sampleSecond(const SampleShape &shape, std::size_t target,
                                                         std::size_t second);
/// With its own id and name, and with marks, faults, notes, servers and their courses.
[[nodiscard]] escala::experiment::RunResult sampleHead(const SampleShape &shape);

/// The first thing in which two results differ, down to each histogram; empty where there is none.
[[nodiscard]] std::string difference(const escala::experiment::RunResult &one,
                                     const escala::experiment::RunResult &other);
