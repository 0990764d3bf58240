#pragma once

#include "metrics/second.h"
#include "metrics/snapshot.h"
#include "metrics/tally.h"
#include "store/archive.h"

// What the values of core/metrics consist of, for archives.

namespace escala::store {

template <>
inline constexpr std::uint64_t kChoices<metrics::ErrorKind> = metrics::kErrorKinds;
template <>
inline constexpr std::uint64_t kChoices<metrics::CacheResult> = metrics::kCacheResults;
template <>
inline constexpr std::uint64_t kChoices<metrics::StatusClass> = metrics::kStatusClasses;
template <>
inline constexpr std::uint64_t kChoices<metrics::Protocol> = metrics::kProtocolNames.size();
template <>
inline constexpr std::uint64_t kChoices<metrics::Verdict> = metrics::kVerdictNames.size();
template <>
inline constexpr std::uint64_t kChoices<metrics::Mark::Kind> = metrics::kMarkNames.size();
template <>
inline constexpr std::uint64_t kChoices<metrics::TargetPhase> =
    static_cast<std::uint64_t>(metrics::TargetPhase::Done) + 1;
template <>
inline constexpr std::uint64_t kChoices<metrics::VerdictReason::Kind> =
    static_cast<std::uint64_t>(metrics::VerdictReason::Kind::NothingMeasured) + 1;

template <typename Io>
void fields(Io &io, Is<metrics::Ledger> auto &ledger)
{
    io(ledger.scheduled, ledger.waiting, ledger.sent, ledger.dropped, ledger.unsent, ledger.ok, ledger.httpError,
       ledger.transportError, ledger.timeout, ledger.aborted, ledger.inFlight);
}

template <typename Io>
void fields(Io &io, Is<metrics::SeriesPoint::Percentiles> auto &response)
{
    io(response.p50, response.p90, response.p95, response.p99, response.max);
}

template <typename Io>
void fields(Io &io, Is<metrics::SeriesPoint> auto &point)
{
    io(point.start, point.length, point.offered, point.requests, point.good, point.errors, point.dropped,
       point.inFlight, point.bytesReceived, point.cache, point.response, point.serverCpu, point.serverRssBytes);
}

template <typename Io>
void fields(Io &io, Is<metrics::SlowRequest> auto &slow)
{
    io(slow.end, slow.response, slow.lag, slow.wait, slow.ttfb, slow.transfer, slow.status, slow.error, slow.cache,
       slow.bytesReceived, slow.request);
}

void fields(ArchiveWriter &io, const metrics::Slowest &slowest);
void fields(ArchiveReader &io, metrics::Slowest &slowest);

void fields(ArchiveWriter &io, const metrics::PackedHistogram &histogram);
void fields(ArchiveReader &io, metrics::PackedHistogram &histogram);

template <typename Io>
void fields(Io &io, Is<metrics::Second> auto &second)
{
    io(second.point, second.ledger, second.errors, second.status, second.bytesSent, second.connectionsOpened,
       second.redirects, second.response, second.service, second.slowest);
}

template <typename Io>
void fields(Io &io, Is<metrics::Statistics> auto &figures)
{
    io(figures.count, figures.min, figures.mean, figures.stdev, figures.p50, figures.p75, figures.p90, figures.p95,
       figures.p99, figures.p999, figures.max);
}

template <typename Io>
void fields(Io &io, Is<metrics::Summary::ClassStatistics> auto &figures)
{
    io(figures.response, figures.service);
}

template <typename Io>
void fields(Io &io, Is<metrics::Summary> auto &summary)
{
    io(summary.ledger, summary.errors, summary.cache, summary.status, summary.bytesSent, summary.bytesReceived,
       summary.connectionsOpened, summary.redirects, summary.duration, summary.offeredRps, summary.achievedRps,
       summary.response, summary.service, summary.lag, summary.wait, summary.includingUnsent, summary.dns,
       summary.connect, summary.tls, summary.ttfb, summary.transfer, summary.byStatus);
}

template <typename Io>
void fields(Io &io, Is<metrics::PhaseHistograms> auto &phases)
{
    io(phases.dns, phases.connect, phases.tls, phases.ttfb, phases.transfer);
}

void fields(ArchiveWriter &io, const metrics::Tally &tally);
void fields(ArchiveReader &io, metrics::Tally &tally);

template <typename Io>
void fields(Io &io, Is<metrics::TailCurve> auto &curve)
{
    io(curve.count, curve.values);
}

void fields(ArchiveWriter &io, const metrics::HeatGrid &heat);
void fields(ArchiveReader &io, metrics::HeatGrid &heat);

template <typename Io>
void fields(Io &io, Is<metrics::CheckOutcome> auto &outcome)
{
    io(outcome.check, outcome.passed, outcome.failed);
}

/// All but `total`, which stands in the target's result as well.
template <typename Io>
void fields(Io &io, Is<metrics::TargetSnapshot> auto &figures)
{
    io(figures.phase, figures.protocol, figures.summary, figures.checks, figures.cold, figures.warmupRequests,
       figures.warmupResponses, figures.series, figures.seriesStep, figures.tail, figures.serviceTail, figures.heat,
       figures.seconds);
}

template <typename Io>
void fields(Io &io, Is<metrics::VerdictReason> auto &reason)
{
    io(reason.kind, reason.verdict, reason.value, reason.limit, reason.target);
}

template <typename Io>
void fields(Io &io, Is<metrics::Calibration> auto &calibration)
{
    io(calibration.ceilingRps, calibration.lagFloor, calibration.engineThreads);
}

template <typename Io>
void fields(Io &io, Is<metrics::GeneratorHealth> auto &health)
{
    io(health.verdict, health.reasons, health.cpuShare, health.lagP99, health.calibration);
}

template <typename Io>
void fields(Io &io, Is<metrics::Mark> auto &mark)
{
    io(mark.kind, mark.at, mark.level, mark.target);
}

template <typename Io>
void fields(Io &io, Is<metrics::EndedBy> auto &ended)
{
    io(ended.condition, ended.target);
}

}
