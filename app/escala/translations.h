#pragma once

#include <QCoreApplication>
#include <QLocale>

namespace escala::window {

/// The window in the language of a locale, Qt's own buttons included; English where there is no translation. Also sets
/// the locale that numbers are written in. Call once, before the first window.
void installTranslations(QCoreApplication &app, const QLocale &locale);

}
