#include "text/quantity.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace escala::text {

namespace {

using std::chrono::nanoseconds;

struct Unit {
    std::string_view name;
    std::int64_t ns;
};
constexpr std::array<Unit, 5> kUnits{
    {{"h", 3'600'000'000'000}, {"m", 60'000'000'000}, {"s", 1'000'000'000}, {"ms", 1'000'000}, {"us", 1'000}}};
constexpr double kLongest = 1000.0 * 3600 * 1e9;

std::string grouped(std::int64_t value)
{
    std::string digits = std::to_string(value);
    const std::size_t first = value < 0 ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3;) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return digits;
}

/// Three significant digits and all of those before the point, without zeros at the end: "99.4", "0.19", "10".
std::string threeDigits(double value)
{
    if (!std::isfinite(value))
        return "–";
    const double size = std::abs(value);
    if (size >= 1e18)
        return fmt::format("{:.2e}", value);
    if (size >= 99.95)
        return grouped(std::llround(value));
    if (size == 0)
        return "0";
    const int decimals = size >= 9.995 ? 1
        : size >= 0.9995               ? 2
                                       : std::min(12, 2 - static_cast<int>(std::floor(std::log10(size))));
    std::string text = fmt::format("{:.{}f}", value, decimals);
    text.resize(text.find_last_not_of('0') + 1);
    if (text.ends_with('.'))
        text.pop_back();
    return text == "-0" ? "0" : text;
}

}

std::expected<nanoseconds, std::string> parseDuration(std::string_view text)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    const auto refuse = [&](std::string_view why) {
        return std::unexpected(fmt::format("\"{}\" is not a duration: {}", text, why));
    };
    if (error != std::errc{})
        return refuse("a number and a unit are expected, such as 200ms or 5s");
    if (!std::isfinite(number) || number < 0)
        return refuse("it can't be negative or infinite");
    for (const Unit &each : kUnits) {
        if (unit != each.name)
            continue;
        const double ns = number * static_cast<double>(each.ns);
        if (ns > kLongest)
            return refuse("1000h is the longest");
        return nanoseconds(std::llround(ns));
    }
    return refuse("the unit must be one of us, ms, s, m, h");
}

std::string formatDuration(nanoseconds duration)
{
    for (const Unit &each : kUnits) {
        if (duration.count() != 0 && duration.count() % each.ns == 0)
            return fmt::format("{}{}", duration.count() / each.ns, each.name);
    }
    if (duration.count() == 0)
        return "0s";
    return fmt::format("{}us", static_cast<double>(duration.count()) / 1e3);
}

std::string readableDuration(std::chrono::duration<double> duration)
{
    const double seconds = duration.count();
    if (std::abs(seconds) >= 0.9995)
        return threeDigits(seconds) + " s";
    return threeDigits(seconds * 1e3) + " ms";
}

std::string readableNumber(double value)
{
    return threeDigits(value);
}

std::string readableBytes(double bytes)
{
    static constexpr std::array<std::string_view, 5> kNames{"B", "KiB", "MiB", "GiB", "TiB"};
    std::size_t step = 0;
    while (std::abs(bytes) >= 1024 && step + 1 < kNames.size()) {
        bytes /= 1024;
        ++step;
    }
    return fmt::format("{:.{}f} {}", bytes, step == 0 || bytes >= 99.95 ? 0 : 1, kNames[step]);
}

}
