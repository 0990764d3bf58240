#pragma once

#include "store/run_row.h"

#include <cstddef>
#include <limits>
#include <optional>
#include <string>

namespace escala::store {

/// Which runs, and in which order. Conditions hold together; one that is empty asks for nothing. A value type.
struct RunQuery {
    enum class Sort { Started, Name, Duration, Requests, Rate, P99, Errors, HitRatio, Verdict };

    std::string text{}; ///< Each of its words stands in the name, the note, a tag, a target's name or URL, in any case.
    std::optional<RunState> state{};
    std::optional<metrics::Verdict> verdict{};
    std::string tag{};      ///< The whole tag, to the letter.
    bool baselines = false; ///< Only runs that are a baseline.
    Sort sort = Sort::Started;
    bool ascending = false; ///< Runs without the figure come last where ascending is false, else first.
    std::size_t offset = 0;
    std::size_t limit = std::numeric_limits<std::size_t>::max();
    friend bool operator==(const RunQuery &, const RunQuery &) = default;
};

}
