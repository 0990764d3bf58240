#include "window/command_line.h"
#include "window/logging.h"
#include "window/main_window.h"
#include "window/translations.h"

#include <QApplication>

#include <cstdio>

int main(int argc, char **argv)
{
    using namespace escala::window;
    const auto line = parseCommandLine(argc, argv);
    if (!line) {
        std::fputs(line.error().text.c_str(), line.error().status == 0 ? stdout : stderr);
        return line.error().status;
    }
    installLogging();
    QApplication app(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Escala"));
    QApplication::setApplicationName(QStringLiteral("escala"));
    QApplication::setApplicationDisplayName(QStringLiteral("Escala"));
    QApplication::setApplicationVersion(QStringLiteral(ESCALA_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.escala.Escala"));
    QApplication::setStyle(QStringLiteral("Fusion"));
    installTranslations(app, QLocale::system());

    MainWindow window;
    if (line->experiment)
        window.open(*line->experiment);
    window.openPage(line->page);
    window.show();
    if (line->start)
        window.start();
    return QApplication::exec();
}
