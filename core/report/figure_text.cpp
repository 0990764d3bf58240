#include "report/figure_text.h"

#include <QLocale>
#include <QString>

#include <algorithm>
#include <cmath>

namespace escala::report {

namespace {

/// Without zeros at the end: "93", "0.19".
std::string localised(double value, int decimals)
{
    const QLocale locale;
    QString text = locale.toString(value, 'f', decimals);
    if (decimals > 0) {
        while (text.endsWith(locale.zeroDigit()))
            text.chop(1);
        if (text.endsWith(locale.decimalPoint()))
            text.chop(locale.decimalPoint().size());
    }
    return text.toStdString();
}

/// 99.98 keeps two decimals, since what is left to 100 is what matters there; likewise near 0.
int shareDecimals(double percent)
{
    const double rest = std::min(percent, 100 - percent);
    if (rest == 0)
        return 0;
    return rest >= 0.995 ? 1 : rest >= 0.1 ? 2 : 3;
}

}

std::string numberText(double value)
{
    const double size = std::abs(value);
    if (size == 0 || size >= 99.95)
        return localised(value, 0);
    const int decimals = size >= 9.995 ? 1 : std::min(5, 2 - static_cast<int>(std::floor(std::log10(size * 1.0005))));
    return localised(value, decimals);
}

std::string shareText(double share)
{
    double percent = share * 100;
    if (share > 0 && share < 1)
        percent = std::clamp(percent, 0.001, 99.999);
    // In between three digits will do; near 0 and 100 % what is left to them matters.
    return (percent > 10 && percent < 90 ? numberText(percent) : localised(percent, shareDecimals(percent)))
        + "\u00a0%";
}

std::string durationText(std::chrono::duration<double> duration)
{
    const double seconds = duration.count();
    return std::abs(seconds) >= 0.9995 ? numberText(seconds) + "\u00a0s" : numberText(seconds * 1e3) + "\u00a0ms";
}

std::string countText(std::uint64_t value)
{
    return numberText(static_cast<double>(value));
}

}
