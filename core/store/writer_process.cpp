#include "store/writer_process.h"

#include <fmt/format.h>

#include <unistd.h>

#include <charconv>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string_view>

namespace escala::store {

namespace {

std::string bootId()
{
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::string id;
    file >> id;
    return id.empty() ? "unknown" : id;
}

/// In clock ticks since the boot; 0 where there is no such process, or it is dead and only not yet waited for.
std::uint64_t startOf(long pid)
{
    std::ifstream file(fmt::format("/proc/{}/stat", pid));
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto name = text.rfind(')'); // which may hold anything
    if (name == std::string::npos)
        return 0;
    std::istringstream words(text.substr(name + 1));
    constexpr int kState = 3;
    constexpr int kStartTime = 22; // proc(5)
    std::string word;
    for (int field = kState; field <= kStartTime && words >> word; ++field) {
        if (field == kState && (word == "Z" || word == "X"))
            return 0;
    }
    std::uint64_t start = 0;
    std::from_chars(word.data(), word.data() + word.size(), start);
    return start;
}

std::string processOf(long pid)
{
    return fmt::format("{}:{}:{}", bootId(), pid, startOf(pid));
}

}

std::string thisProcess()
{
    return processOf(getpid());
}

bool isAlive(const std::string &process)
{
    const std::string boot = bootId() + ':';
    if (!process.starts_with(boot))
        return false;
    long pid = 0;
    const std::string_view rest = std::string_view(process).substr(boot.size());
    std::from_chars(rest.data(), rest.data() + rest.size(), pid);
    return pid > 0 && startOf(pid) > 0 && processOf(pid) == process;
}

}
