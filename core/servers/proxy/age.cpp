#include "servers/proxy/age.h"

#include "http/http_date.h"
#include "servers/proxy/field_lines.h"

#include <algorithm>

namespace escala::servers::proxy {

Seconds ageValue(std::string_view fieldLines)
{
    const auto value = firstValue(fieldLines, "age").value_or("");
    return parseDeltaSeconds(http::trimmed(value.substr(0, value.find(',')))).value_or(Seconds(0));
}

std::chrono::nanoseconds initialAge(std::string_view fieldLines, const ExchangeTimes &times)
{
    const std::chrono::nanoseconds apparentAge =
        std::clamp(Seconds(times.wallClock - dateValue(fieldLines, times.wallClock)), Seconds(0), kMaxDelta);
    const std::chrono::nanoseconds responseDelay = times.answered - times.asked;
    return std::min<std::chrono::nanoseconds>(std::max(apparentAge, ageValue(fieldLines) + responseDelay), kMaxDelta);
}

WallTime dateValue(std::string_view fieldLines, WallTime received)
{
    return http::parseHttpDate(firstValue(fieldLines, "date").value_or(""), received).value_or(received);
}

}
