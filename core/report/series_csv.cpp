#include "report/csv.h"
#include "report/exported_series.h"
#include "report/report.h"

namespace escala::report {

namespace {

using metrics::CacheResult;
using metrics::SeriesPoint;

std::string secondsCell(std::chrono::duration<double> duration)
{
    return csvNumber(duration.count());
}

std::vector<std::string> rowOf(const std::string &target, const SeriesPoint &point)
{
    const auto percentile = [&](std::chrono::microseconds SeriesPoint::Percentiles::*which) {
        return point.response ? secondsCell((*point.response).*which) : std::string();
    };
    const auto cache = [&](CacheResult result) {
        return std::to_string(point.cache[static_cast<std::size_t>(result)]);
    };
    using Percentiles = SeriesPoint::Percentiles;
    return {csvCell(target),
            secondsCell(point.start),
            std::to_string(point.offered),
            std::to_string(point.requests),
            std::to_string(point.errors),
            std::to_string(point.dropped),
            std::to_string(point.inFlight),
            percentile(&Percentiles::p50),
            percentile(&Percentiles::p90),
            percentile(&Percentiles::p99),
            percentile(&Percentiles::max),
            cache(CacheResult::Hit),
            cache(CacheResult::Miss),
            cache(CacheResult::Stale),
            cache(CacheResult::Unknown),
            std::to_string(point.bytesReceived),
            point.serverCpu ? csvNumber(*point.serverCpu) : "",
            point.serverRssBytes ? std::to_string(*point.serverRssBytes) : "",
            secondsCell(point.length)};
}

}

std::string seriesCsv(const experiment::RunResult &result)
{
    std::string csv = csvRow({"target", "t_s", "offered", "requests", "errors", "dropped", "in_flight", "p50_s",
                              "p90_s", "p99_s", "max_s", "hit", "miss", "stale", "unknown", "bytes_received",
                              "server_cpu", "server_rss_bytes", "length_s"});
    for (const experiment::TargetResult &target : result.targets) {
        for (const SeriesPoint &point : exportedSeries(target))
            csv += csvRow(rowOf(target.target.name, point));
    }
    return csv;
}

}
