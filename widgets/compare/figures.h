#pragma once

#include "metrics/snapshot.h"

#include <QString>

#include <array>

namespace escala::compare {

/// One card: a figure in words of the user's locale, three significant digits, the unit apart.
struct Figure {
    QString label{};
    QString value = QStringLiteral("–");
    QString unit{};
    QString hint{};     ///< Tool tip: what it is, or why it is faint.
    bool faint = false; ///< Too few samples for this figure to be believed.
    bool bad = false;   ///< Something failed.
    friend bool operator==(const Figure &, const Figure &) = default;
};

inline constexpr std::size_t kFigures = 6;
using Figures = std::array<Figure, kFigures>;

/// Requests/s, p50, p95, p99, errors, hit ratio: of the whole run so far.
[[nodiscard]] Figures figuresOf(const metrics::Summary &summary);

}
