#include "experiment/run_result.h"

#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <thread>

namespace escala::experiment {

namespace {

std::string cpuModel()
{
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);) {
        const auto colon = line.find(": ");
        if (line.starts_with("model name") && colon != std::string::npos)
            return line.substr(colon + 2);
    }
    return "unknown";
}

std::uint64_t physicalMemory()
{
    const long pages = sysconf(_SC_PHYS_PAGES);
    const long pageSize = sysconf(_SC_PAGE_SIZE);
    return pages > 0 && pageSize > 0 ? static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(pageSize) : 0;
}

}

HostInfo thisHost()
{
    HostInfo host{.cores = std::max(1U, std::thread::hardware_concurrency()),
                  .cpu = cpuModel(),
                  .memoryBytes = physicalMemory(),
                  .kernel = {}};
    if (utsname names{}; uname(&names) == 0)
        host.kernel = std::string(names.sysname) + " " + names.release;
    return host;
}

bool wasUnreachable(const TargetResult &target)
{
    const metrics::TargetSnapshot &figures = target.figures;
    const metrics::Summary &summary = figures.summary;
    const bool tried = std::ranges::any_of(summary.errors, [](std::uint64_t count) { return count > 0; });
    return tried && summary.connectionsOpened == 0 && summary.responses() == 0 && figures.warmupResponses == 0;
}

}
