#include "metrics/summary.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace escala::metrics {

namespace {

constexpr std::array<double, 6> kQuantiles{0.5, 0.75, 0.9, 0.95, 0.99, 0.999};

double perSecond(std::uint64_t count, std::chrono::duration<double> duration) noexcept
{
    return duration.count() > 0 ? static_cast<double>(count) / duration.count() : 0;
}

}

Statistics statisticsOf(const Histogram &histogram) noexcept
{
    Statistics figures;
    figures.count = histogram.count();
    figures.min = histogram.min();
    figures.mean = histogram.mean();
    figures.stdev = histogram.standardDeviation();
    std::array<std::chrono::microseconds, kQuantiles.size()> values{};
    histogram.quantiles(kQuantiles, values);
    figures.p50 = values[0];
    figures.p75 = values[1];
    figures.p90 = values[2];
    figures.p95 = values[3];
    figures.p99 = values[4];
    figures.p999 = values[5];
    figures.max = histogram.max();
    return figures;
}

// The upper end of the interval exists once not all samples are expected below the quantile with 97.5 %: q^n ≤ 2.5 %,
// and the lower end likewise.
std::uint64_t samplesNeeded(double quantile) noexcept
{
    if (quantile <= 0 || quantile >= 1)
        return std::numeric_limits<std::uint64_t>::max();
    const double rarer = std::max(quantile, 1 - quantile);
    return static_cast<std::uint64_t>(std::ceil(std::log(0.025) / std::log(rarer)));
}

Summary summarise(const Tally &tally, std::chrono::nanoseconds duration)
{
    Summary summary;
    summary.ledger = tally.ledger;
    summary.errors = tally.errors;
    summary.cache = tally.cache;
    for (std::size_t status = 0; status < tally.status.size(); ++status) {
        if (tally.status[status] != 0)
            summary.status.emplace(static_cast<int>(status), tally.status[status]);
    }
    summary.bytesSent = tally.bytesSent;
    summary.bytesReceived = tally.bytesReceived;
    summary.connectionsOpened = tally.connectionsOpened;
    summary.redirects = tally.redirects;
    summary.duration = duration;
    summary.offeredRps = perSecond(tally.ledger.scheduled, duration);
    summary.achievedRps = perSecond(tally.ledger.ok, duration);
    summary.response = statisticsOf(tally.response);
    summary.service = statisticsOf(tally.service);
    summary.lag = statisticsOf(tally.lag);
    summary.wait = statisticsOf(tally.wait);
    summary.includingUnsent = summary.response;
    if (!tally.givenUp.empty()) {
        Histogram all = tally.response;
        all.merge(tally.givenUp);
        summary.includingUnsent = statisticsOf(all);
    }
    summary.dns = statisticsOf(tally.phases.dns);
    summary.connect = statisticsOf(tally.phases.connect);
    summary.tls = statisticsOf(tally.phases.tls);
    summary.ttfb = statisticsOf(tally.phases.ttfb);
    summary.transfer = statisticsOf(tally.phases.transfer);
    for (std::size_t i = 0; i < kStatusClasses; ++i) {
        const auto which = static_cast<StatusClass>(i);
        if (const ClassTimes *times = tally.byStatus.find(which))
            summary.byStatus[which] = {statisticsOf(times->response), statisticsOf(times->service)};
    }
    return summary;
}

}
