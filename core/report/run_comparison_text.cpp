#include "report/columns.h"
#include "report/figure_text.h"
#include "report/markup.h"
#include "report/run_comparison.h"
#include "report/words.h"

#include <QtGlobal>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace escala::report {

namespace {

using analysis::Figure;
using analysis::FigureComparison;
using analysis::Obstacle;
using analysis::Side;
using analysis::Word;

constexpr const char *kNone = "–";

/// Settings that may hold secrets or long texts; of these only the name is told.
bool isPrivate(std::string_view path)
{
    constexpr std::array<std::string_view, 6> kPrivate{"headers", "body", "credentials", "variables", "feeds", "mix"};
    return std::ranges::any_of(kPrivate, [&](std::string_view part) { return path.contains(part); });
}

std::string planText(const Obstacle &obstacle)
{
    const std::string setting = printable(obstacle.setting);
    if (isPrivate(obstacle.setting))
        return words(QT_TRANSLATE_NOOP("Report", "different plans: %1 differs"), setting);
    const auto value = [](const std::string &text) {
        return text.empty() ? words(QT_TRANSLATE_NOOP("Report", "none")) : printable(text);
    };
    return words(QT_TRANSLATE_NOOP("Report", "different plans: %1 is %2 and %3"), setting,
                 value(obstacle.baselineValue), value(obstacle.candidateValue));
}

std::string pointsText(double share)
{
    const std::string sign = share > 0 ? "+" : share < 0 ? "−" : "";
    return sign + numberText(std::abs(share) * 100);
}

Row rowOf(const FigureComparison &row, bool tellsWhy)
{
    const auto value = [&row](const std::optional<double> &figure) {
        return figure ? figureText(row.figure, *figure) : std::string(kNone);
    };
    std::string word = wordText(row.word);
    if (tellsWhy && row.obstacle)
        word += ": " + obstacleText(*row.obstacle);
    return {figureName(row.figure), value(row.baseline), value(row.candidate),
            ratioText(row),         intervalText(row),   std::move(word)};
}

std::string sideText(const ComparedSide &side)
{
    constexpr std::size_t kShown = 8;
    return side.id.empty()
        ? printable(side.target)
        : fmt::format("{} ({}, {})", printable(side.target), printable(side.run), side.id.substr(0, kShown));
}

std::string judgementText(Judgement judgement)
{
    switch (judgement) {
    case Judgement::Passed:
        return words(QT_TRANSLATE_NOOP("Report", "passed"));
    case Judgement::Undecided:
        return words(QT_TRANSLATE_NOOP("Report", "passed, undecided"));
    case Judgement::Failed:
    case Judgement::Incomparable:
        return words(QT_TRANSLATE_NOOP("Report", "FAILED"));
    }
    return {};
}

std::string cautionText(analysis::Caution caution)
{
    switch (caution) {
    case analysis::Caution::None:
        return {};
    case analysis::Caution::Short:
        return words(QT_TRANSLATE_NOOP(
            "Report",
            "So few don't show whether seconds depend on each other, and intervals may be too narrow: run "
            "longer, or in rounds."));
    case analysis::Caution::Dependent:
        return words(QT_TRANSLATE_NOOP("Report",
                                       "Blocks depend on the ones before, so intervals are widened, and may "
                                       "still be too narrow: run longer, or in rounds."));
    }
    return {};
}

std::string textOf(const ComparedRuns &pair)
{
    std::vector<Row> rows{{"", words(QT_TRANSLATE_NOOP("Report", "Baseline")),
                           words(QT_TRANSLATE_NOOP("Report", "Candidate")), words(QT_TRANSLATE_NOOP("Report", "Ratio")),
                           words(QT_TRANSLATE_NOOP("Report", "95 % interval")), ""}};
    for (const FigureComparison &row : pair.comparison.rows) {
        if (row.baseline || row.candidate)
            rows.push_back(rowOf(row, !pair.comparison.obstacle));
    }
    std::string text = words(QT_TRANSLATE_NOOP("Report", "Baseline: %1"), sideText(pair.baseline)) + '\n'
        + words(QT_TRANSLATE_NOOP("Report", "Candidate: %1"), sideText(pair.candidate)) + "\n\n"
        + aligned(rows, LastColumn::Words) + '\n';
    if (pair.comparison.obstacle)
        text +=
            words(QT_TRANSLATE_NOOP("Report", "Not comparable: %1."), obstacleText(*pair.comparison.obstacle)) + '\n';
    else
        text += blocksText(pair.comparison) + '\n';
    for (const ComparedSide *side : {&pair.baseline, &pair.candidate}) {
        if (!side->verdictText.empty())
            text +=
                words(QT_TRANSLATE_NOOP("Report", "Generator of %1: %2"), sideText(*side), side->verdictText) + '\n';
    }
    for (const Judged &judged : pair.conditions)
        text += words(QT_TRANSLATE_NOOP("Report", "Fail if %1: %2: %3"), judged.expression,
                      judgementText(judged.judgement), judged.sentence)
            + '\n';
    return text;
}

}

ComparedRuns compared(const analysis::RunSample &baseline, const std::string &baselineId,
                      const analysis::RunSample &candidate, const std::string &candidateId,
                      const std::vector<FailCondition> &conditions, const analysis::CompareOptions &options)
{
    const auto side = [](const analysis::RunSample &sample, const std::string &id) {
        return ComparedSide{.id = id,
                            .run = sample.run,
                            .target = sample.target,
                            .verdictText = sample.verdict == metrics::Verdict::Valid ? "" : sample.verdictText};
    };
    ComparedRuns pair{.baseline = side(baseline, baselineId),
                      .candidate = side(candidate, candidateId),
                      .comparison = compareRuns(baseline, candidate, options),
                      .conditions = {}};
    for (const FailCondition &condition : conditions)
        pair.conditions.push_back(judge(condition, pair.comparison));
    return pair;
}

