#include "window/appearance_control.h"

#include "common/theme.h"
#include "window/window_style.h"

#include <QActionGroup>
#include <QApplication>
#include <QMenu>
#include <QScopedValueRollback>

namespace escala::window {

AppearanceControl::AppearanceControl(WindowSettings &settings, QWidget *window)
    : QObject(window)
    , m_settings(settings)
    , m_window(window)
{
}

void AppearanceControl::begin()
{
    QCoreApplication::setAttribute(Qt::AA_UseStyleSheetPropagationInWidgetStyles); // else a style sheet ends palettes
    if (m_settings.appearance() == Appearance::System)
        apply();
    else
        choose(m_settings.appearance());
}

void AppearanceControl::addTo(QMenu *menu)
{
    auto *group = new QActionGroup(this);
    const auto add = [this, menu, group](const QString &words, Appearance appearance) {
        auto *action = menu->addAction(words, this, [this, appearance] { choose(appearance); });
        action->setCheckable(true);
        action->setChecked(m_settings.appearance() == appearance);
        group->addAction(action);
    };
    add(tr("As the system"), Appearance::System);
    add(tr("Light"), Appearance::Light);
    add(tr("Dark"), Appearance::Dark);
}

// The application's palette is the system's, or the one that the user wants instead.
void AppearanceControl::choose(Appearance appearance)
{
    m_settings.setAppearance(appearance);
    switch (appearance) {
    case Appearance::System:
        QApplication::setPalette(QPalette());
        break;
    case Appearance::Light:
        QApplication::setPalette(common::paletteOf(common::lightTokens()));
        break;
    case Appearance::Dark:
        QApplication::setPalette(common::paletteOf(common::darkTokens()));
        break;
    }
    apply();
}

// The system's palette only tells light from dark; the colours are our own.
void AppearanceControl::apply()
{
    if (m_applying)
        return;
    const QScopedValueRollback guard(m_applying, true);
    const auto &tokens = common::isDark(QApplication::palette()) ? common::darkTokens() : common::lightTokens();
    m_window->setPalette(common::paletteOf(tokens));
    m_window->setStyleSheet(windowStyle(tokens));
}

}
