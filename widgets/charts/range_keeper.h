#pragma once

#include <optional>

namespace escala::charts {

/// Keeps an axis from jumping: it grows at once and shrinks only when its values have needed far less for a while.
class RangeKeeper {
public:
    /// Updates to wait before shrinking: about three seconds of redraws.
    static constexpr int kPatience = 30;

    struct Range {
        double low = 0;
        double high = 0;
        friend bool operator==(const Range &, const Range &) = default;
    };

    /// `needed` as a linear axis from 0 sees it: shrinks from less than 45 % of what is shown.
    [[nodiscard]] Range linear(Range needed);
    /// In whole decades: shrinks when a decade at either end is not used.
    [[nodiscard]] Range logarithmic(Range needed);
    /// The next range is taken as it comes.
    void reset();

private:
    Range keep(Range needed, Range grown, bool couldShrink);

    std::optional<Range> m_shown;
    bool m_log = false;
    int m_waited = 0;
};

}
