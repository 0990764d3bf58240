#include "report/error_text.h"

#include "report/words.h"

#include <QtGlobal>

#include <array>

namespace escala::report {

namespace {

constexpr std::array<const char *, metrics::kErrorKinds> kTexts{
    QT_TRANSLATE_NOOP("Report", "name not resolved"), QT_TRANSLATE_NOOP("Report", "connection refused"),
    QT_TRANSLATE_NOOP("Report", "connection reset"),  QT_TRANSLATE_NOOP("Report", "TLS failed"),
    QT_TRANSLATE_NOOP("Report", "timed out"),         QT_TRANSLATE_NOOP("Report", "not valid HTTP"),
    QT_TRANSLATE_NOOP("Report", "status 4xx"),        QT_TRANSLATE_NOOP("Report", "status 5xx"),
    QT_TRANSLATE_NOOP("Report", "failed a check"),    QT_TRANSLATE_NOOP("Report", "dropped"),
};

}

std::string errorText(metrics::ErrorKind kind)
{
    return words(kTexts.at(static_cast<std::size_t>(kind)));
}

std::string statusClassText(metrics::StatusClass which)
{
    if (which == metrics::StatusClass::NoAnswer)
        return words(QT_TRANSLATE_NOOP("Report", "no answer"));
    return std::string(metrics::name(which));
}

}
