#pragma once

#include "window/window_settings.h"

#include <QObject>

class QMenu;
class QWidget;

namespace escala::window {

/// Light or dark, as the system has it or as the user wants it: the palette and the style sheet of the window.
class AppearanceControl : public QObject {
    Q_OBJECT

public:
    AppearanceControl(WindowSettings &settings, QWidget *window);

    /// As it was chosen last.
    void begin();
    /// The choices, as entries of a menu.
    void addTo(QMenu *menu);
    /// The application's palette has changed.
    void apply();

private:
    void choose(Appearance appearance);

    WindowSettings &m_settings;
    QWidget *m_window;
    bool m_applying = false;
};

}
