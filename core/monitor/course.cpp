#include "monitor/course.h"

#include <algorithm>

namespace escala::monitor {

CourseGrid courseGrid(Second from, Second to, Second now, std::size_t points)
{
    constexpr std::size_t kMostPoints = 2'000;
    const auto wanted = static_cast<Second>(std::clamp<std::size_t>(points, 1, kMostPoints));
    to = std::max(to, from + 1);
    CourseGrid grid{.level = levelFor(from, to, now, wanted)};
    const Second cell = kLevels[grid.level].length;
    const Second perPoint = (to - from + wanted - 1) / wanted;
    grid.length = (perPoint + cell - 1) / cell * cell;
    const Second rest = from % grid.length;
    grid.start = from - (rest < 0 ? rest + grid.length : rest);
    grid.count = static_cast<std::size_t>((to - grid.start + grid.length - 1) / grid.length);
    return grid;
}

}
