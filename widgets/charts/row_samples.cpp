#include "charts/row_samples.h"

#include "charts/course_reading.h"

#include <algorithm>

namespace escala::charts {

void RowSamples::read(const ChartSpec &spec, const RunCourse &course)
{
    m_samples.resize(course.sides.size());
    for (std::size_t side = 0; side < course.sides.size(); ++side) {
        auto &figures = m_samples[side];
        figures.resize(spec.figures.size());
        for (auto &samples : figures)
            samples.clear();
        for (const auto &point : course.sides[side].points) {
            const double at = middle(point);
            for (std::size_t figure = 0; figure < figures.size(); ++figure)
                figures[figure].push_back({at, spec.figures[figure].read(point)});
        }
    }
}

std::span<const Sample> RowSamples::within(std::size_t side, std::size_t figure, const TimeAxes::Window &window) const
{
    const auto &all = of(side, figure);
    auto first = std::ranges::lower_bound(all, window.from, {}, &Sample::seconds);
    auto last = std::ranges::upper_bound(first, all.end(), window.to, {}, &Sample::seconds);
    if (first != all.begin())
        --first;
    if (last != all.end())
        ++last;
    return {first, last};
}

}
