#include "http/http_date.h"

#include "http/field_syntax.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace escala::http {

namespace {

using std::chrono::sys_days;
using std::chrono::sys_seconds;

constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> kDays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                "Thursday", "Friday", "Saturday"};
constexpr std::size_t kShortDay = 3;

/// Takes a date apart from the front. Once something does not fit, all that follows fails.
class DateReader {
public:
    explicit DateReader(std::string_view text)
        : m_rest(text)
    {
    }

    void text(std::string_view expected)
    {
        m_ok = m_ok && equalIgnoringCase(m_rest.substr(0, expected.size()), expected);
        m_rest.remove_prefix(std::min(expected.size(), m_rest.size()));
    }

    int number(std::size_t digits)
    {
        const auto value = parseDigits(m_rest.substr(0, digits));
        m_ok = m_ok && m_rest.size() >= digits && value;
        m_rest.remove_prefix(std::min(digits, m_rest.size()));
        return m_ok ? static_cast<int>(*value) : 0;
    }

    /// Two digits, or a blank and one.
    int paddedNumber()
    {
        if (!m_rest.starts_with(' '))
            return number(2);
        m_rest.remove_prefix(1);
        return number(1);
    }

    std::chrono::month month()
    {
        const auto name = m_rest.substr(0, kShortDay);
        const auto *const found =
            std::ranges::find_if(kMonths, [name](std::string_view each) { return equalIgnoringCase(each, name); });
        text(found == kMonths.end() ? "?" : *found);
        return std::chrono::month(static_cast<unsigned>(found - kMonths.begin()) + 1);
    }

    void dayName(bool whole)
    {
        const auto length = whole ? m_rest.find(',') : kShortDay;
        const auto name = m_rest.substr(0, length);
        m_ok = m_ok && std::ranges::any_of(kDays, [name, whole](std::string_view each) {
                   return equalIgnoringCase(whole ? each : each.substr(0, kShortDay), name);
               });
        m_rest.remove_prefix(std::min(length, m_rest.size()));
    }

    /// 60 is a leap second: the first of the next minute.
    std::chrono::seconds timeOfDay()
    {
        const int hour = number(2);
        text(":");
        const int minute = number(2);
        text(":");
        const int second = number(2);
        m_ok = m_ok && hour < 24 && minute < 60 && second <= 60;
        return std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
    }

    [[nodiscard]] std::optional<sys_seconds> result(int year, std::chrono::month month, int day,
                                                    std::chrono::seconds time) const
    {
        const std::chrono::year_month_day date(std::chrono::year(year), month,
                                               std::chrono::day(static_cast<unsigned>(day)));
        if (!m_ok || !m_rest.empty() || !date.ok())
            return std::nullopt;
        return sys_seconds(sys_days(date)) + time;
    }

private:
    std::string_view m_rest;
    bool m_ok = true;
};

/// "Sun, 06 Nov 1994 08:49:37 GMT"
std::optional<sys_seconds> parseImfFixdate(std::string_view text)
{
    DateReader reader(text);
    reader.dayName(false);
    reader.text(", ");
    const int day = reader.number(2);
    reader.text(" ");
    const auto month = reader.month();
    reader.text(" ");
    const int year = reader.number(4);
    reader.text(" ");
    const auto time = reader.timeOfDay();
    reader.text(" GMT");
    return reader.result(year, month, day, time);
}

/// "Sunday, 06-Nov-94 08:49:37 GMT"
std::optional<sys_seconds> parseRfc850(std::string_view text, sys_seconds now)
{
    DateReader reader(text);
    reader.dayName(true);
    reader.text(", ");
    const int day = reader.number(2);
    reader.text("-");
    const auto month = reader.month();
    reader.text("-");
    const int twoDigits = reader.number(2);
    reader.text(" ");
    const auto time = reader.timeOfDay();
    reader.text(" GMT");
    const auto thisYear =
        static_cast<int>(std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(now)).year());
    int year = thisYear / 100 * 100 + twoDigits;
    if (year > thisYear + 50)
        year -= 100;
    else if (year <= thisYear - 50)
        year += 100;
    return reader.result(year, month, day, time);
}

/// "Sun Nov  6 08:49:37 1994"
std::optional<sys_seconds> parseAsctime(std::string_view text)
{
    DateReader reader(text);
    reader.dayName(false);
    reader.text(" ");
    const auto month = reader.month();
    reader.text(" ");
    const int day = reader.paddedNumber();
    reader.text(" ");
    const auto time = reader.timeOfDay();
    reader.text(" ");
    const int year = reader.number(4);
    return reader.result(year, month, day, time);
}

}

std::optional<sys_seconds> parseHttpDate(std::string_view text, sys_seconds now)
{
    if (const auto fixdate = parseImfFixdate(text))
        return fixdate;
    if (const auto rfc850 = parseRfc850(text, now))
        return rfc850;
    return parseAsctime(text);
}

std::string formatHttpDate(sys_seconds time)
{
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    return fmt::format(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays[std::chrono::weekday(day).c_encoding()].substr(0, kShortDay),
        static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
        static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

}
