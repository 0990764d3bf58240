// How long it takes until the window is up, with 10,000 runs stored: from the start of the process to the first
// painting, and to the end of the first turn of the event loop. The first start warms the disk's cache and is left out.
//
//   window_start [starts]
//
// Bar: 0.5 s at the median. Exit status 1 above it.

#include "many_runs.h"
#include "window/main_window.h"
#include "window/translations.h"

#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <fmt/core.h>

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <vector>

using namespace escala;

namespace {

constexpr std::size_t kRuns = 10'000;
constexpr int kDefaultStarts = 7;
constexpr double kBarMs = 500;
constexpr const char *kChild = "--child";

/// Milliseconds since this process began, to the tick of 10 ms that the kernel tells.
double sinceProcessStart()
{
    QFile file(QStringLiteral("/proc/self/stat"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const auto text = file.readAll();
    const auto fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    constexpr int kStartTime = 19; // field 22, counted from the third
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    const double started = fields.at(kStartTime).toDouble() / static_cast<double>(sysconf(_SC_CLK_TCK));
    return (static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9 - started) * 1e3;
}

/// Tells when the window is painted first.
class FirstPainting : public QObject {
public:
    using QObject::QObject;
    double at = 0;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && at == 0)
            at = sinceProcessStart();
        return false;
    }
};

int showOnce(QApplication &app)
{
    QApplication::setOrganizationName(QStringLiteral("Escala"));
    QApplication::setApplicationName(QStringLiteral("escala"));
    QApplication::setStyle(QStringLiteral("Fusion"));
    window::installTranslations(app, QLocale::system());
    window::MainWindow window;
    FirstPainting painting;
    window.installEventFilter(&painting);
    window.show();
    QTimer::singleShot(0, &window, [&] {
        QTimer::singleShot(0, &window, [&] {
            fmt::print("{:.0f} {:.0f}\n", painting.at, sinceProcessStart());
            QApplication::quit();
        });
    });
    return QApplication::exec();
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

}

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    if (argc > 1 && std::string_view(argv[1]) == kChild)
        return showOnce(app);
    const int starts = argc > 1 ? std::max(1, std::atoi(argv[1])) : kDefaultStarts;
    const QTemporaryDir home;
    const QString history = home.filePath(QStringLiteral("history.sqlite"));
    tests::storeManyRuns(history.toStdString(), kRuns);
    qputenv("ESCALA_HISTORY", history.toUtf8());
    qputenv("XDG_CONFIG_HOME", home.path().toUtf8());
    std::vector<double> painted;
    std::vector<double> ready;
    for (int i = 0; i <= starts; ++i) {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {QString::fromLatin1(kChild)});
        if (!child.waitForFinished() || child.exitCode() != 0)
            return EXIT_FAILURE;
        const auto figures = child.readAllStandardOutput().trimmed().split(' ');
        if (i == 0)
            continue;
        painted.push_back(figures.value(0).toDouble());
        ready.push_back(figures.value(1).toDouble());
    }
    fmt::print(
        "window with {} runs stored, {} starts: painted after {:.0f} ms, ready after {:.0f} ms (bar: {:.0f} ms)\n",
        kRuns, starts, median(painted), median(ready), kBarMs);
    return median(ready) <= kBarMs ? EXIT_SUCCESS : EXIT_FAILURE;
}
