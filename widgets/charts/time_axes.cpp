#include "charts/time_axes.h"

#include "charts/course_reading.h"

#include <algorithm>
#include <cmath>

namespace escala::charts {

namespace {

constexpr double kFarApart = 20;
constexpr double kClosest = 1e-6; // a window of a microsecond: below it nothing is measured

double planned(const RunCourse &course)
{
    return course.plannedLength ? std::chrono::duration<double>(*course.plannedLength).count() : 0;
}

double sharedEnd(const RunCourse &course, double longest)
{
    const double end = std::max(planned(course), longest);
    if (end <= 0)
        return 10;
    return course.running && planned(course) < longest ? roomToGrow(end) : end;
}

TimeAxes::Window following(TimeAxes::Window whole, double newest)
{
    const double length = std::min(TimeAxes::kFollowSeconds, whole.to);
    const double from = std::clamp(newest - length, 0.0, whole.to - length);
    return {from, from + length};
}

}

double roomToGrow(double seconds)
{
    double end = roundStep(seconds * 1.05);
    // 1, 2, 5 leave half the chart empty at times: steps between them fill it better.
    for (const double share : {0.6, 0.8}) {
        if (end * share >= seconds * 1.05)
            return end * share;
    }
    return end;
}

void TimeAxes::update(const RunCourse &course, bool together, bool follow)
{
    double longest = 0;
    for (const auto &side : course.sides)
        longest = std::max(longest, extent(side));
    m_shared = {0, sharedEnd(course, longest)};
    if (follow)
        m_shared = following(m_shared, longest);
    m_own.clear();
    for (std::size_t i = 0; i < course.sides.size() && !together; ++i) {
        const double length = extent(course.sides[i]);
        if (length > 0 && length * kFarApart < longest)
            m_own[i] = {0, length};
    }
    std::erase_if(m_zoom, [this](const auto &zoom) { return zoom.first != kShared && !m_own.contains(zoom.first); });
}

bool TimeAxes::hasOwn(std::size_t side) const
{
    return m_own.contains(side);
}

TimeAxes::Window TimeAxes::whole(std::size_t axis) const
{
    return axis == kShared ? m_shared : m_own.at(axis);
}

TimeAxes::Window TimeAxes::window(std::size_t side) const
{
    const auto axis = axisOf(side);
    const auto zoomed = m_zoom.find(axis);
    return zoomed == m_zoom.end() ? whole(axis) : zoomed->second;
}

Scale TimeAxes::scale(std::size_t side, int ticks) const
{
    const auto shown = window(side);
    return Scale::time(shown.from, shown.to, ticks);
}

void TimeAxes::zoom(std::size_t side, double factor, double at)
{
    const auto axis = axisOf(side);
    const auto all = whole(axis);
    const auto now = window(side);
    const double length = std::max((now.to - now.from) * factor, kClosest);
    if (length >= all.to - all.from) {
        m_zoom.erase(axis);
        return;
    }
    const double share = (std::clamp(at, now.from, now.to) - now.from) / (now.to - now.from);
    const double from = std::clamp(at - share * length, all.from, all.to - length);
    m_zoom[axis] = {from, from + length};
}

void TimeAxes::pan(std::size_t side, double seconds)
{
    const auto axis = axisOf(side);
    const auto zoomed = m_zoom.find(axis);
    if (zoomed == m_zoom.end())
        return;
    const auto all = whole(axis);
    const double length = zoomed->second.to - zoomed->second.from;
    const double from = std::clamp(zoomed->second.from + seconds, all.from, std::max(all.from, all.to - length));
    zoomed->second = {from, from + length};
}

void TimeAxes::resetZoom()
{
    m_zoom.clear();
}

}
