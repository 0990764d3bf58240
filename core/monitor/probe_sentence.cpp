#include "monitor/probe_sentence.h"

#include "experiment/words.h"
#include "text/quantity.h"

namespace escala::monitor {

using experiment::sentence;
using metrics::ErrorKind;

namespace {

constexpr const char *kProbeContext = "Probe";

}

std::string transportSentence(ErrorKind kind, const std::string &detail, std::chrono::nanoseconds timeout)
{
    switch (kind) {
    case ErrorKind::Dns:
        return sentence(kProbeContext, QT_TRANSLATE_NOOP("Probe", "the name can't be resolved (%1)"), detail);
    case ErrorKind::Refused:
        return sentence(kProbeContext, QT_TRANSLATE_NOOP("Probe", "the connection was refused (%1)"), detail);
    case ErrorKind::Timeout:
        return sentence(kProbeContext, QT_TRANSLATE_NOOP("Probe", "no answer within %1"),
                        text::formatDuration(timeout));
    case ErrorKind::Tls:
        return sentence(kProbeContext, QT_TRANSLATE_NOOP("Probe", "TLS failed (%1)"), detail);
    case ErrorKind::Reset:
        return sentence(kProbeContext,
                        QT_TRANSLATE_NOOP("Probe", "the connection broke before the answer was whole (%1)"), detail);
    default:
        return sentence(kProbeContext, QT_TRANSLATE_NOOP("Probe", "the answer is not HTTP (%1)"), detail);
    }
}

std::string unreachableSentence(const std::string &why)
{
    return sentence(kProbeContext, QT_TRANSLATE_NOOP("Probe", "no connection could be made (%1)"), why);
}

std::string statusSentence(std::uint16_t status)
{
    return sentence(kProbeContext, QT_TRANSLATE_NOOP("Probe", "status %1"), std::to_string(status));
}

std::string missingTextSentence(const std::string &text)
{
    return sentence(kProbeContext, QT_TRANSLATE_NOOP("Probe", "the answer does not contain \"%1\""), text);
}

std::string tooLargeSentence()
{
    return sentence(kProbeContext, QT_TRANSLATE_NOOP("Probe", "the answer is larger than 16 MiB"));
}

std::string droppedSentence(std::size_t underWay)
{
    return sentence(kProbeContext, QT_TRANSLATE_NOOP("Probe", "%1 probes before it are still without an answer"),
                    std::to_string(underWay));
}

}
