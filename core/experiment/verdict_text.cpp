#include "experiment/verdict_text.h"

#include "experiment/words.h"
#include "text/quantity.h"

namespace escala::experiment {

namespace {

using metrics::VerdictReason;

constexpr const char *kContext = "Verdict";

std::string percent(double share)
{
    return text::readableNumber(100 * share) + " %";
}

std::string seconds(double value)
{
    return text::readableDuration(std::chrono::duration<double>(value));
}

std::string targetName(const VerdictReason &reason, const Experiment &experiment)
{
    return reason.target < experiment.targets.size() ? experiment.targets[reason.target].name : std::string("?");
}

std::string verdictName(metrics::Verdict verdict)
{
    switch (verdict) {
    case metrics::Verdict::Valid:
        return sentence(kContext, QT_TRANSLATE_NOOP("Verdict", "valid"));
    case metrics::Verdict::Degraded:
        return sentence(kContext, QT_TRANSLATE_NOOP("Verdict", "degraded"));
    case metrics::Verdict::Invalid:
        return sentence(kContext, QT_TRANSLATE_NOOP("Verdict", "invalid"));
    }
    return {};
}

/// Reasons of the load generator and of the machine it runs on.
std::string describeGenerator(const VerdictReason &reason)
{
    using Kind = VerdictReason::Kind;
    switch (reason.kind) {
    case Kind::Drops:
        return sentence(kContext, QT_TRANSLATE_NOOP("Verdict", "%1 of the requests were dropped, over %2"),
                        percent(reason.value), percent(reason.limit));
    case Kind::SentRate:
        return sentence(kContext, QT_TRANSLATE_NOOP("Verdict", "only %1 of the offered rate was sent, under %2"),
                        percent(reason.value), percent(reason.limit));
    case Kind::Lag:
        return sentence(kContext, QT_TRANSLATE_NOOP("Verdict", "generator lag p99 %1, over %2"), seconds(reason.value),
                        seconds(reason.limit));
    case Kind::EngineCpu:
        return sentence(kContext, QT_TRANSLATE_NOOP("Verdict", "an engine thread used %1 of its core, over %2"),
                        percent(reason.value), percent(reason.limit));
    case Kind::FileDescriptors:
        return sentence(kContext, QT_TRANSLATE_NOOP("Verdict", "%1 of the file descriptors are in use, over %2"),
                        percent(reason.value), percent(reason.limit));
    case Kind::Ports:
        return sentence(kContext, QT_TRANSLATE_NOOP("Verdict", "%1 of the ephemeral ports are in use, over %2"),
                        percent(reason.value), percent(reason.limit));
    case Kind::ClockJump:
        return sentence(kContext, QT_TRANSLATE_NOOP("Verdict", "the clock jumped by %1: a suspend, or a clock set"),
                        seconds(reason.value));
    case Kind::SharedCores:
        return sentence(kContext,
                        QT_TRANSLATE_NOOP("Verdict", "server and generator share cores that were %1 busy, over %2"),
                        percent(reason.value), percent(reason.limit));
    default:
        return {};
    }
}

/// Reasons that are about one target.
std::string describeTarget(const VerdictReason &reason, const std::string &target)
{
    using Kind = VerdictReason::Kind;
    switch (reason.kind) {
    case Kind::Connections:
        return sentence(kContext, QT_TRANSLATE_NOOP("Verdict", "%1: only %2 connections of %3 were open"), target,
                        text::readableNumber(reason.value), text::readableNumber(reason.limit));
    case Kind::LittlesLaw:
        return sentence(
            kContext,
            QT_TRANSLATE_NOOP("Verdict", "%1: requests in flight and rate × response time differ by %2, over %3"),
            target, percent(reason.value), percent(reason.limit));
    case Kind::FewSamples:
        return sentence(kContext,
                        QT_TRANSLATE_NOOP("Verdict", "%1: only %2 answers, fewer than the %3 that percentiles need"),
                        target, text::readableNumber(reason.value), text::readableNumber(reason.limit));
    case Kind::NothingMeasured:
        return sentence(kContext, QT_TRANSLATE_NOOP("Verdict", "%1: no complete answer"), target);
    default:
        return {};
    }
}

}

std::string describe(const VerdictReason &reason, const Experiment &experiment)
{
    const std::string general = describeGenerator(reason);
    return general.empty() ? describeTarget(reason, targetName(reason, experiment)) : general;
}

std::string describe(const metrics::GeneratorHealth &health, const Experiment &experiment)
{
    if (health.reasons.empty())
        return sentence(kContext, QT_TRANSLATE_NOOP("Verdict", "%1 (CPU %2, lag p99 %3)"), verdictName(health.verdict),
                        percent(health.cpuShare), text::readableDuration(health.lagP99));
    std::string reasons;
    for (const VerdictReason &reason : health.reasons)
        reasons += (reasons.empty() ? "" : "; ") + describe(reason, experiment);
    return sentence(kContext, QT_TRANSLATE_NOOP("Verdict", "%1: %2"), verdictName(health.verdict), reasons);
}

}
