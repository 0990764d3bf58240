#include "monitor/watch.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QTemporaryDir>

#include <fmt/format.h>
#include <sys/resource.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <string>

// What a day of monitoring takes: probes of 50 URLs each second on a simulated clock, with latencies that are spread as
// on a busy network, through the same code that watches for real. Only the requests themselves are left out.

using namespace escala::monitor;

namespace {

double residentMiB()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:"))
            return std::stod(line.substr(6)) / 1'024;
    return 0;
}

double diskMiB(const std::filesystem::path &folder)
{
    double bytes = 0;
    for (const auto &entry : std::filesystem::directory_iterator(folder))
        bytes += static_cast<double>(entry.file_size());
    return bytes / (1U << 20U);
}

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + (static_cast<double>(time.tv_usec) / 1e6);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

class Probes {
public:
    ProbeResult next(Instant at)
    {
        ProbeResult probe{.at = at, .status = 200};
        if (m_random() % 1'000 == 0) {
            probe.error = escala::metrics::ErrorKind::Status5xx;
            probe.status = 503;
            probe.sentence = "status 503";
        }
        probe.cache = static_cast<escala::metrics::CacheResult>(m_random() % 3);
        probe.dns = draw(6, 0.5);
        probe.connect = draw(8, 0.3);
        probe.tls = draw(9, 0.3);
        probe.ttfb = draw(10, 0.7);
        probe.transfer = draw(6, 0.5);
        probe.response = probe.dns + probe.connect + *probe.tls + probe.ttfb + probe.transfer;
        probe.certificateEnds = at + std::chrono::days(80);
        return probe;
    }

private:
    Microseconds draw(double median, double sigma)
    {
        return Microseconds(static_cast<std::int64_t>(std::lognormal_distribution<double>(median, sigma)(m_random)));
    }
    std::mt19937 m_random{1};
};

MonitorPlan planOf(int targets)
{
    MonitorPlan plan;
    for (int index = 0; index < targets; ++index)
        plan.targets.push_back({.name = fmt::format("target {}", index), .url = "https://127.0.0.1:1/"});
    plan.slos = {{.name = "available"}, {.name = "fast", .kind = SloPlan::Kind::Latency, .objective = 0.95}};
    return plan;
}

int live(int targets, int hours)
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    auto store = MonitorStore::open(path / "history.sqlite");
    if (!store) {
        fmt::print(stderr, "{}\n", store.error().message);
        return 1;
    }
    const double before = residentMiB();
    Instant now(std::chrono::sys_days(std::chrono::year(2026) / 3 / 1));
    const MonitorPlan plan = planOf(targets);
    auto watch = Watch::begin(std::move(*store), plan, now);
    if (!watch) {
        fmt::print(stderr, "{}\n", watch.error().message);
        return 1;
    }
    Probes probes;
    fmt::print("{:>5} {:>12} {:>10} {:>8}\n", "hours", "memory, MiB", "disk, MiB", "CPU, s");
    for (int hour = 1; hour <= hours; ++hour) {
        for (int second = 0; second < 3'600; ++second, now += std::chrono::seconds(1)) {
            (*watch)->tick(now);
            for (const TargetPlan &target : plan.targets)
                (*watch)->probed(target.name, probes.next(now));
            if (second % 60 == 0)
                (void)(*watch)->view(now);
            (void)(*watch)->takeNotices();
        }
        fmt::print("{:>5} {:>12.1f} {:>10.1f} {:>8.1f}\n", hour, residentMiB() - before, diskMiB(path), cpuSeconds());
        (void)std::fflush(stdout);
    }
    constexpr double kMostMemory = 64;
    constexpr double kMostDisk = 200;
    const bool held = residentMiB() - before <= kMostMemory && diskMiB(path) <= kMostDisk;
    fmt::print("bars: {} MiB of memory, {} MiB of disk: {}\n", kMostMemory, kMostDisk, held ? "held" : "missed");
    return held ? 0 : 1;
}

}

int main(int argc, char **argv)
{
    CLI::App app("What a day of monitoring takes, on a simulated clock", "monitor_day");
    int targets = 50;
    int hours = 24;
    app.add_option("--targets", targets, "URLs, each asked once a second")->capture_default_str();
    app.add_option("--hours", hours, "how long")->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    const QCoreApplication application(argc, argv);
    return live(targets, hours);
}
