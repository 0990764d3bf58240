#pragma once

#include "experiment/run_result.h"
#include "metrics/second.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace escala::report {

/// What happened in one second of a run, to each of its targets: what explains a peak of a chart.
struct Moment {
    struct Side {
        std::string name;                      ///< Of the target.
        std::optional<metrics::Second> second; ///< Empty where it was not measured at that time.
    };
    std::chrono::nanoseconds at{};     ///< Its start since measuring began, in whole seconds.
    std::vector<Side> sides;           ///< In the order of the targets.
    std::vector<std::string> marks;    ///< What was done in it or lasts in it: levels, stages, faults.
    std::vector<std::string> requests; ///< Of the plan's mix, where it has several: "GET /search".
};

/// The second that a point in time lies in.
[[nodiscard]] std::chrono::nanoseconds secondOf(std::chrono::nanoseconds at) noexcept;

/// `seconds` are those that begin at `at`; those of other times are passed over.
[[nodiscard]] Moment momentOf(const experiment::Experiment &experiment, const std::vector<metrics::Mark> &marks,
                              const std::vector<experiment::FaultEvent> &faults, std::chrono::nanoseconds at,
                              const std::vector<metrics::TargetSecond> &seconds);

// In the language and locale of the program.

/// "12 s to 13 s of the run".
[[nodiscard]] std::string titleOf(const Moment &moment);

struct MomentRow {
    std::string label;
    std::string value;
    friend bool operator==(const MomentRow &, const MomentRow &) = default;
};
/// The figures of one side: requests, errors by kind, status, response time, cache, in flight, server.
[[nodiscard]] std::vector<MomentRow> rowsOf(const Moment::Side &side);

/// A request among the slowest: how long it took, and where that time went.
struct SlowRow {
    std::string response, waited, firstByte, transfer;
    std::string outcome; ///< "200", "timed out"; with the request where the plan has several.
    friend bool operator==(const SlowRow &, const SlowRow &) = default;
};
[[nodiscard]] std::vector<SlowRow> slowestOf(const Moment::Side &side, const std::vector<std::string> &requests);
/// What stands above the columns of SlowRow.
[[nodiscard]] SlowRow slowHeads();

/// All of it as lines of text, to be pasted into a message.
[[nodiscard]] std::string textOf(const Moment &moment);

}
