#include "analysis/detectable_difference.h"

#include "analysis/block_table.h"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace escala::analysis {

namespace {

constexpr double kTwoSided5Percent = 0.975;
constexpr double kPower80Percent = 0.8;

}

std::optional<double> coefficientOfVariation(std::span<const double> values)
{
    const auto count = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / std::max(1.0, count);
    if (values.size() < 2 || mean == 0)
        return std::nullopt;
    double around = 0;
    for (const double value : values)
        around += (value - mean) * (value - mean);
    return std::sqrt(around / (count - 1)) / std::abs(mean);
}

Variation variationOf(std::span<const Block> runs)
{
    Variation variation{.runs = runs.size()};
    for (std::size_t index = 0; index < kFigures; ++index) {
        std::vector<double> values;
        for (const Block &run : runs) {
            if (const auto value = figureOf(run, static_cast<Figure>(index)))
                values.push_back(*value);
        }
        variation.coefficients[index] = coefficientOfVariation(values);
    }
    return variation;
}

Variation worstOf(std::span<const Variation> all)
{
    Variation most;
    most.runs = all.empty() ? 0 : std::ranges::min(all, {}, &Variation::runs).runs;
    for (const Variation &each : all) {
        for (std::size_t figure = 0; figure < most.coefficients.size(); ++figure)
            most.coefficients[figure] = std::max(most.coefficients[figure], each.coefficients[figure]);
    }
    return most;
}

double smallestDifference(double coefficientOfVariation, std::size_t repetitions)
{
    const boost::math::normal normal;
    const auto each = static_cast<double>(std::max<std::size_t>(1, repetitions));
    return (quantile(normal, kTwoSided5Percent) + quantile(normal, kPower80Percent)) * coefficientOfVariation
        * std::sqrt(2 / each);
}

double smallestCalledDifference(double coefficientOfVariation, std::size_t rounds, double noise)
{
    if (rounds < 2)
        return std::numeric_limits<double>::infinity();
    const auto each = static_cast<double>(rounds);
    const boost::math::students_t student(each - 1);
    const double further = (quantile(student, kTwoSided5Percent) + quantile(student, kPower80Percent))
        * coefficientOfVariation * std::sqrt(2 / each);
    return (1 + noise) * std::exp(further) - 1;
}

}
