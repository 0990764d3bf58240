#pragma once

#include "metrics/packed_histogram.h"
#include "metrics/series_point.h"
#include "metrics/slowest.h"
#include "metrics/tally.h"

#include <array>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace escala::metrics {

/// What happened to one target in one second of a run; final once made. The last one may be shorter, and of a run under
/// a second there is one that holds it all.
struct Second {
    SeriesPoint point; ///< Its counts and percentiles.
    Ledger ledger;     ///< Differences of this second; `waiting` modulo 2^64, right in sums. `inFlight` is at its end.
    std::array<std::uint64_t, kErrorKinds> errors{};
    std::vector<std::pair<std::uint16_t, std::uint64_t>> status; ///< Code and count, by code.
    std::uint64_t bytesSent = 0;
    std::uint64_t connectionsOpened = 0;
    std::uint64_t redirects = 0;
    PackedHistogram response, service; ///< Of complete answers.
    std::vector<SlowRequest> slowest;  ///< The longest response first; at most Slowest::kMost.
    friend bool operator==(const Second &, const Second &) = default;
};

/// The second that a tally was collected in.
[[nodiscard]] Second secondOf(const Tally &tally, std::chrono::nanoseconds start, std::chrono::nanoseconds length);

/// A second, and which target of the plan it is about.
struct TargetSecond {
    std::size_t target = 0;
    Second second;
};

/// Takes seconds as they become final, in order of time for each target, none left out.
using SecondSink = std::function<void(std::vector<TargetSecond>)>;

}
