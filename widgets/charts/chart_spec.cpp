#include "charts/chart_spec.h"

#include "charts/number_text.h"
#include "metrics/tally.h"

#include <QCoreApplication>

#include <chrono>
#include <cmath>
#include <limits>

namespace escala::charts {

using metrics::CacheResult;
using metrics::SeriesPoint;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(charts)
};

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

template <std::chrono::microseconds SeriesPoint::Percentiles::*which>
double milliseconds(const SeriesPoint &point)
{
    return point.response ? std::chrono::duration<double, std::milli>(*point.response.*which).count() : kUnknown;
}

std::uint64_t count(const SeriesPoint &point, CacheResult result)
{
    return point.cache.at(static_cast<std::size_t>(result));
}

double hitShare(const SeriesPoint &point)
{
    const double ratio = metrics::hitRatio(point.cache);
    return ratio < 0 ? kUnknown : ratio;
}

double hitRate(const SeriesPoint &point)
{
    return point.rate(count(point, CacheResult::Hit));
}

double goodRate(const SeriesPoint &point)
{
    return point.rate(point.good);
}

double offeredRate(const SeriesPoint &point)
{
    return point.rate(point.offered);
}

double errorRate(const SeriesPoint &point)
{
    return point.rate(point.errors);
}

double inFlight(const SeriesPoint &point)
{
    return static_cast<double>(point.inFlight);
}

double cores(const SeriesPoint &point)
{
    return point.serverCpu.value_or(kUnknown);
}

double mebibytes(const SeriesPoint &point)
{
    constexpr double kMebi = 1024.0 * 1024.0;
    return point.serverRssBytes ? static_cast<double>(*point.serverRssBytes) / kMebi : kUnknown;
}

double ceiling(const metrics::Calibration &calibration)
{
    return calibration.ceilingRps;
}

double lagFloor(const metrics::Calibration &calibration)
{
    return std::chrono::duration<double, std::milli>(calibration.lagFloor).count();
}

ChartSpec responseTime()
{
    using Percentiles = SeriesPoint::Percentiles;
    const auto widest = QStringLiteral("88,888");
    return {.name = QStringLiteral("response-time"),
            .title = Words::tr("Response time"),
            .unit = Words::tr("ms"),
            .rightUnit = {},
            .left = ChartSpec::Left::Latency,
            .figures =
                {{.name = QStringLiteral("p50"), .read = milliseconds<&Percentiles::p50>, .widest = widest},
                 {.name = QStringLiteral("p95"), .read = milliseconds<&Percentiles::p95>, .rank = 1, .widest = widest},
                 {.name = QStringLiteral("p99"), .read = milliseconds<&Percentiles::p99>, .rank = 2, .widest = widest}},
            .limit = Limit{.name = Words::tr("generator's lag floor"), .read = lagFloor},
            .minimumHeight = 184,
            .stretch = 5};
}

ChartSpec throughput()
{
    const auto widest = QStringLiteral("888,888");
    return {
        .name = QStringLiteral("throughput"),
        .title = Words::tr("Throughput"),
        .unit = Words::tr("requests/s"),
        .rightUnit = {},
        .left = ChartSpec::Left::Throughput,
        .figures = {{.name = Words::tr("achieved"), .read = goodRate, .filled = true, .widest = widest},
                    {.name = Words::tr("offered"), .read = offeredRate, .rank = 2, .broad = true, .widest = widest}},
        .limit = Limit{.name = Words::tr("generator's ceiling"), .read = ceiling}};
}

ChartSpec cacheHits()
{
    return {.name = QStringLiteral("cache-hits"),
            .title = Words::tr("Cache hits"),
            .unit = Words::tr("share"),
            .rightUnit = Words::tr("hits/s"),
            .left = ChartSpec::Left::Share,
            .figures = {{.name = Words::tr("hit ratio"),
                         .read = hitShare,
                         .text = Figure::Text::Percent,
                         .filled = true,
                         .widest = QStringLiteral("88.88 %")},
                        {.name = Words::tr("hits/s"),
                         .read = hitRate,
                         .axis = Figure::Axis::Right,
                         .rank = 2,
                         .widest = QStringLiteral("888,888")}}};
}

ChartSpec errors()
{
    return {.name = QStringLiteral("errors"),
            .title = Words::tr("In flight and errors"),
            .unit = Words::tr("requests"),
            .rightUnit = Words::tr("errors/s"),
            .figures = {{.name = Words::tr("in flight"),
                         .read = inFlight,
                         .text = Figure::Text::Count,
                         .widest = QStringLiteral("8,888")},
                        {.name = Words::tr("errors/s"),
                         .read = errorRate,
                         .axis = Figure::Axis::Right,
                         .rank = 2,
                         .widest = QStringLiteral("88,888")}}};
}

ChartSpec server()
{
    return {.name = QStringLiteral("server"),
            .title = Words::tr("Server"),
            .unit = Words::tr("CPU, % of a core"),
            .rightUnit = Words::tr("memory, MiB"),
            .figures = {{.name = Words::tr("CPU"),
                         .read = [](const SeriesPoint &point) { return cores(point) * 100; },
                         .text = Figure::Text::Plain,
                         .filled = true,
                         .widest = QStringLiteral("888 %")},
                        {.name = Words::tr("memory"),
                         .read = mebibytes,
                         .axis = Figure::Axis::Right,
                         .rank = 2,
                         .widest = QStringLiteral("88.8")}}};
}

// Its legend has a percentile and its value. A stall that requests wait for is in the response and not in the service
// time.
ChartSpec percentiles()
{
    return {.name = QStringLiteral("percentiles"),
            .title = Words::tr("Percentiles"),
            .unit = Words::tr("ms"),
            .rightUnit = {},
            .left = ChartSpec::Left::Latency,
            .figures = {{.name = Words::tr("response"), .widest = QStringLiteral("p88.888 88,888")},
                        {.name = Words::tr("service"), .rank = 2, .widest = QStringLiteral("p88.888 88,888")}},
            .kind = ChartSpec::Kind::Tail,
            .minimumHeight = 184,
            .stretch = 5};
}

ChartSpec heatMap()
{
    return {.name = QStringLiteral("heat-map"),
            .title = Words::tr("Heat map"),
            .unit = Words::tr("ms"),
            .rightUnit = {},
            .left = ChartSpec::Left::Latency,
            .kind = ChartSpec::Kind::Heat,
            .minimumHeight = 184,
            .stretch = 5};
}

}

QString Figure::valueText(double value) const
{
    if (text == Text::Percent && std::isfinite(value))
        return Words::tr("%1 %").arg(percentText(value));
    if (text == Text::Count && std::isfinite(value))
        return countText(value);
    return figureText(value);
}

std::vector<ChartSpec> chartSpecs()
{
    return {responseTime(), throughput(), cacheHits(), errors(), server(), percentiles(), heatMap()};
}

}
