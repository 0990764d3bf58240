#include "window/translations.h"

#include <QLibraryInfo>
#include <QTranslator>

namespace escala::window {

void installTranslations(QCoreApplication &app, const QLocale &locale)
{
    // The C locale is English, with its separators and lists.
    QLocale::setDefault(locale.language() == QLocale::C ? QLocale(QLocale::English, QLocale::UnitedStates) : locale);
    auto *buttons = new QTranslator(&app);
    if (buttons->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                      QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(buttons);
    auto *words = new QTranslator(&app);
    const auto folder = QStringLiteral(":/i18n");
    if (words->load(locale, QStringLiteral("escala"), QStringLiteral("_"), folder)
        || words->load(QStringLiteral("escala_en"), folder)) // plurals
        QCoreApplication::installTranslator(words);
}

}
