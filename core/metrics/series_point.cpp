#include "metrics/series_point.h"

#include "metrics/tally.h"

namespace escala::metrics {

namespace {
constexpr std::array<double, 4> kPointQuantiles{0.5, 0.9, 0.95, 0.99};
}

double SeriesPoint::rate(std::uint64_t count) const noexcept
{
    const std::chrono::duration<double> seconds = length;
    return seconds.count() > 0 ? static_cast<double>(count) / seconds.count() : 0;
}

SeriesPoint pointOf(const Tally &tally, std::chrono::nanoseconds start, std::chrono::nanoseconds length)
{
    const Ledger &ledger = tally.ledger;
    SeriesPoint point;
    point.start = start;
    point.length = length;
    point.offered = ledger.scheduled;
    point.requests = tally.responses() + ledger.transportError + ledger.timeout + ledger.aborted;
    point.good = ledger.ok;
    point.errors = tally.failed();
    point.dropped = ledger.dropped;
    point.inFlight = ledger.inFlight;
    point.bytesReceived = tally.bytesReceived;
    point.cache = tally.cache;
    if (const Histogram &response = tally.response; !response.empty()) {
        std::array<std::chrono::microseconds, kPointQuantiles.size()> values{};
        response.quantiles(kPointQuantiles, values);
        point.response = SeriesPoint::Percentiles{
            .p50 = values[0], .p90 = values[1], .p95 = values[2], .p99 = values[3], .max = response.max()};
    }
    return point;
}

}
