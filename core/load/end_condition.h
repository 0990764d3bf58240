#pragma once

#include "metrics/series_point.h"

#include <chrono>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace escala::load {

/// What ends a run before its time: a figure of one target that stays over a limit for so long.
struct EndCondition {
    enum class Figure {
        Errors, ///< Share of the requests that ended, 0 to 1.
        P50,    ///< Response time, seconds; likewise the next two.
        P95,
        P99,
        InFlight, ///< Requests.
    };
    Figure figure = Figure::Errors;
    double limit = 0;
    std::chrono::nanoseconds span{}; ///< 0: one interval is enough.

    friend bool operator==(const EndCondition &, const EndCondition &) = default;
};

/// "errors>5%", "p99>500ms for 10s", "in-flight>1000". The error says what was expected.
[[nodiscard]] std::expected<EndCondition, std::string> parseEndCondition(std::string_view text);
/// What `parseEndCondition` reads back.
[[nodiscard]] std::string formatEndCondition(const EndCondition &condition);

/// Watches one condition at one target, interval by interval. One thread.
///
/// An interval in which nothing ended changes nothing: a server that is slow to the point of silence is still slow.
class EndWatch {
public:
    explicit EndWatch(const EndCondition &condition)
        : m_condition(condition)
    {
    }
    /// Intervals in the order of time, each once or more often; true when the condition has been met.
    [[nodiscard]] bool look(const metrics::SeriesPoint &point);

private:
    EndCondition m_condition;
    std::optional<std::chrono::nanoseconds> m_since; ///< Over the limit since then.
};

}
