#pragma once

#include <chrono>
#include <string>

namespace escala::report {

/// RFC 3339 in UTC with milliseconds: "2026-11-23T20:41:00.123Z".
[[nodiscard]] std::string timestamp(std::chrono::system_clock::time_point time);

}
