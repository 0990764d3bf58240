#include "analysis/comparison.h"
#include "report/figure_text.h"
#include "report/report.h"
#include "report/words.h"

#include <QtGlobal>

#include <algorithm>
#include <cmath>

namespace escala::report
{

namespace
{

using experiment::TargetResult;

constexpr double kSame = 0.02; // differences below are not worth a figure in a sentence

std::string joined(const std::vector<std::string> &clauses)
{
    std::string sentence;
    for (const std::string &clause : clauses)
        sentence += sentence.empty() ? clause : "; " + clause;
    return sentence + ".";
}

bool answered(const TargetResult &target)
{
    return target.figures.summary.ledger.ok > 0;
}

double errorShare(const TargetResult &target)
{
    const metrics::Summary &summary = target.figures.summary;
    const std::uint64_t ended = summary.responses() + summary.ledger.transportError + summary.ledger.timeout;
    return ended == 0 ? 0 : static_cast<double>(summary.failed()) / static_cast<double>(ended);
}

void addErrors(std::vector<std::string> &clauses, const TargetResult &target)
{
    if (errorShare(target) > 0)
        clauses.push_back(words(QT_TRANSLATE_NOOP("Report", "%1 of the requests to %2 failed"),
                                shareText(errorShare(target)), target.target.name));
}

std::string throughputClause(const std::string &candidate, const std::string &baseline, double ratio)
{
    if (std::abs(ratio - 1) < kSame)
        return words(QT_TRANSLATE_NOOP("Report", "%1 serves as many requests as %2"), candidate, baseline);
    if (ratio > 1)
        return words(QT_TRANSLATE_NOOP("Report", "%1 serves %2× the requests of %3"), candidate, numberText(ratio),
                     baseline);
    return words(QT_TRANSLATE_NOOP("Report", "%1 serves only %2 of the requests of %3"), candidate, shareText(ratio),
                 baseline);
}

std::string latencyClause(double ratio)
{
    if (std::abs(ratio - 1) < kSame)
        return words(QT_TRANSLATE_NOOP("Report", "its p99 is the same"));
    if (ratio < 0.1)
        return words(QT_TRANSLATE_NOOP("Report", "its p99 is %1× lower"), numberText(1 / ratio));
    if (ratio < 1)
        return words(QT_TRANSLATE_NOOP("Report", "its p99 is %1 lower"), shareText(1 - ratio));
    if (ratio < 2)
        return words(QT_TRANSLATE_NOOP("Report", "its p99 is %1 higher"), shareText(ratio - 1));
    return words(QT_TRANSLATE_NOOP("Report", "its p99 is %1× as high"), numberText(ratio));
}

std::string ofOne(const TargetResult &target)
{
    const metrics::Summary &summary = target.figures.summary;
    std::vector<std::string> clauses;
    if (answered(target))
        clauses.push_back(words(QT_TRANSLATE_NOOP("Report", "%1 serves %2 requests/s with a p50 of %3 and a p99 of %4"),
                                target.target.name, numberText(summary.achievedRps), durationText(summary.response.p50),
                                durationText(summary.response.p99)));
    else
        clauses.push_back(words(QT_TRANSLATE_NOOP("Report", "%1 gave no good answer"), target.target.name));
    addErrors(clauses, target);
    return joined(clauses);
}

std::string ofTwo(const TargetResult &baseline, const TargetResult &candidate)
{
    if (!answered(baseline) && !answered(candidate))
        return joined({words(QT_TRANSLATE_NOOP("Report", "Neither %1 nor %2 gave a good answer"), baseline.target.name,
                             candidate.target.name)});
    if (!answered(baseline) || !answered(candidate)) {
        const TargetResult &dead = answered(baseline) ? candidate : baseline;
        std::string other = ofOne(answered(baseline) ? baseline : candidate);
        return joined({words(QT_TRANSLATE_NOOP("Report", "%1 gave no good answer"), dead.target.name)}) + " " + other;
    }
    const auto compared = analysis::compare(baseline.figures.summary, candidate.figures.summary);
    std::vector<std::string> clauses{
        throughputClause(candidate.target.name, baseline.target.name, compared.throughputRatio.value_or(1))};
    if (compared.p99Ratio)
        clauses.push_back(latencyClause(*compared.p99Ratio));
    if (compared.candidateHitRatio)
        clauses.push_back(words(QT_TRANSLATE_NOOP("Report", "%1 hits"), shareText(*compared.candidateHitRatio)));
    addErrors(clauses, baseline);
    addErrors(clauses, candidate);
    return joined(clauses);
}

}

std::string answerSentence(const experiment::RunResult &result)
{
    if (result.targets.empty())
        return {};
    const TargetResult &baseline = result.targets.front();
    if (result.targets.size() == 1)
        return ofOne(baseline);
    // Of several candidates the one with the most good answers a second speaks.
    const auto best =
        std::ranges::max_element(result.targets.begin() + 1, result.targets.end(), {},
                                 [](const TargetResult &each) { return each.figures.summary.achievedRps; });
    return ofTwo(baseline, *best);
}

}
