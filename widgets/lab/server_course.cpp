#include "lab/server_course.h"

#include <QCoreApplication>

namespace escala::lab {

using charts::ChartSpec; // lupdate stumbles over a return type with a namespace
using experiment::grown;
using experiment::ServerMoment;
using metrics::CacheResult;
using metrics::SeriesPoint;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(lab)
};

SeriesPoint pointBetween(const ServerMoment &before, const ServerMoment &now,
                         std::chrono::steady_clock::time_point since)
{
    SeriesPoint point;
    point.start = before.at - since;
    point.length = now.at - before.at;
    point.requests = grown(before.requests, now.requests);
    point.errors = grown(before.errors, now.errors);
    point.good = point.requests;
    point.cache[static_cast<std::size_t>(CacheResult::Hit)] = grown(before.hits, now.hits);
    point.cache[static_cast<std::size_t>(CacheResult::Miss)] =
        grown(before.lookups, now.lookups) - std::min(grown(before.hits, now.hits), grown(before.lookups, now.lookups));
    return point;
}

}

std::vector<SeriesPoint> seriesOf(const std::vector<ServerMoment> &moments, std::chrono::steady_clock::time_point since)
{
    std::vector<SeriesPoint> points;
    for (std::size_t index = 1; index < moments.size(); ++index)
        if (moments[index - 1].at >= since)
            points.push_back(pointBetween(moments[index - 1], moments[index], since));
    return points;
}

ChartSpec serverRequests()
{
    return {.name = QStringLiteral("server-requests"),
            .title = Words::tr("Requests by server"),
            .unit = Words::tr("requests/s"),
            .rightUnit = {},
            .left = ChartSpec::Left::Zero,
            .figures = {{.name = Words::tr("requests/s"),
                         .read = [](const SeriesPoint &point) { return point.rate(point.good); },
                         .widest = QStringLiteral("888,888")}}};
}

}
