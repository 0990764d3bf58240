#pragma once

#include "experiment/experiment.h"
#include "metrics/snapshot.h"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace escala::experiment {

/// A moment of a run with its word, for a thin line on every chart of time and a line of the report.
struct NamedMoment {
    std::chrono::nanoseconds at{}; ///< Since the start of measuring.
    std::string word;
    std::optional<std::size_t> target{}; ///< Of this one alone; empty: of all.
    friend bool operator==(const NamedMoment &, const NamedMoment &) = default;
};

/// A level in its unit, in the language of the program: "1 user", "2,000/s".
[[nodiscard]] std::string levelText(double level, load::Model model);

/// What was done to a run while it was on: "30 users", "paused", "resumed", "as planned".
[[nodiscard]] std::vector<NamedMoment> changesOf(const Experiment &experiment, std::span<const metrics::Mark> marks);

/// Where the stages of a plan meet, each with the level that comes next: "2,000/s", "→ 500/s" for a ramp. None where
/// there are so many that they would hide what they explain.
[[nodiscard]] std::vector<NamedMoment> stageBordersOf(const load::LoadPlan &plan);

}
