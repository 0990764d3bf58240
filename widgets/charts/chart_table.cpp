#include "charts/chart_table.h"

#include "charts/number_text.h"
#include "charts/tail_face.h"
#include "experiment/local_number.h"
#include "text/quantity.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <limits>

namespace escala::charts {

using metrics::HeatGrid;
using metrics::TailCurve;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(charts)
};

constexpr std::array kQuantiles{0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999};
constexpr std::size_t kDecades = 7;     // columns: below 10 µs, … , 10 s and longer
constexpr std::size_t kFirstDecade = 1; // of HeatGrid's: the ones before it are one column with it

// Short: seven of them share a narrow chart.
QString decadeText(std::size_t decade)
{
    const bool last = decade + 1 == kDecades;
    const auto edge = HeatGrid::edgeOf((kFirstDecade + decade + (last ? 0 : 1)) * HeatGrid::kRowsPerDecade);
    return QString((last ? u"≥ " : u"< ")
                   % QString::fromStdString(experiment::localNumber(text::readableDuration(edge))));
}

std::uint64_t inDecade(const HeatGrid::Column &column, std::size_t decade)
{
    std::uint64_t sum = 0;
    for (std::size_t row = 0; row < column.size(); ++row) {
        const auto of = std::clamp(row / HeatGrid::kRowsPerDecade, kFirstDecade, kFirstDecade + kDecades - 1);
        if (of - kFirstDecade == decade)
            sum += column.at(row);
    }
    return sum;
}

QString startText(std::chrono::nanoseconds start)
{
    return momentText(std::chrono::duration<double>(start).count());
}

QString tailCell(const TailCurve &curve, std::size_t row)
{
    const auto value = curve.at(TailCurve::decadesOf(kQuantiles.at(row)));
    return figureText(value ? std::chrono::duration<double, std::milli>(*value).count()
                            : std::numeric_limits<double>::quiet_NaN());
}

}

std::size_t ChartTable::rows() const
{
    if (spec.kind == ChartSpec::Kind::Tail)
        return kQuantiles.size();
    std::size_t most = 0;
    for (const auto side : sides)
        most = std::max(most,
                        spec.kind == ChartSpec::Kind::Heat ? course.sides[side].heat.columns().size()
                                                           : course.sides[side].points.size());
    return most;
}

std::size_t ChartTable::columns() const
{
    switch (spec.kind) {
    case ChartSpec::Kind::Heat:
        return 1 + kDecades;
    case ChartSpec::Kind::Tail:
    case ChartSpec::Kind::Course:
        break;
    }
    return 1 + sides.size() * spec.figures.size();
}

QString ChartTable::heading(std::size_t column) const
{
    if (column == 0)
        return spec.kind == ChartSpec::Kind::Tail ? Words::tr("percentile") : Words::tr("from");
    if (spec.kind == ChartSpec::Kind::Heat)
        return decadeText(column - 1);
    const auto &figure = spec.figures[(column - 1) % spec.figures.size()];
    if (sides.size() < 2)
        return figure.name;
    return QString(course.sides[sides[(column - 1) / spec.figures.size()]].name % u' ' % figure.name);
}

QString ChartTable::cell(std::size_t row, std::size_t column) const
{
    if (spec.kind == ChartSpec::Kind::Tail)
        return column == 0 ? percentileText(TailCurve::decadesOf(kQuantiles.at(row)))
                           : tailCell(course.sides[sides[(column - 1) / spec.figures.size()]].tails.at(
                                          (column - 1) % spec.figures.size()),
                                      row);
    if (spec.kind == ChartSpec::Kind::Heat) {
        const auto &heat = course.sides[sides.front()].heat;
        if (row >= heat.columns().size())
            return {};
        return column == 0 ? startText(heat.width() * static_cast<std::int64_t>(row))
                           : countText(static_cast<double>(inDecade(heat.columns()[row], column - 1)));
    }
    if (column == 0) {
        for (const auto side : sides) {
            const auto &points = course.sides[side].points;
            if (row < points.size())
                return startText(points[row].start);
        }
        return {};
    }
    const auto &points = course.sides[sides[(column - 1) / spec.figures.size()]].points;
    const auto &figure = spec.figures[(column - 1) % spec.figures.size()];
    return row < points.size() ? figure.valueText(figure.read(points[row])) : QString();
}

}
