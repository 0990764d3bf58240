#pragma once

#include "charts/picture_file.h"
#include "window/window_settings.h"

#include <QString>
#include <QStringList>

#include <functional>

class QWidget;

namespace escala::window {

/// Where something is to be written.
struct SaveQuestion {
    QString title;
    QString name; ///< As it is offered.
    QStringList filters;
};

/// Asks in a dialog of the window, which remembers the folder. `chosen` is not called where the user thinks again.
void askForFile(WindowSettings &settings, QWidget *window, const SaveQuestion &question,
                const std::function<void(const QString &file)> &chosen);
void askForFolder(WindowSettings &settings, QWidget *window, const QString &title,
                  const std::function<void(const QString &folder)> &chosen);

/// The question for the picture of a chart of this name, and the format that the answer means by its ending.
[[nodiscard]] SaveQuestion pictureQuestion(const QString &chart);
[[nodiscard]] charts::PictureFormat pictureFormatOf(const QString &file);

}
