#include "analysis/run_comparison.h"

#include "analysis/block_bootstrap.h"
#include "analysis/block_length.h"
#include "analysis/block_table.h"
#include "analysis/percentile_interval.h"
#include "metrics/summary.h"

#include <algorithm>
#include <cmath>

namespace escala::analysis {

namespace {

constexpr std::array<Figure, kFigures> kAll{Figure::Throughput, Figure::P50,      Figure::P95, Figure::P99,
                                            Figure::Errors,     Figure::HitRatio, Figure::Cpu};

const RunSample &sideOf(Side side, const RunSample &baseline, const RunSample &candidate)
{
    return side == Side::Baseline ? baseline : candidate;
}

std::optional<std::string> valueOf(const std::vector<PlanSetting> &plan, const std::string &path)
{
    const auto found = std::ranges::lower_bound(plan, path, {}, &PlanSetting::path);
    return found != plan.end() && found->path == path ? std::optional(found->value) : std::nullopt;
}

/// The first setting that differs.
std::optional<Obstacle> planObstacle(const RunSample &baseline, const RunSample &candidate)
{
    for (const auto *plan : {&baseline.plan, &candidate.plan}) {
        for (const PlanSetting &setting : *plan) {
            const auto here = valueOf(baseline.plan, setting.path);
            const auto there = valueOf(candidate.plan, setting.path);
            if (here != there)
                return Obstacle{.kind = Obstacle::Kind::DifferentPlan,
                                .setting = setting.path,
                                .baselineValue = here.value_or(""),
                                .candidateValue = there.value_or("")};
        }
    }
    return std::nullopt;
}

bool endsWithStub(const std::vector<Block> &blocks)
{
    return blocks.size() > 1 && blocks.back().length * 2 < blocks.front().length;
}

/// A last second that the end cut short says little, but would be drawn like a whole one: it joins the one before.
std::vector<Block> withoutStub(const std::vector<Block> &blocks)
{
    std::vector<Block> whole = blocks;
    if (endsWithStub(blocks)) {
        whole.pop_back();
        whole.back() = joined(whole.back(), blocks.back());
    }
    return whole;
}

std::optional<Obstacle> obstacleOf(const RunSample &baseline, const RunSample &candidate, const CompareOptions &options)
{
    if (options.samePlan) {
        if (auto obstacle = planObstacle(baseline, candidate))
            return obstacle;
    }
    for (const Side side : {Side::Baseline, Side::Candidate}) {
        const RunSample &sample = sideOf(side, baseline, candidate);
        if (sample.verdict == metrics::Verdict::Invalid)
            return Obstacle{.kind = Obstacle::Kind::InvalidVerdict, .side = side, .text = sample.verdictText};
    }
    for (const Side side : {Side::Baseline, Side::Candidate}) {
        const RunSample &sample = sideOf(side, baseline, candidate);
        const std::size_t blocks =
            sample.blocks.size() - (!options.blocksStandApart && endsWithStub(sample.blocks) ? 1 : 0);
        if (blocks < kFewestBlocks)
            return Obstacle{.kind = options.blocksStandApart ? Obstacle::Kind::FewRounds : Obstacle::Kind::FewBlocks,
                            .side = side,
                            .have = blocks,
                            .need = kFewestBlocks};
    }
    return std::nullopt;
}

std::optional<double> quantileOf(Figure figure)
{
    switch (figure) {
    case Figure::P50:
        return 0.5;
    case Figure::P95:
        return 0.95;
    case Figure::P99:
        return 0.99;
    default:
        return std::nullopt;
    }
}

std::optional<Interval> percentileInterval(double quantile, const BlockTable &table)
{
    const auto ranks = percentileRanks(quantile, table.answers());
    if (!ranks)
        return std::nullopt;
    return Interval{.low = table.valueAt(ranks->low), .high = table.valueAt(ranks->high)};
}

/// How far apart the shares of errors may be. Beyond it a percentile of one side may be of errors and that of the other
/// of pages, or lack those that were slow to death; and an error costs a server less than a page.
double mostOtherErrors(Figure figure)
{
    return figure == Figure::P99 ? 0.01 : 0.05;
}

bool dependsOnErrors(Figure figure)
{
    return quantileOf(figure).has_value() || figure == Figure::Cpu;
}

std::optional<Obstacle> errorsObstacle(Figure figure, const BlockTable &baseline, const BlockTable &candidate)
{
    const double one = baseline.figure(Figure::Errors, baseline.all()).value_or(0);
    const double other = candidate.figure(Figure::Errors, candidate.all()).value_or(0);
    if (!dependsOnErrors(figure) || std::abs(one - other) <= mostOtherErrors(figure))
        return std::nullopt;
    return Obstacle{.kind = Obstacle::Kind::OtherErrors, .baselineErrors = one, .candidateErrors = other};
}

std::optional<Obstacle> obstacleOf(Figure figure, const BlockTable &baseline, const BlockTable &candidate)
{
    for (const Side side : {Side::Baseline, Side::Candidate}) {
        const BlockTable &table = side == Side::Baseline ? baseline : candidate;
        const auto extent = table.extent(figure, table.all());
        const bool nothing = extent <= 0 || (figure == Figure::Cpu && table.figure(figure, table.all()) <= 0.0);
        if (nothing)
            return Obstacle{.kind = Obstacle::Kind::NoFigure, .side = side};
        const auto quantile = quantileOf(figure);
        if (const auto need = quantile ? metrics::samplesNeeded(*quantile) : 0; extent < static_cast<double>(need))
            return Obstacle{.kind = Obstacle::Kind::FewSamples,
                            .side = side,
                            .have = static_cast<std::uint64_t>(extent),
                            .need = need};
    }
    return errorsObstacle(figure, baseline, candidate);
}

/// Seconds without a single answer have no response time, so there may be fewer with than there are.
std::optional<Obstacle> blocksObstacle(Figure figure, const BlockTable &baseline, const BlockTable &candidate,
                                       bool apart)
{
    for (const Side side : {Side::Baseline, Side::Candidate}) {
        const std::size_t have = (side == Side::Baseline ? baseline : candidate).blocksWith(figure);
        if (have < kFewestBlocks)
            return Obstacle{.kind = apart ? Obstacle::Kind::FewRounds : Obstacle::Kind::FewBlocks,
                            .side = side,
                            .have = have,
                            .need = kFewestBlocks};
    }
    return std::nullopt;
}

Word wordFor(const FigureComparison &row, double noise)
{
    const Figure figure = row.figure;
    const bool byChange = row.change && !row.ratio;
    const bool higher = byChange ? row.change->low > 0 : row.interval->low > 1 + noise;
    const bool lower = byChange ? row.change->high < 0 : row.interval->high < 1 - noise;
    if (!higher && !lower)
        return Word::NoDemonstrableDifference;
    const bool speed = figure <= Figure::P99;
    const bool moreIsBetter = figure == Figure::Throughput || figure == Figure::HitRatio;
    if (higher == moreIsBetter)
        return speed ? Word::Faster : Word::Better;
    return speed ? Word::Slower : Word::Worse;
}

FigureComparison rowOf(Figure figure, const BlockTable &baseline, const BlockTable &candidate)
{
    FigureComparison row{.figure = figure,
                         .baseline = baseline.figure(figure, baseline.all()),
                         .candidate = candidate.figure(figure, candidate.all())};
    if (row.baseline && row.candidate && *row.baseline > 0 && *row.candidate > 0)
        row.ratio = *row.candidate / *row.baseline;
    if (const auto quantile = quantileOf(figure)) {
        row.baselineInterval = percentileInterval(*quantile, baseline);
        row.candidateInterval = percentileInterval(*quantile, candidate);
    }
    return row;
}

std::chrono::nanoseconds longest(const std::vector<Block> &blocks)
{
    return blocks.empty() ? std::chrono::nanoseconds() : std::ranges::max(blocks, {}, &Block::length).length;
}

/// What is drawn: blocks joined so far that they no longer depend on each other.
struct Drawn {
    std::vector<Block> baseline, candidate;
};

Drawn drawn(const RunSample &baseline, const RunSample &candidate, bool paired, bool apart)
{
    const std::vector<Block> ofBaseline = apart ? baseline.blocks : withoutStub(baseline.blocks);
    const std::vector<Block> ofCandidate = apart ? candidate.blocks : withoutStub(candidate.blocks);
    std::span<const Block> one = ofBaseline;
    std::span<const Block> other = ofCandidate;
    if (paired) {
        one = one.first(std::min(one.size(), other.size()));
        other = other.first(one.size());
    }
    std::size_t ofOne = apart ? 1 : blockLength(one);
    std::size_t ofOther = apart ? 1 : blockLength(other);
    if (paired)
        ofOne = ofOther = std::max(ofOne, ofOther);
    return {joinedBy(ofOne, one), joinedBy(ofOther, other)};
}

Caution cautionOf(const Drawn &blocks, const BlockBootstrap &bootstrap, bool apart)
{
    if (apart)
        return Caution::None;
    const bool single = std::max(longest(blocks.baseline), longest(blocks.candidate)) < std::chrono::seconds(2);
    if (single && std::min(blocks.baseline.size(), blocks.candidate.size()) < kFewBlocks)
        return Caution::Short;
    return bootstrap.isDependent() ? Caution::Dependent : Caution::None;
}

}

RunComparison compareRuns(const RunSample &baseline, const RunSample &candidate, const CompareOptions &options)
{
    RunComparison comparison;
    comparison.obstacle = obstacleOf(baseline, candidate, options);
    comparison.paired = !baseline.pairing.empty() && baseline.pairing == candidate.pairing;
    const Drawn blocks = drawn(baseline, candidate, comparison.paired, options.blocksStandApart);
    comparison.blockLength = std::max(longest(blocks.baseline), longest(blocks.candidate));
    comparison.baselineBlocks = blocks.baseline.size();
    comparison.candidateBlocks = blocks.candidate.size();
    const BlockTable one(blocks.baseline);
    const BlockTable other(blocks.candidate);
    for (const Figure figure : kAll) {
        FigureComparison &row = comparison.rows.emplace_back(rowOf(figure, one, other));
        row.obstacle = comparison.obstacle ? comparison.obstacle : obstacleOf(figure, one, other);
        if (!row.obstacle)
            row.obstacle = blocksObstacle(figure, one, other, options.blocksStandApart);
    }
    if (comparison.obstacle)
        return comparison;
    const BlockBootstrap bootstrap(one, other, comparison.paired, options);
    comparison.caution = cautionOf(blocks, bootstrap, options.blocksStandApart);
    for (FigureComparison &row : comparison.rows) {
        if (row.obstacle)
            continue;
        row.interval = bootstrap.ratio(row.figure);
        if (row.figure == Figure::Errors || row.figure == Figure::HitRatio)
            row.change = bootstrap.change(row.figure);
        row.word = wordFor(row, options.noise);
    }
    return comparison;
}

}
