#include "charts/wall_axis.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace escala::charts {

WallAxis::WallAxis(const QTimeZone &zone)
    : m_zone(zone)
{
}

void WallAxis::setWhole(Window whole)
{
    m_whole = whole;
    if (m_zoom)
        zoomTo(*m_zoom);
}

void WallAxis::zoomTo(Window window)
{
    const double all = m_whole.to - m_whole.from;
    const double length = std::max(window.to - window.from, kClosest);
    if (length >= all) {
        m_zoom.reset();
        return;
    }
    const double from = std::clamp(window.from, m_whole.from, m_whole.to - length);
    m_zoom = {from, from + length};
}

void WallAxis::zoom(double factor, double at)
{
    const auto now = window();
    const double length = std::max((now.to - now.from) * factor, kClosest);
    const double share = (std::clamp(at, now.from, now.to) - now.from) / (now.to - now.from);
    const double from = at - share * length;
    zoomTo({from, from + length});
}

void WallAxis::pan(double seconds)
{
    if (m_zoom)
        zoomTo({m_zoom->from + seconds, m_zoom->to + seconds});
}

Scale WallAxis::scale(int ticks) const
{
    const auto shown = window();
    return Scale::wallClock(shown.from, shown.to, ticks, m_zone);
}

QString wallText(double seconds, const QTimeZone &zone, bool withDay)
{
    const auto moment = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(seconds * 1e3), zone);
    const auto form = withDay ? QStringLiteral("d MMM HH:mm:ss") : QStringLiteral("HH:mm:ss");
    return QLocale().toString(moment, form);
}

}
