#pragma once

#include <chrono>
#include <cstdint>

namespace escala::metrics {

/// What the generator can do on one machine, measured against a server that does nothing (measuring.md).
struct Calibration {
    double ceilingRps = 0;               ///< Requests/s at which its threads would be busy all the time.
    std::chrono::nanoseconds lagFloor{}; ///< Its median lateness while it has little to do.
    std::uint32_t engineThreads = 0;     ///< With so many threads.
    friend bool operator==(const Calibration &, const Calibration &) = default;
};

}
