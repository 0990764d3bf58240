#include "analysis/block_bootstrap.h"

#include "analysis/block_length.h"
#include "random/draw.h"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>

namespace escala::analysis {

namespace {

using Weights = BlockTable::Weights;

constexpr double kLeast = 1e-12; // whose logarithm there is

Weights drawn(std::size_t count, random::Draw &draw)
{
    Weights weights(count);
    for (std::size_t chosen = 0; chosen < count; ++chosen)
        ++weights[draw.below(count)];
    return weights;
}

double variance(const std::vector<double> &deviations)
{
    double sum = 0;
    for (const double each : deviations)
        sum += each * each;
    return sum / static_cast<double>(deviations.size());
}

/// Between neighbours, as the statistics packages do it.
double quantileOf(const std::vector<double> &ascending, double quantile)
{
    const double place = std::clamp(quantile, 0.0, 1.0) * static_cast<double>(ascending.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, ascending.size() - 1);
    return ascending[below] + (place - static_cast<double>(below)) * (ascending[above] - ascending[below]);
}

/// By so much a mean of these values varies more than drawing from them shows: they are few, and may hang together.
double spread(const std::vector<double> &values)
{
    const auto n = static_cast<double>(values.size());
    const double correlation = neighbourCorrelation(values);
    return std::sqrt(n / (n - 1) * (1 + correlation) / (1 - correlation));
}

std::vector<double> difference(std::vector<double> of, const std::vector<double> &from)
{
    std::ranges::transform(of, from, of.begin(), std::minus());
    return of;
}

double welch(double one, std::size_t ofOne, double other, std::size_t ofOther)
{
    const double both = one + other;
    if (both <= 0)
        return static_cast<double>(ofOne + ofOther - 2);
    return both * both
        / (one * one / static_cast<double>(ofOne - 1) + other * other / static_cast<double>(ofOther - 1));
}

}

BlockBootstrap::BlockBootstrap(const BlockTable &baseline, const BlockTable &candidate, bool paired,
                               const CompareOptions &options)
    : m_baseline(baseline)
    , m_candidate(candidate)
    , m_paired(paired)
    , m_confidence(options.confidence)
{
    m_draws.reserve(options.resamples);
    for (std::size_t number = 0; number < options.resamples; ++number) {
        random::Draw ofBaseline(options.seed, 0, number);
        random::Draw ofCandidate(options.seed, 1, number);
        Weights weights = drawn(baseline.size(), ofBaseline);
        Weights others = paired ? weights : drawn(candidate.size(), ofCandidate);
        m_draws.emplace_back(std::move(weights), std::move(others));
    }
}

std::vector<double> BlockBootstrap::courseOf(const BlockTable &table, const Value &value) const
{
    std::vector<double> course;
    for (std::size_t block = 0; block < table.size(); ++block) {
        Weights alone(table.size());
        alone[block] = 1;
        course.push_back(value(table, alone));
    }
    return course;
}

Interval BlockBootstrap::deviations(const Value &value) const
{
    const double baseline = value(m_baseline, m_baseline.all());
    const double candidate = value(m_candidate, m_candidate.all());
    const auto courseOfBaseline = courseOf(m_baseline, value);
    const auto courseOfCandidate = courseOf(m_candidate, value);
    const double both = m_paired ? spread(difference(courseOfCandidate, courseOfBaseline)) : 0;
    const double one = m_paired ? both : spread(courseOfBaseline);
    const double other = m_paired ? both : spread(courseOfCandidate);
    std::vector<double> ofBaseline;
    std::vector<double> ofCandidate;
    std::vector<double> deviations;
    for (const auto &[weights, others] : m_draws) {
        ofBaseline.push_back(one * (value(m_baseline, weights) - baseline));
        ofCandidate.push_back(other * (value(m_candidate, others) - candidate));
        deviations.push_back(ofCandidate.back() - ofBaseline.back());
    }
    const double freedom = m_paired
        ? static_cast<double>(m_baseline.size() - 1)
        : welch(variance(ofBaseline), m_baseline.size(), variance(ofCandidate), m_candidate.size());
    const boost::math::students_t student(freedom);
    const double further = boost::math::quantile(boost::math::complement(student, (1 - m_confidence) / 2));
    const double tail = boost::math::cdf(boost::math::normal(), -further);
    std::ranges::sort(deviations);
    return {.low = quantileOf(deviations, tail), .high = quantileOf(deviations, 1 - tail)};
}

Interval BlockBootstrap::ratio(Figure figure) const
{
    const bool counted = figure == Figure::Throughput || figure == Figure::Errors || figure == Figure::HitRatio;
    const double extent =
        std::min(m_baseline.extent(figure, m_baseline.all()), m_candidate.extent(figure, m_candidate.all()));
    const double half = counted ? 0.5 / extent : 0;
    const auto logarithm = [figure, half](const BlockTable &table, const Weights &weights) {
        return std::log(std::max(table.figure(figure, weights).value_or(0) + half, kLeast));
    };
    const double one = m_baseline.figure(figure, m_baseline.all()).value_or(0);
    const double other = m_candidate.figure(figure, m_candidate.all()).value_or(0);
    const double middle = one > 0 && other > 0 ? other / one : (other + half) / (one + half);
    const Interval logs = deviations(logarithm);
    return {.low = middle * std::exp(logs.low), .high = middle * std::exp(logs.high)};
}

Interval BlockBootstrap::change(Figure figure) const
{
    const auto value = [figure](const BlockTable &table, const Weights &weights) {
        return table.figure(figure, weights).value_or(0);
    };
    const double middle = value(m_candidate, m_candidate.all()) - value(m_baseline, m_baseline.all());
    const Interval around = deviations(value);
    return {.low = middle + around.low, .high = middle + around.high};
}

}
