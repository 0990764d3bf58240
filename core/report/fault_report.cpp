#include "report/fault_report.h"

#include "experiment/fault_text.h"
#include "report/figure_text.h"
#include "report/words.h"

#include <QtGlobal>

#include <algorithm>

namespace escala::report {

namespace {

using analysis::FaultEffect;
using experiment::FaultEvent;

std::string lostClause(const FaultEffect &effect)
{
    if (effect.lost == 0)
        return words(QT_TRANSLATE_NOOP("Report", "no request lost"));
    if (effect.lost == 1)
        return words(QT_TRANSLATE_NOOP("Report", "1 request lost"));
    return words(QT_TRANSLATE_NOOP("Report", "%1 requests lost"), numberText(static_cast<double>(effect.lost)));
}

std::string recoveryClause(const FaultEffect &effect)
{
    if (!effect.recovered)
        return words(QT_TRANSLATE_NOOP("Report", "not recovered"));
    if (effect.recovered->count() == 0)
        return words(QT_TRANSLATE_NOOP("Report", "throughput never fell"));
    return words(QT_TRANSLATE_NOOP("Report", "whole again after %1"), durationText(*effect.recovered));
}

std::string rates(const FaultEffect &effect)
{
    std::string text;
    const auto add = [&text](const char *english, const std::optional<double> &rate) {
        if (rate)
            text += (text.empty() ? "; " : ", ") + words(english, numberText(*rate));
    };
    add(QT_TRANSLATE_NOOP("Report", "%1/s before"), effect.beforeRps);
    add(QT_TRANSLATE_NOOP("Report", "%1/s during"), effect.duringRps);
    add(QT_TRANSLATE_NOOP("Report", "%1/s after"), effect.afterRps);
    return text;
}

}

FaultEffect effectOf(const std::vector<metrics::SeriesPoint> &series, const std::vector<FaultEvent> &events,
                     const FaultEvent &event)
{
    auto end = series.empty() ? event.at : series.back().start + series.back().length;
    for (const FaultEvent &other : events)
        if (other.target == event.target && other.at > event.at)
            end = std::min(end, other.at);
    return analysis::effectOf(series, event.at, event.until, end);
}

FaultEffect effectOf(const experiment::RunResult &result, const FaultEvent &event)
{
    return effectOf(result.targets.at(event.target).figures.series, result.faults, event);
}

std::string faultSentence(const FaultEvent &event, const FaultEffect &effect)
{
    std::string detected;
    if (event.detected)
        detected = words(QT_TRANSLATE_NOOP("Report", "given up by the balancer after %1"),
                         durationText(*event.detected - event.at))
            + ", ";
    return words(QT_TRANSLATE_NOOP("Report", "%1 %2 at %3"), event.server, experiment::faultState(event.fault),
                 durationText(event.at))
        + ": " + detected + lostClause(effect) + ", " + recoveryClause(effect) + rates(effect) + ".";
}

}
