#pragma once

#include "charts/decimation.h"
#include "charts/run_course.h"
#include "charts/scale.h"
#include "common/side_style.h"

#include <QFont>
#include <QRectF>

#include <optional>

class QPainter;

namespace escala::charts {

/// How one line looks.
struct CurveStyle {
    QColor colour;
    double width = 2;
    bool filled = false;
    common::Shape shape = common::Shape::Triangle;
    bool marked = true; ///< Its newest point carries the side's shape.
    friend bool operator==(const CurveStyle &, const CurveStyle &) = default;
};

/// Everything a plot shows apart from its lines' own painting: a value that is painted as it is.
struct PlotFace {
    struct Mark {
        double position = 0; ///< On the time axis, 0 to 1.
        QString word;
        RunCourse::Mark::Origin origin = RunCourse::Mark::Origin::Answers;
    };
    struct Curve {
        CurveStyle style;
        DrawnCurve drawn;
        bool shown = true;
        bool dense = false;                ///< So many points that it is drawn with a hair line, see paintOver.
        std::optional<double> atCrosshair; ///< Position on its value axis.
    };
    /// A coloured field, in axis positions.
    struct Cell {
        QRectF place;
        QColor colour;
    };
    Scale time; ///< Across: of time, but for charts of percentiles.
    Scale left;
    Scale right;
    bool hasRight = false;
    std::vector<Curve> curves;
    std::vector<Cell> cells;
    /// A stretch of time of which something is to be said, on the time axis, 0 to 1.
    struct Span {
        enum class Kind {
            Unwatched, ///< Hatched: nothing can be known of it.
            Incident,  ///< Tinted, with a bar along its top.
        };
        double from = 0;
        double to = 0;
        Kind kind = Kind::Unwatched;
        QString word; ///< Where there is room.
    };
    std::vector<Span> spans;
    std::vector<Mark> marks;
    /// A level across, with its name on it.
    struct Limit {
        double position = 0; ///< On the left axis, 0 to 1.
        QString word;
    };
    std::optional<Limit> limit;
    std::optional<double> crosshair; ///< Position on the time axis.
    QString crosshairText;
    QString emptyText;
    QString axisNote; ///< What is special about the time axis.
    QFont font;

    /// Where the lines are, within a plot of this size.
    [[nodiscard]] QRectF area(const QSizeF &size) const;
    /// Grid and fills, beneath the lines.
    void paintUnder(QPainter &painter, const QRectF &area, const common::Tokens &tokens) const;
    /// Labels, marks, shapes and crosshair, above them; and first the dense curves. Qt Charts strokes each piece of a
    /// line and the outline that a pointer could hit, which takes five times as long as all else when there are many.
    void paintOver(QPainter &painter, const QRectF &area, const common::Tokens &tokens) const;
};

}
