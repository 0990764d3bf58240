#include "charts/row_scales.h"

#include "charts/course_reading.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>

namespace escala::charts {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(charts)
};

// Nothing but zeros needs two ticks.
Scale fromZero(RangeKeeper::Range range, const RowScales::Choice &choice)
{
    return range.high > 0 ? Scale::linear(range.high, choice.ticks) : Scale::linear(1, 2);
}

constexpr double kCloseAgain = 10; // back to a linear axis only well below the limit

double milliseconds(std::chrono::duration<double, std::milli> value)
{
    return value.count();
}

void widen(RangeKeeper::Range &range, double low, double high)
{
    range.low = std::min(range.low, low);
    range.high = std::max(range.high, high);
}

RangeKeeper::Range tailRange(const RunCourse &course, const RowScales::Shown &shown)
{
    RangeKeeper::Range range{std::numeric_limits<double>::infinity(), 0};
    for (std::size_t side = 0; side < course.sides.size(); ++side) {
        const auto &tails = course.sides[side].tails;
        for (std::size_t figure = 0; figure < tails.size(); ++figure) {
            const auto &values = tails.at(figure).values;
            if (shown(side, figure) && !values.empty())
                widen(range, std::max(1e-3, milliseconds(values.front())), milliseconds(values.back()));
        }
    }
    return range;
}

RangeKeeper::Range heatRange(const RunCourse &course)
{
    RangeKeeper::Range range{std::numeric_limits<double>::infinity(), 0};
    for (const auto &side : course.sides) {
        for (const auto &column : side.heat.columns()) {
            for (std::size_t row = 0; row < column.size(); ++row) {
                if (column.at(row) > 0)
                    widen(range, milliseconds(metrics::HeatGrid::edgeOf(row)),
                          milliseconds(metrics::HeatGrid::edgeOf(row + 1)));
            }
        }
    }
    return range;
}

// Lowest above zero and highest value; {inf, 0} without any.
RangeKeeper::Range rangeOf(const ChartSpec &spec, Figure::Axis axis, const RunCourse &course, const RowSamples &samples,
                           const TimeAxes &times, const RowScales::Shown &shown)
{
    if (spec.kind == ChartSpec::Kind::Tail)
        return tailRange(course, shown);
    if (spec.kind == ChartSpec::Kind::Heat)
        return heatRange(course);
    RangeKeeper::Range range{std::numeric_limits<double>::infinity(), 0};
    for (std::size_t side = 0; side < course.sides.size(); ++side) {
        const auto window = times.window(side);
        for (std::size_t i = 0; i < spec.figures.size(); ++i) {
            const auto &figure = spec.figures[i];
            if (figure.axis != axis || !shown(side, i))
                continue;
            for (const Sample &sample : samples.within(side, i, window)) {
                if (sample.value > 0)
                    widen(range, sample.value, sample.value);
            }
        }
    }
    return range;
}

// How far the mean rates of the sides are apart; 1 when fewer than two have one.
double spread(const ChartSpec &spec, const RunCourse &course)
{
    double lowest = std::numeric_limits<double>::infinity();
    double highest = 0;
    for (const auto &side : course.sides) {
        double sum = 0;
        for (const auto &point : side.points)
            sum += spec.figures.front().read(point) * std::chrono::duration<double>(point.length).count();
        if (const double length = extent(side); length > 0 && sum > 0) {
            lowest = std::min(lowest, sum / length);
            highest = std::max(highest, sum / length);
        }
    }
    return highest > 0 ? highest / lowest : 1;
}

}

void RowScales::update(const ChartSpec &spec, const RunCourse &course, const TimeAxes &times, const Shown &shown,
                       const Choice &choice)
{
    if (spec.kind == ChartSpec::Kind::Course)
        m_samples.read(spec, course);
    if (spec.left == ChartSpec::Left::Throughput)
        m_farApart = spread(spec, course) > (m_farApart ? kCloseAgain : kFarApart);
    m_left = chosen(spec.left, rangeOf(spec, Figure::Axis::Left, course, m_samples, times, shown), choice);
    if (spec.rightUnit.isEmpty())
        return;
    const auto range = rangeOf(spec, Figure::Axis::Right, course, m_samples, times, shown);
    m_right = fromZero(m_rightRange.linear({0, range.high}), choice);
}

Scale RowScales::chosen(ChartSpec::Left kind, RangeKeeper::Range range, const Choice &choice)
{
    const bool known = range.high > 0;
    switch (kind) {
    case ChartSpec::Left::Share:
        return Scale::share();
    case ChartSpec::Left::Latency:
        if (!choice.logLatency)
            break;
        if (!known)
            return Scale::logarithmic(0.1, 1000, choice.ticks);
        range = m_leftRange.logarithmic(range);
        return Scale::logarithmic(range.low, range.high, choice.ticks);
    case ChartSpec::Left::Throughput:
        if (!m_farApart)
            break;
        // A moment of near standstill must not press the whole course into the upper half.
        range = m_leftRange.logarithmic({std::max(range.low, range.high / 1e6), range.high});
        return Scale::logarithmic(range.low, range.high, choice.ticks);
    case ChartSpec::Left::Zero:
        break;
    }
    return fromZero(m_leftRange.linear({0, range.high}), choice);
}

void RowScales::reset()
{
    m_leftRange.reset();
    m_rightRange.reset();
    m_farApart = false;
}

QString RowScales::note(const ChartSpec &spec) const
{
    QString note = spec.unit;
    if (spec.left == ChartSpec::Left::Latency)
        note = m_left.isLog() ? Words::tr("%1, log").arg(note) : Words::tr("%1, linear").arg(note);
    if (spec.left == ChartSpec::Left::Throughput && m_left.isLog())
        note = Words::tr("%1, log: >20× apart").arg(note);
    if (!spec.rightUnit.isEmpty())
        note = Words::tr("%1 · right: %2").arg(note, spec.rightUnit);
    return note;
}

}
