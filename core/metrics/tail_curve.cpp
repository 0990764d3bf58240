#include "metrics/tail_curve.h"

#include "metrics/summary.h"

#include <algorithm>
#include <cmath>

namespace escala::metrics {

namespace {

constexpr int kPoints = TailCurve::kDecades * TailCurve::kPerDecade + 1;

double decadesAt(std::size_t point) noexcept
{
    return static_cast<double>(point) / TailCurve::kPerDecade;
}

}

double TailCurve::quantileAt(double decades) noexcept
{
    return 1 - std::pow(10, -decades);
}

double TailCurve::decadesOf(double quantile) noexcept
{
    return quantile < 1 ? -std::log10(1 - quantile) : kDecades;
}

// Low quantiles need many samples too, but there are always more of them than of the tail.
double TailCurve::believedUpTo() const noexcept
{
    if (count < samplesNeeded(0.5))
        return 0;
    // q^n ≤ 2.5 %, solved for q.
    return std::min<double>(kDecades, decadesOf(std::exp(std::log(0.025) / static_cast<double>(count))));
}

double TailCurve::end() const noexcept
{
    return values.empty() ? 0 : decadesAt(values.size() - 1);
}

std::optional<std::chrono::microseconds> TailCurve::at(double decades) const noexcept
{
    const double place = decades * kPerDecade;
    if (values.empty() || place < 0 || decades > kDecades)
        return std::nullopt;
    const auto before = std::min(static_cast<std::size_t>(place), values.size() - 1);
    const auto after = std::min(before + 1, values.size() - 1);
    const double share = place - static_cast<double>(before);
    const auto left = static_cast<double>(values[before].count());
    const auto right = static_cast<double>(values[after].count());
    return std::chrono::microseconds(std::llround(left + (right - left) * share));
}

TailCurve tailCurveOf(const Histogram &histogram)
{
    TailCurve curve{.count = histogram.count(), .values = {}};
    if (histogram.empty())
        return curve;
    std::vector<double> quantiles;
    for (std::size_t point = 0; point < kPoints; ++point) {
        const double quantile = TailCurve::quantileAt(decadesAt(point));
        quantiles.push_back(quantile);
        constexpr double kRounding = 1e-6;
        if (point > 0 && (1 - quantile) * static_cast<double>(curve.count) < 1 - kRounding)
            break; // this is the greatest value, and so is what follows
    }
    curve.values.resize(quantiles.size());
    histogram.quantiles(quantiles, curve.values);
    curve.values.front() = histogram.min();
    return curve;
}

}
