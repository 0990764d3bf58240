#include "experiment/fault_text.h"

#include "experiment/local_number.h"
#include "experiment/words.h"
#include "text/quantity.h"

#include <algorithm>

namespace escala::experiment {

namespace {

constexpr const char *kContext = "Faults";
using Kind = Fault::Kind;

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

std::string faultName(Kind kind)
{
    switch (kind) {
    case Kind::Kill:
        return sentence(kContext, QT_TRANSLATE_NOOP("Faults", "Kill"));
    case Kind::Freeze:
        return sentence(kContext, QT_TRANSLATE_NOOP("Faults", "Freeze"));
    case Kind::Restart:
        return sentence(kContext, QT_TRANSLATE_NOOP("Faults", "Restart"));
    case Kind::Latency:
        return sentence(kContext, QT_TRANSLATE_NOOP("Faults", "Slow down"));
    case Kind::Drip:
        return sentence(kContext, QT_TRANSLATE_NOOP("Faults", "Let answers drip"));
    case Kind::Errors:
        return sentence(kContext, QT_TRANSLATE_NOOP("Faults", "Answer with errors"));
    case Kind::Refuse:
        return sentence(kContext, QT_TRANSLATE_NOOP("Faults", "Refuse connections"));
    case Kind::Reset:
        return sentence(kContext, QT_TRANSLATE_NOOP("Faults", "Cut answers off"));
    case Kind::CutBackend:
        return sentence(kContext, QT_TRANSLATE_NOOP("Faults", "Cut its backend"));
    case Kind::FillQueue:
        return sentence(kContext, QT_TRANSLATE_NOOP("Faults", "Fill its queue"));
    }
    return {};
}

std::string faultState(const Fault &fault)
{
    switch (fault.kind) {
    case Kind::Kill:
        return sentence(kContext, QT_TRANSLATE_NOOP("Faults", "killed"));
    case Kind::Freeze:
        return sentence(kContext, QT_TRANSLATE_NOOP("Faults", "frozen"));
    case Kind::Restart:
        return sentence(kContext, QT_TRANSLATE_NOOP("Faults", "restarted"));
    case Kind::Latency:
        return sentence(kContext, QT_TRANSLATE_NOOP("Faults", "%1 slower"),
                        localNumber(text::readableDuration(fault.latency)));
    case Kind::Drip:
        return sentence(kContext, QT_TRANSLATE_NOOP("Faults", "dripping"));
    case Kind::Errors:
        return sentence(kContext, QT_TRANSLATE_NOOP("Faults", "%1 errors"), shareText(fault.share));
    case Kind::Refuse:
        return sentence(kContext, QT_TRANSLATE_NOOP("Faults", "refusing"));
    case Kind::Reset:
        return sentence(kContext, QT_TRANSLATE_NOOP("Faults", "%1 cut off"), shareText(fault.share));
    case Kind::CutBackend:
        return sentence(kContext, QT_TRANSLATE_NOOP("Faults", "backend cut"));
    case Kind::FillQueue:
        return sentence(kContext, QT_TRANSLATE_NOOP("Faults", "queue full"));
    }
    return {};
}

std::vector<NamedMoment> momentsOf(std::span<const FaultEvent> faults)
{
    std::vector<NamedMoment> moments;
    for (const FaultEvent &event : faults) {
        moments.push_back(
            {.at = event.at, .word = event.server + ' ' + faultState(event.fault), .target = event.target});
        if (event.until && event.fault.kind != Kind::Restart && !isReplaced(event, faults))
            moments.push_back({.at = *event.until,
                               .word = sentence(kContext, QT_TRANSLATE_NOOP("Faults", "%1 back"), event.server),
                               .target = event.target});
    }
    return moments;
}

}
