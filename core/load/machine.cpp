#include "load/machine.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <cerrno>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <system_error>

namespace escala::load {

namespace {

std::chrono::nanoseconds timeOf(clockid_t clock) noexcept
{
    timespec time{};
    ::clock_gettime(clock, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

}

std::expected<void, std::string> reserveDescriptors(std::uint64_t more)
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return {};
    const std::uint64_t needed = openDescriptors() + more;
    if (limit.rlim_cur >= needed)
        return {};
    if (limit.rlim_max < needed)
        return std::unexpected(fmt::format("so many users need {} file descriptors, and this process may have {}; "
                                           "take fewer users or raise the limit (ulimit -Hn {})",
                                           needed, limit.rlim_max, needed));
    limit.rlim_cur = limit.rlim_max;
    if (::setrlimit(RLIMIT_NOFILE, &limit) != 0)
        return std::unexpected(fmt::format("the limit of file descriptors can't be raised to {}: {}", limit.rlim_max,
                                           std::error_code(errno, std::system_category()).message()));
    return {};
}

std::uint64_t openDescriptors()
{
    std::error_code error;
    const std::filesystem::directory_iterator entries("/proc/self/fd", error);
    if (error)
        return 0;
    return static_cast<std::uint64_t>(std::distance(begin(entries), end(entries)));
}

std::uint64_t descriptorLimit()
{
    rlimit limit{};
    return ::getrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : 1024;
}

std::uint64_t ephemeralPorts()
{
    std::ifstream file("/proc/sys/net/ipv4/ip_local_port_range");
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    if (file >> low >> high && high > low)
        return high - low + 1;
    return 28232; // the kernel's default, 32768 to 60999
}

MachineTime machineTime()
{
    std::ifstream file("/proc/stat");
    std::string line;
    std::getline(file, line);
    std::istringstream fields(line);
    std::string name;
    fields >> name;
    MachineTime time;
    std::uint64_t ticks = 0;
    for (int field = 0; field < 8 && fields >> ticks; ++field) { // user nice system idle iowait irq softirq steal
        time.all += ticks;
        if (field != 3 && field != 4)
            time.busy += ticks;
    }
    return time;
}

ClockDistances clockDistances() noexcept
{
    const auto boot = timeOf(CLOCK_BOOTTIME);
    return {boot - timeOf(CLOCK_MONOTONIC), timeOf(CLOCK_REALTIME) - boot};
}

}
