#pragma once

#include "metrics/calibration.h"
#include "metrics/series_point.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace escala::charts {

/// One line of a chart: what it is called and how it is read from a point of the series.
struct Figure {
    enum class Axis { Left, Right };
    enum class Text { Plain, Count, Percent };

    QString name;
    double (*read)(const metrics::SeriesPoint &point) = nullptr; ///< NaN: not known in this interval.
    Axis axis = Axis::Left;
    Text text = Text::Plain;
    int rank = 0; ///< 0 the strongest; see common::sideTint.
    bool filled = false;
    bool broad = false; ///< A band in the faintest tint, which is seen around a line that coincides with it.
    QString widest;     ///< Room that is kept for its value, so that nothing moves.

    [[nodiscard]] QString valueText(double value) const;
};

/// What the generator can't go beyond: a level across the chart, on the left axis, where that reaches it.
struct Limit {
    QString name;
    double (*read)(const metrics::Calibration &calibration) = nullptr;
};

/// One row of charts: the same figures of every target on shared axes.
struct ChartSpec {
    /// How the left axis is chosen.
    enum class Left {
        Zero,       ///< From 0 up.
        Share,      ///< 0 to 100 %.
        Latency,    ///< Logarithmic, or from 0 up, as the user likes.
        Throughput, ///< From 0 up; logarithmic where the sides differ by more than 20×.
    };

    /// What is drawn across.
    enum class Kind {
        Course, ///< Lines over time.
        Tail,   ///< Lines over the percentiles, all sides in one chart as wide as the row.
        Heat,   ///< Cells over time, each side in a chart of its own.
    };

    QString name; ///< As in file names: "response-time".
    QString title;
    QString unit;      ///< Of the left axis.
    QString rightUnit; ///< Empty without a right axis.
    Left left = Left::Zero;
    std::vector<Figure> figures{};
    std::optional<Limit> limit{};
    Kind kind = Kind::Course;
    int minimumHeight = 150;
    int stretch = 4;
};

/// The rows of a run, in order, in the user's language.
[[nodiscard]] std::vector<ChartSpec> chartSpecs();

}
