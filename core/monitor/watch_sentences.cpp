#include "monitor/watch.h"

#include "experiment/words.h"
#include "text/quantity.h"

#include <fmt/format.h>

namespace escala::monitor {

using experiment::sentence;

namespace {

constexpr const char *kMonitorContext = "Monitor";

}

std::string downSentence(const std::string &target, const ProbeResult &probe)
{
    return sentence(kMonitorContext, QT_TRANSLATE_NOOP("Monitor", "%1 is down: %2"), target, probe.sentence);
}

std::string certificateSentence(const std::string &target, Instant ends, Instant now)
{
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(ends));
    const std::string date = fmt::format("{}-{:02}-{:02}", static_cast<int>(day.year()),
                                         static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
    const auto left = std::chrono::floor<std::chrono::days>(ends - now).count();
    if (ends <= now)
        return sentence(kMonitorContext, QT_TRANSLATE_NOOP("Monitor", "The certificate of %1 ended on %2."), target,
                        date);
    return sentence(kMonitorContext, QT_TRANSLATE_NOOP("Monitor", "The certificate of %1 ends on %2, in %3 days."),
                    target, date, std::to_string(left));
}

std::string burnSentence(const SloView &slo, const BurnView &burn)
{
    return sentence(kMonitorContext,
                    QT_TRANSLATE_NOOP("Monitor",
                                      "%1 spends the error budget of \"%2\" %3 times as fast as it may over "
                                      "%4, and %5 times over %6."),
                    slo.target, slo.name, text::readableNumber(burn.longRate.value_or(0)),
                    text::formatDuration(burn.rule.longWindow), text::readableNumber(burn.shortRate.value_or(0)),
                    text::formatDuration(burn.rule.shortWindow));
}

}
