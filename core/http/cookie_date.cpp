#include "http/cookie_jar.h"
#include "http/field_syntax.h"

#include <algorithm>
#include <array>

namespace escala::http {

namespace {

constexpr std::array<std::string_view, 12> kMonthNames{"jan", "feb", "mar", "apr", "may", "jun",
                                                       "jul", "aug", "sep", "oct", "nov", "dec"};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isDelimiter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return byte < 0x7f && !isDigit(c) && !letter && c != ':';
}

/// The number at the front, where it has least to most digits.
std::optional<unsigned> leadingNumber(std::string_view text, std::size_t least, std::size_t most)
{
    const auto end = static_cast<std::size_t>(std::ranges::find_if_not(text, isDigit) - text.begin());
    const auto number = end >= least && end <= most ? parseDigits(text.substr(0, end)) : std::nullopt;
    return number ? std::optional(static_cast<unsigned>(*number)) : std::nullopt;
}

std::optional<std::chrono::seconds> timeOf(std::string_view token)
{
    std::array<unsigned, 3> parts{};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto number = leadingNumber(token, 1, 2);
        if (!number)
            return std::nullopt;
        parts[i] = *number;
        const auto end = static_cast<std::size_t>(std::ranges::find_if_not(token, isDigit) - token.begin());
        token.remove_prefix(end);
        if (i + 1 < parts.size()) {
            if (!token.starts_with(':'))
                return std::nullopt;
            token.remove_prefix(1);
        }
    }
    if (parts[0] > 23 || parts[1] > 59 || parts[2] > 59)
        return std::nullopt;
    return std::chrono::hours(parts[0]) + std::chrono::minutes(parts[1]) + std::chrono::seconds(parts[2]);
}

std::optional<unsigned> monthOf(std::string_view token)
{
    const auto found = std::ranges::find_if(
        kMonthNames, [token](std::string_view month) { return equalIgnoringCase(token.substr(0, 3), month); });
    return found == kMonthNames.end() ? std::nullopt
                                      : std::optional(static_cast<unsigned>(found - kMonthNames.begin()) + 1);
}

/// Two digits mean 1970 to 2069.
unsigned fullYear(unsigned year)
{
    if (year > 99)
        return year;
    return year >= 70 ? year + 1900 : year + 2000;
}

/// Fills in a part of the date that is still missing; whether it did.
template <typename Part>
bool take(std::optional<Part> &part, const std::optional<Part> &found)
{
    if (part || !found)
        return false;
    part = found;
    return true;
}

}

std::optional<CookieJar::Clock::time_point> parseCookieDate(std::string_view text)
{
    std::optional<std::chrono::seconds> time;
    std::optional<unsigned> day;
    std::optional<unsigned> month;
    std::optional<unsigned> year;
    while (!text.empty()) {
        const auto start = static_cast<std::size_t>(std::ranges::find_if_not(text, isDelimiter) - text.begin());
        text.remove_prefix(start);
        const auto end = static_cast<std::size_t>(std::ranges::find_if(text, isDelimiter) - text.begin());
        const std::string_view token = text.substr(0, end);
        text.remove_prefix(end);
        if (take(time, timeOf(token)) || take(day, leadingNumber(token, 1, 2)) || take(month, monthOf(token)))
            continue;
        if (!year)
            year = leadingNumber(token, 2, 4);
    }
    if (!time || !day || !month || !year)
        return std::nullopt;
    const std::chrono::year_month_day date(std::chrono::year(static_cast<int>(fullYear(*year))),
                                           std::chrono::month(*month), std::chrono::day(*day));
    if (!date.ok() || fullYear(*year) < 1601)
        return std::nullopt;
    // Beyond what a count of ns since 1970 can hold, a date is as good as never or always.
    const auto days = std::clamp(std::chrono::sys_days(date), std::chrono::sys_days(std::chrono::year(1700) / 1 / 1),
                                 std::chrono::sys_days(std::chrono::year(2200) / 1 / 1));
    return CookieJar::Clock::time_point(days) + *time;
}

}
