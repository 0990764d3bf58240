#pragma once

#include "monitor/monitor_types.h"

namespace escala::monitor {

/// What time it is, for whoever must be tested without waiting.
class Clock {
public:
    Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;
    virtual ~Clock() = default;
    /// From any thread.
    [[nodiscard]] virtual Instant now() const
    {
        return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }
};

}
