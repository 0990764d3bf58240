#pragma once

#include "metrics/calibration.h"
#include "metrics/heat_grid.h"
#include "metrics/series_point.h"
#include "metrics/tail_curve.h"

#include <QString>

#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace escala::charts {

/// What the charts of a run show: one course a target, all since t = 0 of measuring. Immutable once shared.
struct RunCourse {
    /// A thin vertical line with a word, at the same time on every chart, or on those of one side.
    struct Mark {
        std::chrono::nanoseconds at{};
        QString word;
        /// Whose word comes first where there is room for one only.
        enum class Origin {
            User,   ///< Done while the run was on.
            Plan,   ///< The border of two stages.
            Answers ///< Seen in what came back.
        };
        Origin origin = Origin::Answers;
        std::optional<std::size_t> side{}; ///< Empty: all.
    };
    struct Side {
        QString name;
        bool localServer = false; ///< CPU and memory of the server can be known.
        std::vector<metrics::SeriesPoint> points;
        std::array<metrics::TailCurve, 2> tails{}; ///< Response and service time, as the figures of their chart.
        metrics::HeatGrid heat{};
        bool done = false; ///< No request is under way any more, and no point will come, though others go on.
        std::chrono::nanoseconds step{}; ///< Length of a point; 0 when there is none yet.
    };
    std::vector<Side> sides;                               ///< The order gives colour and shape: baseline first.
    std::optional<std::chrono::nanoseconds> plannedLength; ///< The time axis spans it from the start.
    std::vector<Mark> marks;
    std::optional<metrics::Calibration> calibration; ///< Of the generator.
    bool running = false;
};
using RunCoursePtr = std::shared_ptr<const RunCourse>;

}
