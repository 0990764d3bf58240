// What the window costs while it shows a run of 20,000 requests/s and more: stalls of the GUI thread, time of a frame,
// and throughput with the window against without, in turns on the same machine.
//
//   window_cost [rounds] [seconds]     ESCALA_BIN names the folder of escala-server
//
// Bars: no stall over 50 ms, frames under 16.7 ms at p99, throughput within 2 % (median of the rounds' ratios).

#include "stall_watch.h"

#include "charts/chart_board.h"
#include "compare/compare_page.h"
#include "experiment/runner.h"
#include "window/main_window.h"
#include "window/run_control.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QStandardPaths>

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>

using namespace escala;

namespace {

constexpr int kDefaultRounds = 5;
constexpr int kDefaultSeconds = 4;

QString serverProgram()
{
    return QDir(qEnvironmentVariable("ESCALA_BIN", QCoreApplication::applicationDirPath()))
        .filePath(QStringLiteral("escala-server"));
}

// Hits from memory: the server is not the limit.
experiment::Experiment fastRun(int seconds)
{
    auto experiment = experiment::quickPreset();
    std::erase_if(experiment.targets, [](const experiment::Target &target) {
        return target.server->kind == experiment::ServerSpec::Kind::Slow;
    });
    experiment.targets.front().server->port = 0;
    experiment.targets.front().server->delay = std::chrono::milliseconds(1);
    experiment.targets.front().server->ttl = std::chrono::hours(1);
    experiment.plan.duration = std::chrono::seconds(seconds);
    return experiment;
}

double throughput(const experiment::RunResult &result)
{
    return result.targets.front().figures.summary.achievedRps;
}

double withoutWindow(int seconds)
{
    experiment::Runner runner(serverProgram());
    QEventLoop loop;
    double rps = 0;
    QObject::connect(&runner, &experiment::Runner::finished, &loop, [&](const compare::ResultPtr &result) {
        rps = throughput(*result);
        loop.quit();
    });
    QObject::connect(&runner, &experiment::Runner::failed, &loop, [&](const QString &sentence) {
        fmt::print(stderr, "{}\n", sentence.toStdString());
        loop.quit();
    });
    runner.start(fastRun(seconds));
    loop.exec();
    return rps;
}

// CPU time of the calling thread.
double cpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

struct Watched {
    double rps = 0;
    double cpuShare = 0; ///< Of a core, by the GUI thread from the first figures to the last.
    std::vector<double> frames;
    std::vector<double> late;
};

Watched withWindow(int seconds)
{
    window::MainWindow window(serverProgram());
    window.resize(1440, 900);
    window.open(fastRun(seconds));
    window.show();
    QEventLoop loop;
    Watched watched;
    double cpuAtFirst = 0;
    QElapsedTimer sinceFirst;
    tests::StallWatch watch;
    QObject::connect(&window.runs(), &window::RunControl::viewChanged, &loop, [&] {
        if (watched.frames.empty()) {
            cpuAtFirst = cpuSeconds();
            sinceFirst.start();
        }
        watched.frames.push_back(window.page().board()->lastFrameMs());
    });
    QObject::connect(&window.runs(), &window::RunControl::finished, &loop, [&](const compare::ResultPtr &result) {
        watched.rps = throughput(*result);
        watched.cpuShare = (cpuSeconds() - cpuAtFirst) / (static_cast<double>(sinceFirst.elapsed()) / 1e3);
        loop.quit();
    });
    QObject::connect(&window.runs(), &window::RunControl::failed, &loop, &QEventLoop::quit);
    QCoreApplication::processEvents();
    watch.start();
    window.start();
    loop.exec();
    watch.stop();
    watched.late = watch.lateness();
    return watched;
}

double quantile(std::vector<double> values, double q)
{
    if (values.empty())
        return 0;
    std::ranges::sort(values);
    return values[std::min(values.size() - 1, static_cast<std::size_t>(q * static_cast<double>(values.size())))];
}

void append(std::vector<double> &all, const std::vector<double> &more)
{
    all.insert(all.end(), more.begin(), more.end());
}

}

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("Escala"));
    QCoreApplication::setApplicationName(QStringLiteral("escala-bench"));
    const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : kDefaultRounds;
    const int seconds = argc > 2 ? std::max(1, std::atoi(argv[2])) : kDefaultSeconds;

    std::vector<double> ratios;
    std::vector<double> shares;
    std::vector<double> frames;
    std::vector<double> late;
    for (int round = 0; round < rounds; ++round) {
        const bool windowFirst = round % 2 == 1; // a drifting machine is fair to both
        Watched watched;
        if (windowFirst)
            watched = withWindow(seconds);
        const double alone = withoutWindow(seconds);
        if (!windowFirst)
            watched = withWindow(seconds);
        if (alone <= 0 || watched.rps <= 0)
            return EXIT_FAILURE;
        ratios.push_back(watched.rps / alone);
        shares.push_back(watched.cpuShare);
        append(frames, watched.frames);
        append(late, watched.late);
        fmt::print("round {}: without window {:.0f}/s, with window {:.0f}/s, ratio {:.3f}\n", round + 1, alone,
                   watched.rps, ratios.back());
    }
    fmt::print("throughput with window / without: median {:.3f} (bar: 0.98)\n", quantile(ratios, 0.5));
    fmt::print("GUI thread: {:.1f} % of a core\n", 100 * quantile(shares, 0.5));
    fmt::print("frame: p50 {:.1f} ms, p99 {:.1f} ms, max {:.1f} ms (bar: p99 16.7 ms)\n", quantile(frames, 0.5),
               quantile(frames, 0.99), quantile(frames, 1));
    fmt::print("GUI thread late by: p50 {:.1f} ms, p99 {:.1f} ms, max {:.1f} ms (bar: max 50 ms)\n",
               quantile(late, 0.5), quantile(late, 0.99), quantile(late, 1));
    return EXIT_SUCCESS;
}
