#include "experiment/proc_reading.h"

#include <charconv>
#include <fstream>
#include <iterator>

namespace escala::experiment {

namespace {

template <typename Number>
std::optional<Number> numberAt(std::string_view text)
{
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() ? std::optional(number) : std::nullopt;
}

/// The blank-separated field of that index; empty past the end.
std::string_view fieldAt(std::string_view text, std::size_t index)
{
    for (; index > 0; --index) {
        const auto blank = text.find(' ');
        if (blank == std::string_view::npos)
            return {};
        text.remove_prefix(blank + 1);
    }
    return text.substr(0, text.find(' '));
}

}

std::optional<std::string> readProc(std::int64_t pid, const char *file)
{
    std::ifstream stream("/proc/" + std::to_string(pid) + "/" + file);
    if (!stream)
        return std::nullopt;
    std::string text{std::istreambuf_iterator<char>(stream), {}};
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

std::optional<double> cpuSecondsOf(std::string_view stat, long ticksPerSecond)
{
    // The name in parentheses may hold blanks and parentheses: fields are counted from the last one.
    constexpr std::size_t kUserTicks = 11;
    constexpr std::size_t kSystemTicks = 12;
    const auto nameEnd = stat.rfind(") ");
    if (nameEnd == std::string_view::npos || ticksPerSecond <= 0)
        return std::nullopt;
    const std::string_view fields = stat.substr(nameEnd + 2);
    const auto user = numberAt<std::uint64_t>(fieldAt(fields, kUserTicks));
    const auto system = numberAt<std::uint64_t>(fieldAt(fields, kSystemTicks));
    if (!user || !system)
        return std::nullopt;
    return static_cast<double>(*user + *system) / static_cast<double>(ticksPerSecond);
}

std::optional<std::uint64_t> rssBytesOf(std::string_view status)
{
    constexpr std::string_view kField = "VmRSS:";
    const auto at = status.find(kField);
    if (at == std::string_view::npos)
        return std::nullopt;
    std::string_view value = status.substr(at + kField.size());
    value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
    const auto kib = numberAt<std::uint64_t>(value);
    return kib ? std::optional(*kib * 1024) : std::nullopt;
}

}
