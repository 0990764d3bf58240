#include "analysis/block_table.h"
#include "report/columns.h"
#include "report/figure_text.h"
#include "report/markup.h"
#include "report/repetition_report.h"
#include "report/words.h"

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace escala::report {

namespace {

using analysis::Figure;

constexpr std::array<Figure, 3> kTold{Figure::Throughput, Figure::P50, Figure::P99};

std::string number(std::size_t value)
{
    return numberText(static_cast<double>(value));
}

/// No finer than it is known.
std::string percent(double share)
{
    const double value = share * 100;
    return numberText(value < 1 ? value : std::round(value * 10) / 10) + "\u00a0%";
}

std::string nameOf(Figure figure)
{
    return figure == Figure::Throughput ? words(QT_TRANSLATE_NOOP("Report", "throughput")) : figureName(figure);
}

/// "1.3 % in throughput, 0.9 % in p50, 6.2 % in p99"; empty where no variation is known.
std::string differences(std::uint32_t rounds, const analysis::Variation &variation)
{
    std::string text;
    for (const Figure figure : kTold) {
        if (const auto coefficient = variation.of(figure))
            text += (text.empty() ? "" : ", ")
                + words(QT_TRANSLATE_NOOP("Report", "%1 in %2"),
                        percent(analysis::smallestDifference(*coefficient, rounds)), nameOf(figure));
    }
    return text;
}

std::string differencesOfThree(std::uint32_t rounds)
{
    std::string text;
    for (const double coefficient : {0.02, 0.05, 0.1})
        text += (text.empty() ? "" : ", ") + percent(analysis::smallestDifference(coefficient, rounds));
    return text;
}

analysis::Block whole(const analysis::RunSample &sample)
{
    return std::accumulate(sample.blocks.begin(), sample.blocks.end(), analysis::Block(),
                           [](const analysis::Block &one, const analysis::Block &other) { return joined(one, other); });
}

std::string longestWarmUp(const experiment::RepetitionResult &result, std::size_t target)
{
    std::chrono::nanoseconds longest{};
    for (const experiment::RepeatedRun &run : result.runs) {
        if (run.target == target)
            longest = std::max(longest, run.warmUp.at);
    }
    return durationText(longest);
}

std::string table(const experiment::RepetitionResult &result)
{
    std::vector<Row> rows{{words(QT_TRANSLATE_NOOP("Report", "Target")), words(QT_TRANSLATE_NOOP("Report", "Rounds"))}};
    for (const Figure figure : kTold) {
        rows.front().push_back(figureName(figure));
        rows.front().push_back(words(QT_TRANSLATE_NOOP("Report", "varies by")));
    }
    rows.front().push_back(words(QT_TRANSLATE_NOOP("Report", "Warm-up up to")));
    const auto samples = result.samples();
    for (std::size_t target = 0; target < samples.size(); ++target) {
        const analysis::Block all = whole(samples[target]);
        const auto variation = analysis::variationOf(samples[target].blocks);
        Row &row = rows.emplace_back(Row{printable(samples[target].target), number(samples[target].blocks.size())});
        for (const Figure figure : kTold) {
            const auto value = figureOf(all, figure);
            const auto coefficient = variation.of(figure);
            row.push_back(value ? figureText(figure, *value) : "–");
            row.push_back(coefficient ? percent(*coefficient) : "–");
        }
        row.push_back(longestWarmUp(result, target));
    }
    return aligned(rows);
}

std::string unsteadyText(const experiment::RepetitionResult &result)
{
    const auto unsteady =
        std::ranges::count(result.runs, false, [](const experiment::RepeatedRun &run) { return run.warmUp.steady; });
    if (unsteady == 0)
        return {};
    return words(QT_TRANSLATE_NOOP("Report", "No steady state in %1 of %2 runs: let each take longer."),
                 number(static_cast<std::size_t>(unsteady)), number(result.runs.size()))
        + '\n';
}

}

std::string outlookText(std::uint32_t rounds, const analysis::Variation &earlier)
{
    std::string text = words(QT_TRANSLATE_NOOP("Report", "%1 rounds."), number(rounds)) + ' ';
    if (const std::string seen = differences(rounds, earlier); !seen.empty())
        text += words(QT_TRANSLATE_NOOP("Report", "By %1 earlier runs of this plan, differences from %2 will be seen."),
                      number(earlier.runs), seen);
    else
        text += words(QT_TRANSLATE_NOOP("Report", "Where runs vary by 2, 5 or 10 %, differences from %1 will be seen."),
                      differencesOfThree(rounds));
    if (rounds < analysis::kFewestBlocks)
        text += ' '
            + words(QT_TRANSLATE_NOOP("Report", "An interval needs %1 rounds or more."),
                    number(analysis::kFewestBlocks));
    return text;
}

std::string outlookAfter(std::uint32_t rounds, const analysis::Variation &roundsSoFar)
{
    const std::string seen = differences(rounds, roundsSoFar);
    return seen.empty()
        ? std::string()
        : words(QT_TRANSLATE_NOOP("Report", "By the first %1 rounds, differences from %2 will be seen."),
                number(roundsSoFar.runs), seen);
}

std::vector<ComparedRuns> comparedRounds(const experiment::RepetitionResult &result,
                                         const std::vector<FailCondition> &conditions)
{
    const auto samples = result.samples();
    std::vector<ComparedRuns> all;
    for (std::size_t candidate = 1; candidate < samples.size(); ++candidate)
        all.push_back(compared(samples.front(), "", samples[candidate], "", conditions, {.blocksStandApart = true}));
    return all;
}

std::string repetitionText(const experiment::RepetitionResult &result, const std::vector<ComparedRuns> &comparisons)
{
    std::string text = table(result);
    if (const std::size_t invalid = result.invalidRounds(); invalid > 0)
        text += words(QT_TRANSLATE_NOOP("Report", "Rounds left out, because a run in them may not be believed: %1."),
                      number(invalid))
            + '\n';
    text += unsteadyText(result);
    if (!comparisons.empty())
        text += '\n' + comparisonText(comparisons);
    return text;
}

}
