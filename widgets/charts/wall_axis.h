#pragma once

#include "charts/scale.h"
#include "charts/time_axes.h"

#include <QTimeZone>

#include <optional>

namespace escala::charts {

/// The time axis of charts over a clock on the wall: seconds since 1970 in UTC, with ticks on round local times.
///
/// Ticks are worked out for each stretch between two changes of the zone's offset, so they stay round when summer time
/// begins or ends, and where an hour comes twice its second labels carry the zone ("02:30 CET"): no label is repeated.
/// Zooms and pans like TimeAxes.
class WallAxis {
public:
    using Window = TimeAxes::Window;
    static constexpr double kClosest = 5; ///< Seconds of the closest view: at a request a second it has lines yet.

    explicit WallAxis(const QTimeZone &zone = QTimeZone::systemTimeZone());

    /// All that can be seen. A zoom keeps its place, as far as that still lies within.
    void setWhole(Window whole);
    [[nodiscard]] Window whole() const noexcept { return m_whole; }
    [[nodiscard]] Window window() const noexcept { return m_zoom.value_or(m_whole); }
    [[nodiscard]] bool isZoomed() const noexcept { return m_zoom.has_value(); }
    [[nodiscard]] const QTimeZone &zone() const noexcept { return m_zone; }

    /// Below 1 zooms in; `at` stays where it is.
    void zoom(double factor, double at);
    /// Shows this much, and never more than there is.
    void zoomTo(Window window);
    void pan(double seconds);
    void resetZoom() noexcept { m_zoom.reset(); }

    /// Of what is seen, with at most about `ticks` labels.
    [[nodiscard]] Scale scale(int ticks) const;

private:
    QTimeZone m_zone;
    Window m_whole;
    std::optional<Window> m_zoom;
};

/// A moment of such an axis for people: "14:03:27", with the day before it where `withDay`.
[[nodiscard]] QString wallText(double seconds, const QTimeZone &zone, bool withDay);

}
