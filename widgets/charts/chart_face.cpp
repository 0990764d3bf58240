#include "charts/chart_face.h"

#include "charts/course_reading.h"
#include "charts/heat_face.h"
#include "charts/number_text.h"
#include "charts/tail_face.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace escala::charts {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(charts)
};

constexpr double kBroad = 5;        // pixels; the line on it has about two
constexpr double kPixelsAPoint = 3; // nearer to each other points make a texture, not a line
constexpr double kTickWidth = 80;   // pixels for a label of the time axis

const Scale &scaleOf(const RowScales &scales, const Figure &figure)
{
    return figure.axis == Figure::Axis::Left ? scales.left() : scales.right();
}

void addMarks(PlotFace &face, const RunCourse &course, const std::vector<std::size_t> &sides)
{
    for (const auto &mark : course.marks) {
        if (mark.side && std::ranges::find(sides, *mark.side) == sides.end())
            continue;
        const double at = face.time.position(std::chrono::duration<double>(mark.at).count());
        if (at >= 0 && at <= 1)
            face.marks.push_back({.position = at, .word = mark.word, .origin = mark.origin});
    }
}

void addLimit(PlotFace &face, const ChartSpec &spec, const RunCourse &course)
{
    if (!spec.limit || !course.calibration)
        return;
    constexpr double kApart = 0.02; // a line that can't be told from that of the axis says nothing
    const double at = face.left.position(spec.limit->read(*course.calibration));
    if (at >= face.left.base() + kApart && at <= 1)
        face.limit = {.position = at, .word = spec.limit->name};
}

}

QString emptyTextOf(const ChartSpec &spec, const RunCourse &course, const std::vector<std::size_t> &sides)
{
    QString first;
    for (const auto side : sides) {
        const auto text = emptyText(spec, course, side);
        if (text.isEmpty())
            return {};
        if (first.isEmpty())
            first = text;
    }
    return first;
}

std::vector<CurveKey> curvesOf(const ChartSpec &spec, const std::vector<std::size_t> &sides)
{
    std::vector<CurveKey> keys;
    for (const auto side : sides) {
        for (std::size_t figure = spec.figures.size(); figure-- > 0;)
            keys.push_back({side, figure});
    }
    return keys;
}

CurveStyle styleOf(const ChartSpec &spec, const CurveKey &key, bool together, const common::Tokens &tokens)
{
    static constexpr std::array kWidths{2.2, 1.6, 1.2};
    const auto &figure = spec.figures[key.figure];
    const auto rank = static_cast<std::size_t>(std::clamp(figure.rank, 0, 2));
    return {.colour = common::sideTint(key.side, figure.rank, tokens),
            .width = figure.broad ? kBroad : kWidths.at(rank),
            .filled = figure.filled && !together,
            .shape = common::sideShape(key.side),
            .marked = rank == 0};
}

PlotFace timeFaceOf(const ChartSpec &spec, const RunCourse &course, const std::vector<std::size_t> &sides,
                    const TimeAxes &times, const RowScales &scales, double width)
{
    PlotFace face;
    const auto axisSide = sides.empty() ? 0 : sides.front();
    face.time = times.scale(axisSide, std::max(2, static_cast<int>(width / kTickWidth)));
    face.left = scales.left();
    face.right = scales.right();
    face.hasRight = !spec.rightUnit.isEmpty();
    face.emptyText = emptyTextOf(spec, course, sides);
    if (face.emptyText.isEmpty())
        addMarks(face, course, sides);
    if (times.hasOwn(axisSide))
        face.axisNote = Words::tr("own time axis: over after %1").arg(momentText(extent(course.sides[axisSide])));
    return face;
}

PlotFace faceOf(const ChartSpec &spec, const RunCourse &course, const std::vector<std::size_t> &sides,
                const TimeAxes &times, const RowScales &scales, const RowScales::Shown &shown,
                const common::Tokens &tokens, double width)
{
    if (spec.kind == ChartSpec::Kind::Tail)
        return tailFaceOf(spec, course, sides, scales, shown, tokens);
    if (spec.kind == ChartSpec::Kind::Heat)
        return heatFaceOf(spec, course, sides.front(), times, scales, tokens, width);
    PlotFace face = timeFaceOf(spec, course, sides, times, scales, width);
    for (const auto &key : curvesOf(spec, sides)) {
        const auto &figure = spec.figures[key.figure];
        PlotFace::Curve curve{.style = styleOf(spec, key, sides.size() > 1, tokens),
                              .drawn = {},
                              .shown = shown(key.side, key.figure) && face.emptyText.isEmpty(),
                              .atCrosshair = {}};
        if (curve.shown)
            curve.drawn =
                drawn(scales.samples().of(key.side, key.figure), face.time, scaleOf(scales, figure), mostPoints(width));
        curve.dense = curve.drawn.size() * kPixelsAPoint > width;
        face.curves.push_back(std::move(curve));
    }
    addLimit(face, spec, course);
    return face;
}

std::vector<std::optional<double>> crossings(const ChartSpec &spec, const RunCourse &course,
                                             const std::vector<CurveKey> &curves, const RowScales &scales,
                                             double seconds)
{
    std::vector<std::optional<double>> positions;
    for (const auto &key : curves) {
        const auto &figure = spec.figures[key.figure];
        const double value = valueAt(course.sides[key.side], figure, seconds);
        if (std::isfinite(value))
            positions.emplace_back(scaleOf(scales, figure).position(value));
        else
            positions.emplace_back(std::nullopt);
    }
    return positions;
}

QString descriptionOf(const ChartSpec &spec, const RunCourse &course, const std::vector<std::size_t> &sides)
{
    if (const auto empty = emptyTextOf(spec, course, sides); !empty.isEmpty())
        return empty;
    if (spec.kind == ChartSpec::Kind::Tail)
        return tailDescriptionOf(course, sides);
    if (spec.kind == ChartSpec::Kind::Heat)
        return heatDescriptionOf(course, sides);
    QStringList parts;
    for (const auto side : sides) {
        QStringList figures;
        for (const auto &figure : spec.figures)
            figures << QString(figure.name % u' ' % figure.valueText(valueAt(course.sides[side], figure, {})));
        parts << Words::tr("%1 at the end of %2: %3", "side, time, figures")
                     .arg(course.sides[side].name, momentText(extent(course.sides[side])),
                          figures.join(QStringLiteral(", ")));
    }
    if (spec.limit && course.calibration)
        parts << QString(spec.limit->name % u' ' % figureText(spec.limit->read(*course.calibration)));
    return Words::tr("Line chart over time; %1.").arg(parts.join(QStringLiteral("; ")));
}

QString chartName(const ChartSpec &spec, const RunCourse &course, const std::vector<std::size_t> &sides)
{
    QStringList names;
    for (const auto side : sides)
        names << course.sides[side].name;
    return Words::tr("%1: %2", "chart and sides").arg(spec.title, names.join(QStringLiteral(", ")));
}

}
