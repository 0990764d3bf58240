#include "charts/scale.h"

#include "charts/number_text.h"

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

constexpr double kBelow = 0.025; // of the axis, before its first and after its last tick
constexpr double kAbove = 0.06;

struct TimeUnit {
    double seconds;
    QString form;
};

// The unit that suits the end of the axis.
TimeUnit timeUnit(double end)
{
    if (end < 1e-3)
        return {1e-6, Words::tr("%1 µs")};
    if (end < 1)
        return {1e-3, Words::tr("%1 ms")};
    if (end <= 300)
        return {1, Words::tr("%1 s")};
    if (end <= 3 * 3600)
        return {60, Words::tr("%1 min")};
    return {3600, Words::tr("%1 h")};
}

// Powers of ten, thinned out where there are too many.
std::vector<double> decades(double low, double high, int most)
{
    std::vector<double> values;
    const int first = static_cast<int>(std::lround(std::log10(low)));
    const int last = static_cast<int>(std::lround(std::log10(high)));
    const int stride = std::max(1, (last - first + most - 2) / std::max(1, most - 1));
    for (int exponent = first; exponent <= last; exponent += stride)
        values.push_back(std::pow(10, exponent));
    return values;
}

}

double roundStep(double least) noexcept
{
    if (!(least > 0) || !std::isfinite(least))
        return 1;
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

Scale Scale::linear(double top, int ticks)
{
    Scale scale;
    const double wanted = top > 0 && std::isfinite(top) ? top : 1;
    const double step = roundStep(wanted / std::max(1, ticks - 1));
    const auto steps = static_cast<int>(std::ceil(wanted / step - 1e-9));
    const double last = steps * step;
    scale.m_low = -kBelow * last;
    scale.m_high = (1 + kAbove) * last;
    for (int i = 0; i <= steps; ++i)
        scale.m_ticks.push_back({scale.position(i * step), tickText(i * step, step, last)});
    return scale;
}

Scale Scale::logarithmic(double low, double high, int ticks)
{
    Scale scale;
    scale.m_log = true;
    low = std::clamp(low, 1e-9, 1e15);
    high = std::clamp(high, low, 1e15);
    const double first = std::pow(10, std::floor(std::log10(low) + 1e-9));
    const double last = std::max(std::pow(10, std::ceil(std::log10(high) - 1e-9)), first * 10);
    scale.m_low = first * std::pow(last / first, -kAbove);
    scale.m_high = last * std::pow(last / first, kAbove);
    for (const double decade : decades(first, last, ticks)) {
        for (const double factor : {1.0, 2.0, 5.0}) {
            if (factor > 1 && (last > first * 11 || ticks < 4 || decade * factor > last))
                continue; // between powers of ten only where there is but one decade
            scale.m_ticks.push_back(
                {scale.position(decade * factor), tickText(decade * factor, decade, decade * factor)});
        }
    }
    return scale;
}

Scale Scale::share()
{
    Scale scale;
    scale.m_low = -kBelow;
    scale.m_high = 1 + kAbove;
    for (const double share : {0.0, 0.5, 1.0})
        scale.m_ticks.push_back(
            {scale.position(share), Words::tr("%1 %").arg(QLocale().toString(qRound(share * 100)))});
    return scale;
}

Scale Scale::tail(int decades)
{
    Scale scale;
    scale.m_low = 0;
    scale.m_high = decades;
    const auto add = [&scale](double at, double percent, int decimals) {
        scale.m_ticks.push_back(
            {scale.position(at), Words::tr("%1 %").arg(QLocale().toString(percent, 'f', decimals))});
    };
    add(0, 0, 0);
    add(std::log10(2), 50, 0);
    for (int decade = 1; decade <= decades; ++decade)
        add(decade, 100 - std::pow(10, 2 - decade), std::max(0, decade - 2));
    return scale;
}

Scale Scale::time(double from, double to, int ticks)
{
    Scale scale;
    scale.m_low = std::max(0.0, from);
    scale.m_high = to > scale.m_low ? to : scale.m_low + 1;
    const auto unit = timeUnit(scale.m_high);
    const double step = roundStep((scale.m_high - scale.m_low) / unit.seconds / std::max(1, ticks));
    const auto first = static_cast<long long>(std::ceil(scale.m_low / unit.seconds / step - 1e-6));
    const auto last = static_cast<long long>(std::floor(scale.m_high / unit.seconds / step + 1e-6));
    const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 9);
    for (auto i = first; i <= last; ++i) {
        const double at = double(i) * step;
        scale.m_ticks.push_back({std::clamp(scale.position(at * unit.seconds), 0.0, 1.0),
                                 unit.form.arg(QLocale().toString(at, 'f', i == 0 ? 0 : decimals))});
    }
    return scale;
}

double Scale::position(double value) const noexcept
{
    if (!m_log)
        return (value - m_low) / (m_high - m_low);
    return std::log(std::max(value, m_low) / m_low) / std::log(m_high / m_low);
}

double Scale::value(double position) const noexcept
{
    return m_log ? m_low * std::pow(m_high / m_low, position) : m_low + position * (m_high - m_low);
}

}
