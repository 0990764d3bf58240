#include "monitor/process_reading.h"

#include "experiment/proc_reading.h"
#include "experiment/words.h"

#include <unistd.h>

#include <charconv>
#include <filesystem>

namespace escala::monitor {

namespace {

/// Those whose program has that name, from /proc.
std::vector<std::int64_t> pidsOf(const std::string &name)
{
    constexpr std::size_t kMostInComm = 15; // the kernel keeps no more of a name
    std::vector<std::int64_t> pids;
    std::error_code error;
    for (const auto &entry : std::filesystem::directory_iterator("/proc", error)) {
        const std::string folder = entry.path().filename().string();
        std::int64_t pid = 0;
        const auto [end, bad] = std::from_chars(folder.data(), folder.data() + folder.size(), pid);
        if (bad != std::errc() || end != folder.data() + folder.size())
            continue;
        const auto comm = experiment::readProc(pid, "comm");
        if (comm && *comm == name.substr(0, kMostInComm) + '\n')
            pids.push_back(pid);
    }
    return pids;
}

/// Below 0 where it is gone.
double cpuSecondsNow(std::int64_t pid)
{
    static const long ticks = sysconf(_SC_CLK_TCK);
    const auto stat = experiment::readProc(pid, "stat");
    return stat ? experiment::cpuSecondsOf(*stat, ticks).value_or(-1) : -1;
}

/// 0 where it is gone.
std::uint64_t rssBytesNow(std::int64_t pid)
{
    const auto status = experiment::readProc(pid, "status");
    return status ? experiment::rssBytesOf(*status).value_or(0) : 0;
}

}

void ProcessReader::look()
{
    if (m_untilLook-- > 0)
        return;
    m_pids = m_plan.pid > 0 ? std::vector{m_plan.pid} : pidsOf(m_plan.process);
    m_untilLook = kLookEvery - 1;
}

std::expected<std::vector<Reading>, std::string> ProcessReader::read()
{
    look();
    std::map<std::int64_t, double> now;
    double rss = 0;
    for (const std::int64_t pid : m_pids) {
        const double seconds = cpuSecondsNow(pid);
        const std::uint64_t bytes = rssBytesNow(pid);
        if (seconds < 0 || bytes == 0) {
            m_untilLook = 0;
            continue;
        }
        now[pid] = seconds;
        rss += static_cast<double>(bytes);
        if (const auto before = m_before.find(pid); before != m_before.end() && seconds > before->second)
            m_total += seconds - before->second;
    }
    m_before = std::move(now);
    if (m_before.empty()) {
        m_untilLook = 0;
        return std::unexpected(experiment::sentence("Monitor",
                                                    QT_TRANSLATE_NOOP("Monitor", "there is no process \"%1\""),
                                                    m_plan.pid > 0 ? std::to_string(m_plan.pid) : m_plan.process));
    }
    return std::vector<Reading>{
        {.series = "process_cpu_seconds_total", .kind = SeriesKind::Rate, .value = m_total, .help = "Cores in use"},
        {.series = "process_resident_memory_bytes", .kind = SeriesKind::Gauge, .value = rss, .help = "Resident memory"},
        {.series = "process_count",
         .kind = SeriesKind::Gauge,
         .value = static_cast<double>(m_before.size()),
         .help = "Processes"}};
}

}
