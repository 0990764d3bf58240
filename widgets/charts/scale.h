#pragma once

#include <QString>

#include <vector>

class QTimeZone;

namespace escala::charts {

/// An axis: maps values to 0…1 and knows its ticks. Ticks stand on round values (1, 2 or 5 times a power of ten) and
/// never repeat a label. A value type; all charts of a row share one.
class Scale {
public:
    struct Tick {
        double position = 0; ///< 0 to 1.
        QString label;
    };

    // Ticks keep a little off the ends, so that a line on them is seen whole.

    /// 0 to `top`, or to the next round value above it; about `ticks` labels.
    static Scale linear(double top, int ticks);
    /// Whole decades around `low` to `high`, both above 0.
    static Scale logarithmic(double low, double high, int ticks);
    /// 0 to 100 %, for shares from 0 to 1.
    static Scale share();
    /// Decades of the share that is slower: 0 %, 50 %, 90 %, 99 % …; see metrics::TailCurve.
    static Scale tail(int decades);
    /// `from` to `to` seconds as they are; labels with their unit: µs, ms, s, min, h.
    static Scale time(double from, double to, int ticks);
    /// `from` to `to` seconds since 1970 as they are; labels are round local times, or days: see WallAxis.
    static Scale wallClock(double from, double to, int ticks, const QTimeZone &zone);

    [[nodiscard]] double low() const noexcept { return m_low; }
    [[nodiscard]] double high() const noexcept { return m_high; }
    [[nodiscard]] bool isLog() const noexcept { return m_log; }
    [[nodiscard]] const std::vector<Tick> &ticks() const noexcept { return m_ticks; }

    /// Where a fill begins: at zero, or at the floor of a logarithmic axis.
    [[nodiscard]] double base() const noexcept { return m_log ? 0 : position(0); }
    /// Not clipped, but on a logarithmic axis what is below its floor, zero included, is at the floor.
    [[nodiscard]] double position(double value) const noexcept;
    [[nodiscard]] double value(double position) const noexcept;

private:
    double m_low = 0;
    double m_high = 1;
    bool m_log = false;
    std::vector<Tick> m_ticks;
};

/// The smallest of 1, 2, 5 × 10ⁿ that is not below `least`.
[[nodiscard]] double roundStep(double least) noexcept;

}
