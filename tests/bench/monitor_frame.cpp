// How long a full redraw of the Monitor page takes: a list of 50 targets, the charts of four of them with 300 points a
// line, painted into an image. Bar: 16.7 ms of the GUI thread's CPU at the 99th percentile in a Release build: what a
// frame takes on an idle machine, whatever else runs on this one. Exit status 1 above it.

#include "synthetic_watch.h"
#include "watch/monitor_page.h"
#include "watch/watch_board.h"
#include "watch/watch_list.h"

#include <QApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

namespace {

using namespace escala;

constexpr std::size_t kTargets = 50;
constexpr std::size_t kCharted = 4;
constexpr std::size_t kPoints = 300;
constexpr int kFrames = 200;
constexpr int kWarmUp = 10;
constexpr double kBarMs = 16.7;

double cpuMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

struct Frame {
    double ms = 0;
    double cpu = 0;
};

/// A second later: the whole view is new, and so are all courses.
Frame frame(watch::MonitorPage &page, int second)
{
    auto view = tests::syntheticView(kTargets);
    view.at += std::chrono::seconds(12 * second);
    const auto shown = tests::shared(std::move(view));
    std::vector<std::string> names;
    for (std::size_t i = 0; i < kCharted; ++i)
        names.push_back(shown->targets[i].name);
    const auto courses = tests::syntheticCourses(names, kPoints, shown->at);
    QImage picture(page.size(), QImage::Format_ARGB32_Premultiplied);
    QElapsedTimer timer;
    timer.start();
    const double begun = cpuMs();
    page.showView(shown);
    page.showCourses(courses);
    page.board()->draw();
    page.render(&picture);
    return {double(timer.nsecsElapsed()) / 1e6, cpuMs() - begun};
}

double percentile(std::vector<double> times, std::size_t percent)
{
    std::ranges::sort(times);
    return times[times.size() * percent / 100];
}

}

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    watch::PlanModel model;
    model.setPlan(*tests::syntheticView(kTargets).plan);
    watch::MonitorPage page(model);
    page.resize(1204, 820); // of a window of 1440 pixels
    page.setWatching(true);
    page.show();
    std::vector<double> times;
    std::vector<double> cpu;
    for (int second = 0; second < kFrames + kWarmUp; ++second) {
        const auto [ms, busy] = frame(page, second);
        if (second < kWarmUp)
            continue;
        times.push_back(ms);
        cpu.push_back(busy);
    }
    const double p99 = percentile(cpu, 99);
    std::printf(
        "Monitor page, %zu targets, %zu of them charted, %zu points drawn, %d frames: p50 %.1f ms, p99 %.1f ms; "
        "CPU p50 %.1f ms, p99 %.1f ms (bar: CPU p99 under %.1f ms)\n",
        kTargets, kCharted, page.board()->points(), kFrames, percentile(times, 50), percentile(times, 99),
        percentile(cpu, 50), p99, kBarMs);
    return p99 < kBarMs ? 0 : 1;
}
