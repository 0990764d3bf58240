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
#include <functional>
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

/// The smallest difference that is to be told of a coefficient of variation.
using Smallest = std::function<double(double coefficient)>;

Smallest seenOver(std::uint32_t rounds)
{
    return [rounds](double coefficient) { return analysis::smallestDifference(coefficient, rounds); };
}

Smallest calledOver(std::uint32_t rounds)
{
    return [rounds](double coefficient) {
        return analysis::smallestCalledDifference(coefficient, rounds, analysis::CompareOptions().noise);
    };
}

/// "1.3 % in throughput, 0.9 % in p50, 6.2 % in p99"; empty where no variation is known.
std::string differences(const Smallest &smallest, const analysis::Variation &variation)
{
    std::string text;
    for (const Figure figure : kTold) {
        if (const auto coefficient = variation.of(figure))
            text += (text.empty() ? "" : ", ")
                + words(QT_TRANSLATE_NOOP("Report", "%1 in %2"), percent(smallest(*coefficient)), nameOf(figure));
    }
    return text;
}

/// Of variations of 2, 5 and 10 %.
std::string differencesOfThree(const Smallest &smallest)
{
    std::string text;
    for (const double coefficient : {0.02, 0.05, 0.1})
        text += (text.empty() ? "" : ", ") + percent(smallest(coefficient));
    return text;
}

/// A word asks for more than can be seen.
std::string calledText(std::uint32_t rounds, const std::string &from)
{
    if (rounds < analysis::kFewestBlocks)
        return words(QT_TRANSLATE_NOOP("Report", "An interval needs %1 rounds or more."),
                     number(analysis::kFewestBlocks));
    return words(QT_TRANSLATE_NOOP("Report", "In 4 of 5 tries they get a word from %1."), from);
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

std::string comparedFigure(const analysis::FigureComparison &row)
{
    if (!row.interval)
        return nameOf(row.figure) + ' ' + wordText(row.word);
    return words(QT_TRANSLATE_NOOP("Report", "%1 × %2 (95 %: %3), %4"), nameOf(row.figure), ratioText(row),
                 intervalText(row), wordText(row.word));
}

std::string comparedLine(const ComparedRuns &pair)
{
    std::string text;
    const auto add = [&text](const std::string &part) { text += (text.empty() ? "" : "; ") + part; };
    if (const auto &obstacle = pair.comparison.obstacle) {
        for (const Figure figure : kTold) {
            const auto &row = pair.comparison.rows[static_cast<std::size_t>(figure)];
            if (row.baseline && row.candidate)
                add(words(QT_TRANSLATE_NOOP("Report", "%1 %2 against %3"), nameOf(figure),
                          figureText(figure, *row.candidate), figureText(figure, *row.baseline)));
        }
        add(words(QT_TRANSLATE_NOOP("Report", "Not comparable: %1."), obstacleText(*obstacle)));
    } else {
        for (const Figure figure : kTold)
            add(comparedFigure(pair.comparison.rows[static_cast<std::size_t>(figure)]));
    }
    return words(QT_TRANSLATE_NOOP("Report", "%1 against %2: %3"), printable(pair.candidate.target),
                 printable(pair.baseline.target), text);
}

/// A single target has nothing to be compared with.
std::string figuresLine(const analysis::RunSample &sample)
{
    const analysis::Block all = whole(sample);
    const auto variation = analysis::variationOf(sample.blocks);
    std::string text;
    for (const Figure figure : kTold) {
        const auto value = figureOf(all, figure);
        const auto coefficient = variation.of(figure);
        if (!value)
            continue;
        text += (text.empty() ? "" : "; ") + nameOf(figure) + ' ' + figureText(figure, *value);
        if (coefficient)
            text += ' ' + words(QT_TRANSLATE_NOOP("Report", "(varies by %1)"), percent(*coefficient));
    }
    return printable(sample.target) + ": " + text;
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
    const std::string begin = words(QT_TRANSLATE_NOOP("Report", "%1 rounds."), number(rounds)) + ' ';
    const std::string seen = differences(seenOver(rounds), earlier);
    if (earlier.runs >= analysis::kFewestRunsThatTell && !seen.empty())
        return begin
            + words(QT_TRANSLATE_NOOP("Report", "By %1 earlier runs of this plan, differences from %2 can be seen."),
                    number(earlier.runs), seen)
            + ' ' + calledText(rounds, differences(calledOver(rounds), earlier));
    return begin
        + words(QT_TRANSLATE_NOOP("Report", "Where runs vary by 2, 5 or 10 %, differences from %1 can be seen."),
                differencesOfThree(seenOver(rounds)))
        + ' ' + calledText(rounds, differencesOfThree(calledOver(rounds)));
}

std::string outlookAfter(std::uint32_t rounds, const analysis::Variation &roundsSoFar)
{
    const std::string seen = differences(seenOver(rounds), roundsSoFar);
    if (seen.empty())
        return {};
    return words(QT_TRANSLATE_NOOP("Report", "By the first %1 rounds, differences from %2 can be seen."),
                 number(roundsSoFar.runs), seen)
        + ' ' + calledText(rounds, differences(calledOver(rounds), roundsSoFar));
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

std::string roundsText(const experiment::RepetitionResult &result, const std::vector<ComparedRuns> &comparisons)
{
    const auto samples = result.samples();
    const std::size_t whole = samples.empty() ? 0 : samples.front().blocks.size();
    std::string text =
        words(QT_TRANSLATE_NOOP("Report", "%1 of %2 rounds count."), number(whole), number(result.rounds));
    if (const std::size_t invalid = result.invalidRounds(); invalid > 0)
        text += ' '
            + words(QT_TRANSLATE_NOOP("Report", "Rounds left out, because a run in them may not be believed: %1."),
                    number(invalid));
    if (whole == 0)
        return text;
    for (const ComparedRuns &pair : comparisons)
        text += '\n' + comparedLine(pair);
    if (comparisons.empty())
        text += '\n' + figuresLine(samples.front());
    return text;
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
