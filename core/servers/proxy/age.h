#pragma once

#include "servers/proxy/directive_syntax.h"

#include "net/event_loop.h"

#include <chrono>
#include <string_view>

namespace escala::servers::proxy {

using Time = net::Clock::time_point;
using WallTime = std::chrono::sys_seconds;

/// When an exchange with the origin took place. Dates are wall time; whatever is measured here is not, so that setting
/// the system's clock makes no response older or younger.
struct ExchangeTimes {
    Time asked;         ///< RFC 9111 4.2.3 request_time.
    Time answered;      ///< response_time: when the head had come.
    WallTime wallClock; ///< The same moment, to compare with Date.
};

/// RFC 9111 5.1: the first member of the Age fields; 0 where it is absent or no number.
[[nodiscard]] Seconds ageValue(std::string_view fieldLines);

/// RFC 9111 4.2.3: corrected_initial_age, kMaxDelta at most.
[[nodiscard]] std::chrono::nanoseconds initialAge(std::string_view fieldLines, const ExchangeTimes &times);

/// The Date field; when the head had come, where that is missing or no date.
[[nodiscard]] WallTime dateValue(std::string_view fieldLines, WallTime received);

}
