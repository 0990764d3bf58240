#include "metrics/status_class.h"

namespace escala::metrics {

StatusTimes &StatusTimes::operator=(const StatusTimes &other)
{
    if (this != &other) {
        clear();
        merge(other);
    }
    return *this;
}

const ClassTimes *StatusTimes::find(StatusClass which) const noexcept
{
    const auto &times = m_times[static_cast<std::size_t>(which)];
    return times && !times->response.empty() ? times.get() : nullptr;
}

void StatusTimes::merge(const StatusTimes &other)
{
    for (std::size_t i = 0; i < kStatusClasses; ++i) {
        const auto which = static_cast<StatusClass>(i);
        if (const ClassTimes *from = other.find(which)) {
            of(which).response.merge(from->response);
            of(which).service.merge(from->service);
        }
    }
}

void StatusTimes::clear() noexcept
{
    for (const auto &times : m_times) {
        if (times) {
            times->response.clear();
            times->service.clear();
        }
    }
}

bool operator==(const StatusTimes &left, const StatusTimes &right) noexcept
{
    for (std::size_t i = 0; i < kStatusClasses; ++i) {
        const ClassTimes *const one = left.find(static_cast<StatusClass>(i));
        const ClassTimes *const other = right.find(static_cast<StatusClass>(i));
        if ((one == nullptr) != (other == nullptr) || (one != nullptr && *one != *other))
            return false;
    }
    return true;
}

}
