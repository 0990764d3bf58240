#include "experiment/fault_text.h"

#include "experiment/local_number.h"
#include "experiment/words.h"
#include "text/quantity.h"

#include <algorithm>

namespace escala::experiment {

namespace {

constexpr const char *kFaultsContext = "Faults";
using FaultKind = Fault::Kind;

std::string shareText(double share)
{
    return localNumber(text::readableNumber(share * 100)) + " %";
}

/// By another one of its kind: nothing is well again.
bool isReplaced(const FaultEvent &event, std::span<const FaultEvent> faults)
{
    return std::ranges::any_of(faults, [&event](const FaultEvent &each) {
        return &each != &event && event.until == each.at && each.target == event.target && each.server == event.server
            && each.fault.kind == event.fault.kind;
    });
}

}

std::string faultName(FaultKind kind)
{
    switch (kind) {
    case FaultKind::Kill:
        return sentence(kFaultsContext, QT_TRANSLATE_NOOP("Faults", "Kill"));
    case FaultKind::Freeze:
        return sentence(kFaultsContext, QT_TRANSLATE_NOOP("Faults", "Freeze"));
    case FaultKind::Restart:
        return sentence(kFaultsContext, QT_TRANSLATE_NOOP("Faults", "Restart"));
    case FaultKind::Latency:
        return sentence(kFaultsContext, QT_TRANSLATE_NOOP("Faults", "Slow down"));
    case FaultKind::Drip:
        return sentence(kFaultsContext, QT_TRANSLATE_NOOP("Faults", "Let answers drip"));
    case FaultKind::Errors:
        return sentence(kFaultsContext, QT_TRANSLATE_NOOP("Faults", "Answer with errors"));
    case FaultKind::Refuse:
        return sentence(kFaultsContext, QT_TRANSLATE_NOOP("Faults", "Refuse connections"));
    case FaultKind::Reset:
        return sentence(kFaultsContext, QT_TRANSLATE_NOOP("Faults", "Cut answers off"));
    case FaultKind::CutBackend:
        return sentence(kFaultsContext, QT_TRANSLATE_NOOP("Faults", "Cut its backend"));
    case FaultKind::FillQueue:
        return sentence(kFaultsContext, QT_TRANSLATE_NOOP("Faults", "Fill its queue"));
    }
    return {};
}

std::string faultState(const Fault &fault)
{
    switch (fault.kind) {
    case FaultKind::Kill:
        return sentence(kFaultsContext, QT_TRANSLATE_NOOP("Faults", "killed"));
    case FaultKind::Freeze:
        return sentence(kFaultsContext, QT_TRANSLATE_NOOP("Faults", "frozen"));
    case FaultKind::Restart:
        return sentence(kFaultsContext, QT_TRANSLATE_NOOP("Faults", "restarted"));
    case FaultKind::Latency:
        return sentence(kFaultsContext, QT_TRANSLATE_NOOP("Faults", "%1 slower"),
                        localNumber(text::readableDuration(fault.latency)));
    case FaultKind::Drip:
        return sentence(kFaultsContext, QT_TRANSLATE_NOOP("Faults", "dripping"));
    case FaultKind::Errors:
        return sentence(kFaultsContext, QT_TRANSLATE_NOOP("Faults", "%1 errors"), shareText(fault.share));
    case FaultKind::Refuse:
        return sentence(kFaultsContext, QT_TRANSLATE_NOOP("Faults", "refusing"));
    case FaultKind::Reset:
        return sentence(kFaultsContext, QT_TRANSLATE_NOOP("Faults", "%1 cut off"), shareText(fault.share));
    case FaultKind::CutBackend:
        return sentence(kFaultsContext, QT_TRANSLATE_NOOP("Faults", "backend cut"));
    case FaultKind::FillQueue:
        return sentence(kFaultsContext, QT_TRANSLATE_NOOP("Faults", "queue full"));
    }
    return {};
}

std::vector<NamedMoment> momentsOf(std::span<const FaultEvent> faults)
{
    std::vector<NamedMoment> moments;
    for (const FaultEvent &event : faults) {
        moments.push_back(
            {.at = event.at, .word = event.server + ' ' + faultState(event.fault), .target = event.target});
        if (event.until && event.fault.kind != FaultKind::Restart && !isReplaced(event, faults))
            moments.push_back({.at = *event.until,
                               .word = sentence(kFaultsContext, QT_TRANSLATE_NOOP("Faults", "%1 back"), event.server),
                               .target = event.target});
    }
    return moments;
}

}
