#include "watched_days.h"

#include <QTest>

#include <malloc.h>

#include <filesystem>
#include <random>

using namespace escala::monitor;
using namespace std::chrono_literals;

/// tests/bench/monitor_day lives through a whole day; this through enough to see what grows.
class TestMonitorMemory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fiftyTargetsAtOneHertz();
};

namespace {

double heapMiB()
{
    const auto info = ::mallinfo2();
    return static_cast<double>(info.uordblks + info.hblkhd) / (1U << 20U);
}

double diskMiB(const std::filesystem::path &file)
{
    return static_cast<double>(std::filesystem::file_size(file) + std::filesystem::file_size(file.string() + "-wal"))
        / (1U << 20U);
}

}

void TestMonitorMemory::fiftyTargetsAtOneHertz()
{
    MonitorPlan plan;
    for (int index = 0; index < 50; ++index)
        plan.targets.push_back({.name = std::to_string(index), .url = "http://127.0.0.1:1/"});
    plan.slos = {{.name = "up"}};
    WatchedDays days(plan);
    std::mt19937 random(1);
    std::lognormal_distribution<double> time(10, 0.8);
    const auto probe = [&](const auto &, auto) {
        WatchedDays::Probe result = WatchedDays::good(1ms);
        result.dns = 300us;
        result.connect = Microseconds(static_cast<std::int64_t>(time(random)) / 8);
        result.tls = Microseconds(static_cast<std::int64_t>(time(random)) / 3);
        result.ttfb = Microseconds(static_cast<std::int64_t>(time(random)));
        result.response = result.dns + result.connect + *result.tls + result.ttfb;
        return result;
    };
    days.live(10min, probe);
    const double heapBefore = heapMiB();
    const double diskBefore = diskMiB(days.file());
    days.live(20min, probe);
    const double heap = heapMiB() - heapBefore;
    const double disk = diskMiB(days.file()) - diskBefore;
    // Of the hour's window, which has 10-second cells in memory, a third more is there now.
    QVERIFY2(heap < 6, QByteArray::number(heap).constData());
    // 60,000 cells of a second, 6,000 of ten and 1,000 of a minute; the seconds go after two hours.
    QVERIFY2(disk < 8, QByteArray::number(disk).constData());
}

QTEST_GUILESS_MAIN(TestMonitorMemory)
#include "tst_monitor_memory.moc"
