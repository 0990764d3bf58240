#include "charts/tail_face.h"

#include "charts/course_reading.h"
#include "charts/number_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>

namespace escala::charts {

using metrics::TailCurve;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(charts)
};

constexpr double kThin = 1.2;

double milliseconds(std::chrono::microseconds value)
{
    return std::chrono::duration<double, std::milli>(value).count();
}

// The part of a curve from one place to another, both of them on it.
std::vector<Sample> samplesOf(const TailCurve &curve, double from, double to)
{
    std::vector<Sample> samples;
    const auto add = [&](double decades) {
        if (const auto value = curve.at(decades))
            samples.push_back({decades, milliseconds(*value)});
    };
    add(from);
    for (std::size_t i = 0; i < curve.values.size(); ++i) {
        const double decades = static_cast<double>(i) / TailCurve::kPerDecade;
        if (decades > from && decades < to)
            add(decades);
    }
    if (to > from)
        add(to);
    return samples;
}

}

QString percentileText(double decades)
{
    // As many digits as tell it from its neighbours, and no zeros: p50, p99.3, p99.99.
    const double percent = TailCurve::quantileAt(decades) * 100;
    const double digits = std::pow(10, std::clamp(std::ceil(decades - 1e-6) - 1, 0.0, 3.0));
    return QString(u'p' % QLocale().toString(std::floor(percent * digits + 1e-6) / digits, 'g', 6));
}

PlotFace tailFaceOf(const ChartSpec &spec, const RunCourse &course, const std::vector<std::size_t> &sides,
                    const RowScales &scales, const RowScales::Shown &shown, const common::Tokens &tokens)
{
    PlotFace face;
    face.time = Scale::tail(TailCurve::kDecades);
    face.left = scales.left();
    face.emptyText = emptyTextOf(spec, course, sides);
    std::vector<PlotFace::Curve> unsure;
    for (const auto &key : curvesOf(spec, sides)) {
        const auto &curve = course.sides[key.side].tails.at(key.figure);
        const bool seen = shown(key.side, key.figure) && face.emptyText.isEmpty();
        PlotFace::Curve line{.style = styleOf(spec, key, true, tokens), .drawn = {}, .shown = seen, .atCrosshair = {}};
        PlotFace::Curve faint = line;
        faint.style.colour = tokens.dim;
        faint.style.width = kThin;
        faint.style.marked = false;
        const double end = curve.end();
        const double believed = std::min(curve.believedUpTo(), end);
        if (seen)
            line.drawn = drawn(samplesOf(curve, 0, believed), face.time, face.left);
        if (seen && believed < end) {
            faint.drawn = drawn(samplesOf(curve, believed, end), face.time, face.left);
            face.axisNote = Words::tr("grey: too few answers");
        }
        face.curves.push_back(std::move(line));
        unsure.push_back(std::move(faint));
    }
    std::ranges::move(unsure, std::back_inserter(face.curves));
    return face;
}

std::vector<std::optional<double>> tailCrossings(const RunCourse &course, const std::vector<CurveKey> &curves,
                                                 const RowScales &scales, double decades)
{
    std::vector<std::optional<double>> positions;
    for (const auto &key : curves) {
        const auto &curve = course.sides[key.side].tails.at(key.figure);
        const auto value = decades <= curve.end() ? curve.at(decades) : std::nullopt;
        positions.push_back(value ? std::optional(scales.left().position(milliseconds(*value))) : std::nullopt);
    }
    return positions;
}

QString tailValueText(const TailCurve &curve, std::optional<double> decades)
{
    const double place = decades.value_or(TailCurve::decadesOf(0.99));
    const auto value = curve.at(place);
    const double shown = value ? milliseconds(*value) : std::numeric_limits<double>::quiet_NaN();
    return QString(percentileText(place) % u' ' % figureText(shown));
}

QString tailDescriptionOf(const RunCourse &course, const std::vector<std::size_t> &sides)
{
    QStringList parts;
    for (const auto side : sides) {
        QStringList figures;
        for (const double quantile : {0.5, 0.9, 0.99, 0.999})
            figures << tailValueText(course.sides[side].tails.front(), TailCurve::decadesOf(quantile));
        figures << QString(Words::tr("service") % u' '
                           % tailValueText(course.sides[side].tails.back(), TailCurve::decadesOf(0.99)));
        parts
            << Words::tr("%1: %2", "chart and sides").arg(course.sides[side].name, figures.join(QStringLiteral(", ")));
    }
    return Words::tr("Response time in ms by percentile; %1.").arg(parts.join(QStringLiteral("; ")));
}

}
