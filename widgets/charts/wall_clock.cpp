#include "charts/scale.h"

#include <QDateTime>
#include <QLocale>
#include <QSet>
#include <QTimeZone>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace escala::charts {

namespace {

constexpr qint64 kMinute = 60;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;

// Steps that divide what is next larger, so that ticks stand where a clock has them.
constexpr std::array<qint64, 22> kSteps{1,        2,           5,           10,           15,           30,
                                        kMinute,  2 * kMinute, 5 * kMinute, 10 * kMinute, 15 * kMinute, 30 * kMinute,
                                        kHour,    2 * kHour,   3 * kHour,   6 * kHour,    12 * kHour,   kDay,
                                        2 * kDay, 3 * kDay,    7 * kDay,    14 * kDay};

qint64 stepFor(double length, int ticks)
{
    const double least = length / std::max(1, ticks);
    const auto found = std::ranges::find_if(kSteps, [least](qint64 step) { return double(step) >= least; });
    return found == kSteps.end() ? kSteps.back() : *found;
}

/// A time during which the zone keeps its offset from UTC.
struct Stretch {
    qint64 from = 0;
    qint64 to = 0;
    qint64 offset = 0;
};

std::vector<Stretch> stretches(double from, double to, const QTimeZone &zone)
{
    const auto moment = [&zone](double seconds) {
        return QDateTime::fromSecsSinceEpoch(static_cast<qint64>(std::floor(seconds)), zone);
    };
    std::vector<Stretch> all{
        {static_cast<qint64>(std::ceil(from)), static_cast<qint64>(std::floor(to)) + 1, moment(from).offsetFromUtc()}};
    for (const auto &change : zone.transitions(moment(from), moment(to))) {
        const auto at = change.atUtc.toSecsSinceEpoch();
        if (at <= all.back().from || at >= all.back().to || change.offsetFromUtc == all.back().offset)
            continue;
        const auto end = std::exchange(all.back().to, at);
        all.push_back({at, end, change.offsetFromUtc});
    }
    return all;
}

// A midnight is told by its day.
QString labelOf(qint64 at, qint64 step, const Stretch &stretch)
{
    const auto local = QDateTime::fromSecsSinceEpoch(at + stretch.offset, Qt::UTC);
    if (local.time() == QTime(0, 0))
        return QLocale().toString(local.date(), QStringLiteral("d MMM"));
    return QLocale().toString(local.time(), step < kMinute ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm"));
}

}

Scale Scale::wallClock(double from, double to, int ticks, const QTimeZone &zone)
{
    Scale scale;
    scale.m_low = from;
    scale.m_high = to > from ? to : from + 1;
    const auto step = stepFor(scale.m_high - scale.m_low, ticks);
    QSet<QString> labels;
    for (const auto &stretch : stretches(scale.m_low, scale.m_high, zone)) {
        const auto local = stretch.from + stretch.offset;
        for (auto at = stretch.from + (step - local % step) % step; at < stretch.to; at += step) {
            auto label = labelOf(at, step, stretch);
            if (labels.contains(label)) // the hour that comes twice
                label += u' ' + QDateTime::fromSecsSinceEpoch(at, zone).timeZoneAbbreviation();
            labels.insert(label);
            scale.m_ticks.push_back({scale.position(double(at)), label});
        }
    }
    return scale;
}

}
