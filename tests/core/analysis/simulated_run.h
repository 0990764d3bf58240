#pragma once

#include "analysis/run_sample.h"

#include <cstdint>

/// A run whose law is known, in seconds: log-normal response times of so many requests, and a level that every second
/// has of its own, as on a machine that is shared.
struct SimulatedRun {
    std::size_t seconds = 30;
    std::uint64_t requests = 100;  ///< A second.
    double median = 0.010;         ///< Seconds.
    double deviation = 0.3;        ///< Of the logarithms within a second …
    double weather = 0.05;         ///< … and of the level of the seconds.
    double memory = 0;             ///< How much a second's level is that of the one before: 0 to 1.
    std::uint64_t weatherSeed = 1; ///< Runs of the same weather have the same levels.
    std::uint64_t seed = 1;
};

[[nodiscard]] escala::analysis::RunSample simulated(const SimulatedRun &run);

/// Rounds that differ in their throughput only.
struct SimulatedRounds {
    std::size_t rounds = 10;
    double rate = 1e6;       ///< Good answers a second.
    double variation = 0.05; ///< Of its logarithm.
    std::uint64_t seed = 1;
};

[[nodiscard]] escala::analysis::RunSample simulatedRounds(const SimulatedRounds &rounds);
