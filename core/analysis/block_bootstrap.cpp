#include "analysis/block_bootstrap.h"

#include "analysis/block_length.h"
#include "random/draw.h"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace escala::analysis {

namespace {

using Weights = BlockTable::Weights;

Weights drawn(std::size_t count, random::Draw &draw)
{
    Weights weights(count);
    for (std::size_t chosen = 0; chosen < count; ++chosen)
        ++weights[draw.below(count)];
    return weights;
}

double variance(const std::vector<double> &deviations)
{
    if (deviations.empty())
        return 0;
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
    , m_apart(options.blocksStandApart)
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

/// By so much a mean of these values varies more than drawing from them shows: they are few, and may hang together.
double BlockBootstrap::spread(const std::vector<double> &values) const
{
    if (values.size() < 2)
        return 1;
    const auto n = static_cast<double>(values.size());
    const double correlation = m_apart ? neighbourCorrelation(values) : suspectedCorrelation(values);
    return std::sqrt(n / (n - 1) * (1 + correlation) / (1 - correlation));
}

std::vector<double> BlockBootstrap::courseOf(const BlockTable &table, const Value &value)
{
    std::vector<double> course;
    for (std::size_t block = 0; block < table.size(); ++block) {
        if (const auto each = value(table, table.alone(block)))
            course.push_back(*each);
    }
    return course;
}

std::vector<double> BlockBootstrap::courseOfPairs(const Value &value) const
{
    std::vector<double> course;
    for (std::size_t block = 0; block < m_baseline.size(); ++block) {
        const auto one = value(m_baseline, m_baseline.alone(block));
        const auto other = value(m_candidate, m_candidate.alone(block));
        if (one && other)
            course.push_back(*other - *one);
    }
    return course;
}

bool BlockBootstrap::isDependent() const
{
    return std::ranges::any_of(std::array{Figure::Throughput, Figure::P50, Figure::P99}, [this](Figure figure) {
        const Value value = logarithm(figure);
        if (m_paired)
            return hangTogether(courseOfPairs(value));
        return hangTogether(courseOf(m_baseline, value)) || hangTogether(courseOf(m_candidate, value));
    });
}

Interval BlockBootstrap::deviations(const Value &value) const
{
    const double baseline = value(m_baseline, m_baseline.all()).value_or(0);
    const double candidate = value(m_candidate, m_candidate.all()).value_or(0);
    const double one = spread(m_paired ? courseOfPairs(value) : courseOf(m_baseline, value));
    const double other = m_paired ? one : spread(courseOf(m_candidate, value));
    std::vector<double> ofBaseline;
    std::vector<double> ofCandidate;
    std::vector<double> deviations;
    for (const auto &[weights, others] : m_draws) {
        const auto before = value(m_baseline, weights);
        const auto after = value(m_candidate, others);
        if (!before || !after)
            continue; // all of a few blocks without an answer: such a draw has no response time
        ofBaseline.push_back(one * (*before - baseline));
        ofCandidate.push_back(other * (*after - candidate));
        deviations.push_back(ofCandidate.back() - ofBaseline.back());
    }
    if (deviations.empty())
        return {};
    const double freedom = m_paired
        ? static_cast<double>(m_baseline.size() - 1)
        : welch(variance(ofBaseline), m_baseline.size(), variance(ofCandidate), m_candidate.size());
    const boost::math::students_t student(freedom);
    const double further = boost::math::quantile(boost::math::complement(student, (1 - m_confidence) / 2));
    const double tail = boost::math::cdf(boost::math::normal(), -further);
    std::ranges::sort(deviations);
    return {.low = quantileOf(deviations, tail), .high = quantileOf(deviations, 1 - tail)};
}

double BlockBootstrap::half(Figure figure) const
{
    if (figure != Figure::Throughput && figure != Figure::Errors && figure != Figure::HitRatio)
        return 0;
    return 0.5 / std::min(m_baseline.extent(figure, m_baseline.all()), m_candidate.extent(figure, m_candidate.all()));
}

BlockBootstrap::Value BlockBootstrap::logarithm(Figure figure) const
{
    return [figure, half = half(figure)](const BlockTable &table, const Weights &weights) -> std::optional<double> {
        const auto value = table.figure(figure, weights);
        return value && *value + half > 0 ? std::optional(std::log(*value + half)) : std::nullopt;
    };
}

Interval BlockBootstrap::ratio(Figure figure) const
{
    const double one = m_baseline.figure(figure, m_baseline.all()).value_or(0);
    const double other = m_candidate.figure(figure, m_candidate.all()).value_or(0);
    const double middle = one > 0 && other > 0 ? other / one : (other + half(figure)) / (one + half(figure));
    const Interval logs = deviations(logarithm(figure));
    return {.low = middle * std::exp(logs.low), .high = middle * std::exp(logs.high)};
}

Interval BlockBootstrap::change(Figure figure) const
{
    const auto value = [figure](const BlockTable &table, const Weights &weights) {
        return table.figure(figure, weights);
    };
    const double baseline = value(m_baseline, m_baseline.all()).value_or(0);
    const double candidate = value(m_candidate, m_candidate.all()).value_or(0);
    const double middle = candidate - baseline;
    const auto unseen = [this, figure](const BlockTable &table, double share, double of) {
        const double among = table.extent(figure, table.all());
        return share == of ? 1 - std::pow((1 - m_confidence) / 2, 1 / among) : 0;
    };
    const Interval around = deviations(value);
    const double below = std::max(unseen(m_candidate, candidate, 1), unseen(m_baseline, baseline, 0));
    const double above = std::max(unseen(m_candidate, candidate, 0), unseen(m_baseline, baseline, 1));
    // No share is below none, nor above all.
    return {.low = std::max(below > 0 ? -below : -1, middle + std::min(around.low, -below)),
            .high = std::min(above > 0 ? above : 1, middle + std::max(around.high, above))};
}

}
