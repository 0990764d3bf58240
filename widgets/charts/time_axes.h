#pragma once

#include "charts/run_course.h"
#include "charts/scale.h"

#include <map>
#include <optional>

namespace escala::charts {

/// The time axes of a run's columns: one for all, spanning the planned length from the start; but a side that was over
/// in less than a twentieth of the others' time has its own, or it would be a sliver. Follows and zooms.
class TimeAxes {
public:
    static constexpr double kFollowSeconds = 30;

    struct Window {
        double from = 0;
        double to = 1;
    };

    /// `together`: all sides in one chart, so on one axis.
    void update(const RunCourse &course, bool together, bool follow);

    [[nodiscard]] bool hasOwn(std::size_t side) const;
    [[nodiscard]] bool anyOwn() const noexcept { return !m_own.empty(); }
    [[nodiscard]] Window window(std::size_t side) const;
    [[nodiscard]] Scale scale(std::size_t side, int ticks) const;
    [[nodiscard]] bool isZoomed() const noexcept { return !m_zoom.empty(); }

    /// Below 1 zooms in; `at` stays where it is. Columns on the same axis zoom together.
    void zoom(std::size_t side, double factor, double at);
    void pan(std::size_t side, double seconds);
    void resetZoom();

private:
    static constexpr std::size_t kShared = static_cast<std::size_t>(-1);
    [[nodiscard]] std::size_t axisOf(std::size_t side) const { return hasOwn(side) ? side : kShared; }
    [[nodiscard]] Window whole(std::size_t axis) const;

    Window m_shared;
    std::map<std::size_t, Window> m_own;
    std::map<std::size_t, Window> m_zoom; ///< By axis; empty when all is seen.
};

/// The end of an axis for a run of unknown length: leaves room to grow, in steps.
[[nodiscard]] double roomToGrow(double seconds);

}
