#include "experiment/verdict_text.h"

#include "experiment/local_number.h"
#include "experiment/words.h"
#include "text/quantity.h"

namespace escala::experiment {

namespace {

using metrics::VerdictReason;

constexpr const char *kVerdictContext = "Verdict";

/// The figures of a reason as its reader writes them.
class Figures {
public:
    explicit Figures(Reader reader)
        : m_reader(reader)
    {
    }

    [[nodiscard]] std::string number(double value) const { return localNumber(text::readableNumber(value), m_reader); }
    [[nodiscard]] std::string percent(double share) const { return number(100 * share) + " %"; }
    [[nodiscard]] std::string seconds(double value) const
    {
        return localNumber(text::readableDuration(std::chrono::duration<double>(value)), m_reader);
    }

private:
    Reader m_reader;
};

std::string targetName(const VerdictReason &reason, const Experiment &experiment)
{
    return reason.target < experiment.targets.size() ? experiment.targets[reason.target].name : std::string("?");
}

std::string verdictName(metrics::Verdict verdict)
{
    switch (verdict) {
    case metrics::Verdict::Valid:
        return sentence(kVerdictContext, QT_TRANSLATE_NOOP("Verdict", "valid"));
    case metrics::Verdict::Degraded:
        return sentence(kVerdictContext, QT_TRANSLATE_NOOP("Verdict", "degraded"));
    case metrics::Verdict::Invalid:
        return sentence(kVerdictContext, QT_TRANSLATE_NOOP("Verdict", "invalid"));
    }
    return {};
}

/// Reasons of the load generator and of the machine it runs on.
std::string describeGenerator(const VerdictReason &reason, const Figures &say)
{
    using Kind = VerdictReason::Kind;
    switch (reason.kind) {
    case Kind::Drops:
        return sentence(kVerdictContext, QT_TRANSLATE_NOOP("Verdict", "%1 of the requests were dropped, over %2"),
                        say.percent(reason.value), say.percent(reason.limit));
    case Kind::SentRate:
        return sentence(kVerdictContext, QT_TRANSLATE_NOOP("Verdict", "only %1 of the offered rate was sent, under %2"),
                        say.percent(reason.value), say.percent(reason.limit));
    case Kind::Lag:
        return sentence(kVerdictContext, QT_TRANSLATE_NOOP("Verdict", "generator lag p99 %1, over %2"),
                        say.seconds(reason.value), say.seconds(reason.limit));
    case Kind::EngineCpu:
        return sentence(kVerdictContext, QT_TRANSLATE_NOOP("Verdict", "an engine thread used %1 of its core, over %2"),
                        say.percent(reason.value), say.percent(reason.limit));
    case Kind::FileDescriptors:
        return sentence(kVerdictContext, QT_TRANSLATE_NOOP("Verdict", "%1 of the file descriptors are in use, over %2"),
                        say.percent(reason.value), say.percent(reason.limit));
    case Kind::Ports:
        return sentence(kVerdictContext, QT_TRANSLATE_NOOP("Verdict", "%1 of the ephemeral ports are in use, over %2"),
                        say.percent(reason.value), say.percent(reason.limit));
    case Kind::ClockJump:
        return sentence(kVerdictContext,
                        QT_TRANSLATE_NOOP("Verdict", "the clock jumped by %1: a suspend, or a clock set"),
                        say.seconds(reason.value));
    case Kind::SharedCores:
        return sentence(kVerdictContext,
                        QT_TRANSLATE_NOOP("Verdict", "server and generator share cores that were %1 busy, over %2"),
                        say.percent(reason.value), say.percent(reason.limit));
    default:
        return {};
    }
}

/// Reasons that are about one target.
std::string describeTarget(const VerdictReason &reason, const std::string &target, const Figures &say)
{
    using Kind = VerdictReason::Kind;
    switch (reason.kind) {
    case Kind::Connections:
        return sentence(kVerdictContext, QT_TRANSLATE_NOOP("Verdict", "%1: only %2 connections of %3 were open"),
                        target, say.number(reason.value), say.number(reason.limit));
    case Kind::LittlesLaw:
        return sentence(
            kVerdictContext,
            QT_TRANSLATE_NOOP("Verdict", "%1: requests in flight and rate × response time differ by %2, over %3"),
            target, say.percent(reason.value), say.percent(reason.limit));
    case Kind::FewSamples:
        return sentence(kVerdictContext,
                        QT_TRANSLATE_NOOP("Verdict", "%1: only %2 answers, fewer than the %3 that percentiles need"),
                        target, say.number(reason.value), say.number(reason.limit));
    case Kind::NothingMeasured:
        return sentence(kVerdictContext, QT_TRANSLATE_NOOP("Verdict", "%1: no complete answer"), target);
    default:
        return {};
    }
}

}

std::string describe(const VerdictReason &reason, const Experiment &experiment, Reader reader)
{
    const Figures say(reader);
    const std::string general = describeGenerator(reason, say);
    return general.empty() ? describeTarget(reason, targetName(reason, experiment), say) : general;
}

std::string describe(const metrics::GeneratorHealth &health, const Experiment &experiment)
{
    if (health.reasons.empty()) {
        const Figures say(Reader::Person);
        return sentence(kVerdictContext, QT_TRANSLATE_NOOP("Verdict", "%1 (CPU %2, lag p99 %3)"),
                        verdictName(health.verdict), say.percent(health.cpuShare),
                        say.seconds(std::chrono::duration<double>(health.lagP99).count()));
    }
    std::string reasons;
    for (const VerdictReason &reason : health.reasons)
        reasons += (reasons.empty() ? "" : "; ") + describe(reason, experiment);
    return sentence(kVerdictContext, QT_TRANSLATE_NOOP("Verdict", "%1: %2"), verdictName(health.verdict), reasons);
}

}
