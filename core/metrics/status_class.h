#pragma once

#include "metrics/histogram.h"

#include <array>
#include <cstddef>
#include <memory>
#include <string_view>

namespace escala::metrics {

/// How a request came out, by the first figure of its status.
enum class StatusClass {
    Success,     ///< Below 300.
    Redirect,    ///< 3xx.
    ClientError, ///< 4xx.
    ServerError, ///< 500 and above.
    NoAnswer,    ///< Failed in transport or timed out.
};

inline constexpr std::array<std::string_view, 5> kStatusClassNames{"2xx", "3xx", "4xx", "5xx", "error"};
inline constexpr std::size_t kStatusClasses = kStatusClassNames.size();

/// The name in results and exports.
[[nodiscard]] constexpr std::string_view name(StatusClass of) noexcept
{
    return kStatusClassNames[static_cast<std::size_t>(of)];
}

[[nodiscard]] constexpr StatusClass classOf(int status) noexcept
{
    if (status < 300)
        return StatusClass::Success;
    if (status < 400)
        return StatusClass::Redirect;
    return status < 500 ? StatusClass::ClientError : StatusClass::ServerError;
}

/// Response and service time of one class. Of what had no answer: until that was known.
struct ClassTimes {
    Histogram response;
    Histogram service;
    friend bool operator==(const ClassTimes &, const ClassTimes &) = default;
};

/// The times of every class. Histograms are made when a class comes up for the first time, and stay: most runs have one
/// or two of them. A value type; one thread at a time.
class StatusTimes {
public:
    StatusTimes() = default;
    StatusTimes(const StatusTimes &other) { merge(other); }
    StatusTimes &operator=(const StatusTimes &other);
    StatusTimes(StatusTimes &&) noexcept = default;
    StatusTimes &operator=(StatusTimes &&) noexcept = default;
    ~StatusTimes() = default;

    /// To record in.
    [[nodiscard]] ClassTimes &of(StatusClass which)
    {
        auto &times = m_times[static_cast<std::size_t>(which)];
        if (!times)
            times = std::make_unique<ClassTimes>();
        return *times;
    }
    /// Null where the class has not come up.
    [[nodiscard]] const ClassTimes *find(StatusClass which) const noexcept;

    void merge(const StatusTimes &other);
    void clear() noexcept;
    friend bool operator==(const StatusTimes &left, const StatusTimes &right) noexcept;

private:
    std::array<std::unique_ptr<ClassTimes>, kStatusClasses> m_times;
};

}