bool failed(const std::vector<ComparedRuns> &all)
{
    return std::ranges::any_of(all, [](const ComparedRuns &pair) {
        return std::ranges::any_of(pair.conditions, [](const Judged &judged) { return !passes(judged.judgement); });
    });
}

std::string figureName(Figure figure)
{
    switch (figure) {
    case Figure::Throughput:
        return words(QT_TRANSLATE_NOOP("Report", "Throughput"));
    case Figure::P50:
        return "p50";
    case Figure::P95:
        return "p95";
    case Figure::P99:
        return "p99";
    case Figure::Errors:
        return words(QT_TRANSLATE_NOOP("Report", "Errors"));
    case Figure::HitRatio:
        return words(QT_TRANSLATE_NOOP("Report", "Hits"));
    case Figure::Cpu:
        return words(QT_TRANSLATE_NOOP("Report", "CPU a request"));
    }
    return {};
}

std::string figureText(Figure figure, double value)
{
    switch (figure) {
    case Figure::Throughput:
        return words(QT_TRANSLATE_NOOP("Report", "%1/s"), numberText(value));
    case Figure::Errors:
    case Figure::HitRatio:
        return shareText(value);
    default:
        return durationText(std::chrono::duration<double>(value));
    }
}

std::string wordText(Word word)
{
    switch (word) {
    case Word::Faster:
        return words(QT_TRANSLATE_NOOP("Report", "faster"));
    case Word::Slower:
        return words(QT_TRANSLATE_NOOP("Report", "slower"));
    case Word::Better:
        return words(QT_TRANSLATE_NOOP("Report", "better"));
    case Word::Worse:
        return words(QT_TRANSLATE_NOOP("Report", "worse"));
    case Word::NoDemonstrableDifference:
        return words(QT_TRANSLATE_NOOP("Report", "no demonstrable difference"));
    case Word::NotComparable:
        return words(QT_TRANSLATE_NOOP("Report", "not comparable"));
    }
    return {};
}

std::string obstacleText(const Obstacle &obstacle)
{
    const bool baseline = obstacle.side == Side::Baseline;
    switch (obstacle.kind) {
    case Obstacle::Kind::DifferentPlan:
        return planText(obstacle);
    case Obstacle::Kind::InvalidVerdict:
        return words(baseline ? QT_TRANSLATE_NOOP("Report", "the baseline may not be believed: %1")
                              : QT_TRANSLATE_NOOP("Report", "the candidate may not be believed: %1"),
                     printable(obstacle.text));
    case Obstacle::Kind::FewBlocks:
        return words(baseline
                         ? QT_TRANSLATE_NOOP("Report", "the baseline has %1 of the %2 seconds that an interval needs")
                         : QT_TRANSLATE_NOOP("Report", "the candidate has %1 of the %2 seconds that an interval needs"),
                     countText(obstacle.have), countText(obstacle.need));
    case Obstacle::Kind::FewRounds:
        return words(baseline
                         ? QT_TRANSLATE_NOOP("Report", "the baseline has %1 of the %2 rounds that an interval needs")
                         : QT_TRANSLATE_NOOP("Report", "the candidate has %1 of the %2 rounds that an interval needs"),
                     countText(obstacle.have), countText(obstacle.need));
    case Obstacle::Kind::FewSamples:
        return words(
            baseline ? QT_TRANSLATE_NOOP("Report", "the baseline has %1 of the %2 answers that the percentile needs")
                     : QT_TRANSLATE_NOOP("Report", "the candidate has %1 of the %2 answers that the percentile needs"),
            countText(obstacle.have), countText(obstacle.need));
    case Obstacle::Kind::NoFigure:
        return baseline ? words(QT_TRANSLATE_NOOP("Report", "the baseline has no such figure"))
                        : words(QT_TRANSLATE_NOOP("Report", "the candidate has no such figure"));
    case Obstacle::Kind::OtherErrors:
        return words(QT_TRANSLATE_NOOP("Report", "errors are %1 of the baseline's requests and %2 of the candidate's"),
                     shareText(obstacle.baselineErrors), shareText(obstacle.candidateErrors));
    }
    return {};
}

std::string ratioText(const FigureComparison &row)
{
    return row.ratio ? numberText(*row.ratio) : std::string(kNone);
}

std::string intervalText(const FigureComparison &row)
{
    if (row.ratio && row.interval)
        return fmt::format("{} … {}", numberText(row.interval->low), numberText(row.interval->high));
    if (row.change)
        return words(QT_TRANSLATE_NOOP("Report", "%1 … %2 pp"), pointsText(row.change->low),
                     pointsText(row.change->high));
    return kNone;
}

std::string blocksText(const analysis::RunComparison &comparison)
{
    const std::string length = durationText(comparison.blockLength);
    const std::string text = comparison.paired
        ? words(QT_TRANSLATE_NOOP("Report", "Intervals from %1 pairs of blocks of %2."),
                countText(comparison.baselineBlocks), length)
        : words(QT_TRANSLATE_NOOP("Report", "Intervals from %1 and %2 blocks of %3 or less."),
                countText(comparison.baselineBlocks), countText(comparison.candidateBlocks), length);
    const std::string caution = cautionText(comparison.caution);
    return caution.empty() ? text : text + ' ' + caution;
}

std::string comparisonText(const std::vector<ComparedRuns> &all)
{
    std::string text;
    for (const ComparedRuns &pair : all)
        text += (text.empty() ? "" : "\n") + textOf(pair);
    return text;
}

}
