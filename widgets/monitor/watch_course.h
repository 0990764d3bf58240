#pragma once

#include "charts/decimation.h"
#include "monitor/monitor_types.h"

#include <QString>

#include <vector>

namespace escala::watch {

/// One target's course over the window that is shown.
struct TargetCourse {
    std::string name;
    std::vector<monitor::WindowPoint> points;
};

/// One series' course.
struct SeriesCourse {
    monitor::SeriesKey key;
    monitor::SeriesKind kind = monitor::SeriesKind::Gauge;
    std::vector<monitor::SeriesPointView> points;
    /// How often it is read: between two readings it is no gap.
    std::chrono::nanoseconds interval = std::chrono::seconds(1);
};

/// What the charts show. A value that is immutable once shared.
struct Courses {
    std::vector<TargetCourse> targets; ///< The order gives colour and shape.
    std::vector<SeriesCourse> series;
};

/// What the charts would like to show; at most charts::kMostPoints points a course.
struct CourseWish {
    std::vector<std::string> targets;
    std::vector<monitor::SeriesKey> series;
    monitor::Instant from{};
    monitor::Instant to{};
    friend bool operator==(const CourseWish &, const CourseWish &) = default;
};

/// How a series is to be read; a gauge where the view doesn't have it yet.
[[nodiscard]] monitor::SeriesKind kindOf(const monitor::MonitorView &view, const monitor::SeriesKey &key);

/// How often the source of a series is read; those of a target's own server once a second.
[[nodiscard]] std::chrono::nanoseconds readEvery(const monitor::MonitorPlan &plan, const std::string &source);

/// One line of a chart.
struct ChartLine {
    QString name;
    std::size_t side = 0; ///< Gives colour and shape: see common::sideColour.
    int rank = 0;         ///< 0 the strongest tint.
    bool filled = false;
    std::vector<charts::Sample> samples;
};

/// One chart: lines over the wall clock.
struct ChartContent {
    enum class Left {
        Zero,    ///< From 0 up.
        Share,   ///< 0 to 100 %.
        Latency, ///< Logarithmic, in ms.
    };
    QString name; ///< "response-time": the same chart from one update to the next.
    QString title;
    QString unit;
    Left left = Left::Zero;
    std::vector<ChartLine> lines;
    QString empty; ///< Why there is nothing to see, and what to do; used where no line has a value.

    [[nodiscard]] bool hasValues() const;
    /// "12.1", "99.98 %": of a line at a moment.
    [[nodiscard]] QString valueText(double value) const;
};

/// The charts of these courses: response time, availability and errors, phases, cache hits, and one for each series.
[[nodiscard]] std::vector<ChartContent> chartsOf(const Courses &courses);

/// A stretch of time, in seconds since 1970.
struct Stretch {
    double from = 0;
    double to = 0;
    friend bool operator==(const Stretch &, const Stretch &) = default;
};
/// When nothing was watched: gaps of the first course there is.
[[nodiscard]] std::vector<Stretch> unwatched(const Courses &courses);

[[nodiscard]] double secondsOf(monitor::Instant at);
[[nodiscard]] monitor::Instant instantOf(double seconds);
/// Of a line at a moment, else (without one) the latest; NaN where nothing is known.
[[nodiscard]] double valueAt(const std::vector<charts::Sample> &samples, std::optional<double> seconds);

}
