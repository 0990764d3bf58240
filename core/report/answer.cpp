#include "analysis/comparison.h"
#include "report/error_text.h"
#include "report/figure_text.h"
#include "report/report.h"
#include "report/words.h"

#include <QtGlobal>

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

namespace escala::report {

namespace {

using experiment::TargetResult;
using metrics::Summary;

constexpr double kSame = 0.02;         // differences below are not worth a figure in a sentence
constexpr double kMostFailures = 0.01; // with more, nothing else of a side is praised

const Summary &summaryOf(const TargetResult &target)
{
    return target.figures.summary;
}

/// Clauses that say nothing are left out.
std::string joined(const std::vector<std::string> &clauses)
{
    std::string sentence;
    for (const std::string &clause : clauses) {
        if (!clause.empty())
            sentence += sentence.empty() ? clause : "; " + clause;
    }
    return sentence + ".";
}

bool answered(const TargetResult &target)
{
    return summaryOf(target).ledger.ok > 0;
}

std::string rateText(const TargetResult &target)
{
    return numberText(summaryOf(target).achievedRps);
}

/// Of the requests that ended by themselves.
double errorShare(const TargetResult &target)
{
    const Summary &summary = summaryOf(target);
    const std::uint64_t ended = summary.ledger.ok + summary.failed();
    return ended == 0 ? 0 : static_cast<double>(summary.failed()) / static_cast<double>(ended);
}

/// The kind of error that was seen most; empty without errors.
std::string mainCause(const Summary &summary)
{
    const auto most = std::ranges::max_element(summary.errors);
    return *most == 0 ? std::string() : errorText(static_cast<metrics::ErrorKind>(most - summary.errors.begin()));
}

std::string errorClause(const TargetResult &target)
{
    if (errorShare(target) == 0)
        return {};
    return words(QT_TRANSLATE_NOOP("Report", "%1 of the requests to %2 failed (%3)"), shareText(errorShare(target)),
                 target.target.name, mainCause(summaryOf(target)));
}

std::string hitClause(const TargetResult &target)
{
    const double share = metrics::hitRatio(summaryOf(target).cache);
    return share < 0 ? std::string() : words(QT_TRANSLATE_NOOP("Report", "%1 hits"), shareText(share));
}

std::string deadClause(const TargetResult &target)
{
    const std::string &name = target.target.name;
    if (const std::string cause = mainCause(summaryOf(target)); !cause.empty())
        return words(QT_TRANSLATE_NOOP("Report", "%1 gave no good answer (%2)"), name, cause);
    if (summaryOf(target).ledger.sent == 0)
        return words(QT_TRANSLATE_NOOP("Report", "%1 was sent no request"), name);
    return words(QT_TRANSLATE_NOOP("Report", "%1 gave no answer before the run ended"), name);
}

std::string throughputClause(const TargetResult &baseline, const TargetResult &candidate, double ratio)
{
    const std::string &name = candidate.target.name;
    if (std::abs(ratio - 1) < kSame)
        return words(QT_TRANSLATE_NOOP("Report", "%1 serves as many requests as %2"), name, baseline.target.name);
    if (ratio > 1)
        return words(QT_TRANSLATE_NOOP("Report", "%1 serves %2× the requests of %3"), name, numberText(ratio),
                     baseline.target.name);
    return words(QT_TRANSLATE_NOOP("Report", "%1 serves only %2 of the requests of %3"), name, shareText(ratio),
                 baseline.target.name);
}

std::string latencyClause(const std::string &percentile, double ratio)
{
    if (std::abs(ratio - 1) < kSame)
        return words(QT_TRANSLATE_NOOP("Report", "its %1 is the same"), percentile);
    if (ratio < 0.05)
        return words(QT_TRANSLATE_NOOP("Report", "its %1 is %2× lower"), percentile, numberText(1 / ratio));
    if (ratio < 1)
        return words(QT_TRANSLATE_NOOP("Report", "its %1 is %2 lower"), percentile, shareText(1 - ratio));
    if (ratio < 2)
        return words(QT_TRANSLATE_NOOP("Report", "its %1 is %2 higher"), percentile, shareText(ratio - 1));
    return words(QT_TRANSLATE_NOOP("Report", "its %1 is %2× as high"), percentile, numberText(ratio));
}

/// Of the highest percentile for which both sides have answers enough.
std::string latencyClause(const TargetResult &baseline, const TargetResult &candidate,
                          const analysis::Comparison &compared)
{
    const std::uint64_t answers = std::min(summaryOf(baseline).response.count, summaryOf(candidate).response.count);
    const bool enoughForP99 = answers >= metrics::samplesNeeded(0.99);
    const bool enoughForP95 = answers >= metrics::samplesNeeded(0.95);
    const std::optional<double> ratio = enoughForP99 ? compared.p99Ratio
        : enoughForP95                               ? compared.p95Ratio
                                                     : compared.p50Ratio;
    if (!ratio || *ratio <= 0)
        return {};
    return latencyClause(enoughForP99 ? "p99" : enoughForP95 ? "p95" : "p50", *ratio);
}

std::string ownFigures(const TargetResult &target)
{
    const metrics::Statistics &response = summaryOf(target).response;
    return words(QT_TRANSLATE_NOOP("Report", "%1 serves %2 requests/s with a p50 of %3 and a p99 of %4"),
                 target.target.name, rateText(target), durationText(response.p50), durationText(response.p99));
}

/// Failures come first where they are what there is to say.
std::vector<std::string> clausesOfOne(const TargetResult &target)
{
    if (!answered(target))
        return {deadClause(target)};
    if (errorShare(target) > kMostFailures)
        return {errorClause(target), ownFigures(target), hitClause(target)};
    return {ownFigures(target), hitClause(target), errorClause(target)};
}

std::vector<std::string> clausesOfTwo(const TargetResult &baseline, const TargetResult &candidate)
{
    if (!answered(baseline) || !answered(candidate)) {
        std::vector<std::string> clauses = clausesOfOne(answered(baseline) ? candidate : baseline);
        std::ranges::copy(clausesOfOne(answered(baseline) ? baseline : candidate), std::back_inserter(clauses));
        return clauses;
    }
    if (std::max(errorShare(baseline), errorShare(candidate)) > kMostFailures)
        return {errorClause(baseline), errorClause(candidate),
                words(QT_TRANSLATE_NOOP("Report", "good answers: %1 %2/s, %3 %4/s"), baseline.target.name,
                      rateText(baseline), candidate.target.name, rateText(candidate))};
    const auto compared = analysis::compare(summaryOf(baseline), summaryOf(candidate));
    return {throughputClause(baseline, candidate, compared.throughputRatio.value_or(1)),
            latencyClause(baseline, candidate, compared), hitClause(candidate), errorClause(baseline),
            errorClause(candidate)};
}

}

std::string answerSentence(const experiment::RunResult &result)
{
    if (result.targets.empty())
        return {};
    const TargetResult &baseline = result.targets.front();
    const auto candidates = std::span(result.targets).subspan(1);
    if (candidates.empty())
        return joined(clausesOfOne(baseline));
    const auto best =
        std::ranges::max_element(candidates, {}, [](const TargetResult &each) { return summaryOf(each).achievedRps; });
    std::string sentence = joined(clausesOfTwo(baseline, *best));
    if (candidates.size() == 1)
        return sentence;
    return words(QT_TRANSLATE_NOOP("Report", "Best of %1 candidates: %2"), std::to_string(candidates.size()), sentence);
}

}
