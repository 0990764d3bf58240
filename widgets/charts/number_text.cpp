#include "charts/number_text.h"

#include "experiment/local_number.h"
#include "text/quantity.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace escala::charts {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(charts)
};

/// From here on Qt 6.4 may write "1234.567", where a language groups the digits of numbers with five or more.
constexpr double kGrouped = 1e5;

int decimalsFor(double step)
{
    return step > 0 ? std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 9) : 0;
}

}

QString figureText(double value)
{
    if (!std::isfinite(value))
        return QStringLiteral("–");
    const double size = std::abs(value);
    const int decimals = size == 0 ? 0 : std::clamp(2 - static_cast<int>(std::floor(std::log10(size))), 0, 3);
    return size >= kGrouped ? countText(value) : QLocale().toString(value, 'f', decimals);
}

QString countText(double count)
{
    return QString::fromStdString(experiment::localNumber(text::readableNumber(std::round(count))));
}

QString percentText(double share)
{
    if (!std::isfinite(share))
        return QStringLiteral("–");
    if (share >= 1)
        return QLocale().toString(100);
    const double percent = share * 100;
    const double scale = percent >= 99 ? 100 : percent >= 10 ? 10 : 100;
    return QLocale().toString(std::floor(percent * scale + 1e-6) / scale, 'f', scale == 100 ? 2 : 1);
}

QString tickText(double value, double step, double largest)
{
    constexpr double kThousand = 1e3;
    constexpr double kMillion = 1e6;
    const auto number = [&](double unit) { return QLocale().toString(value / unit, 'f', decimalsFor(step / unit)); };
    if (value == 0)
        return QLocale().toString(0);
    if (largest >= kMillion)
        return Words::tr("%1 M", "millions").arg(number(kMillion));
    if (largest >= kThousand * 10)
        return Words::tr("%1 k", "thousands").arg(number(kThousand));
    return number(1);
}

QString momentText(double seconds)
{
    if (seconds < 1e-3)
        return Words::tr("%1 µs").arg(QLocale().toString(seconds * 1e6, 'f', 0));
    if (seconds < 1)
        return Words::tr("%1 ms").arg(figureText(seconds * 1e3));
    if (seconds < 60)
        return Words::tr("%1 s").arg(QLocale().toString(seconds, 'f', 2));
    const auto whole = static_cast<long long>(seconds);
    return Words::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
}

}
