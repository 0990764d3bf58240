#pragma once

#include "experiment/most_targets.h"
#include "experiment/run_result.h"
#include "store/metrics_fields.h"

// What the values of core/experiment consist of, for archives.

namespace escala::store {

template <>
inline constexpr std::uint64_t kChoices<experiment::ServerSpec::Kind> = experiment::kServerKinds.size();
template <>
inline constexpr std::uint64_t kChoices<experiment::Fault::Kind> = experiment::kFaultNames.size();

template <>
inline constexpr std::uint64_t kMostOf<experiment::TargetResult> = experiment::kMostTargets;

template <typename Io>
void fields(Io &io, Is<experiment::HostInfo> auto &host)
{
    io(host.cores, host.cpu, host.memoryBytes, host.kernel);
}

template <typename Io>
void fields(Io &io, Is<experiment::ServerSpec> auto &spec)
{
    io(spec.kind, spec.name, spec.upstreams, spec.algorithm, spec.port, spec.delay, spec.ttl, spec.capacity,
       spec.policy, spec.singleFlight, spec.keys, spec.zipf, spec.size, spec.workers, spec.queue, spec.threads,
       spec.options);
}

template <typename Io>
void fields(Io &io, Is<experiment::ServerRecord> auto &server)
{
    io(server.spec, server.name, server.url, server.admin, server.pid, server.requests, server.responses,
       server.originRequests, server.hits, server.lookups, server.errors, server.counted);
}

template <typename Io>
void fields(Io &io, Is<experiment::ServerMoment> auto &moment)
{
    io(moment.at, moment.requests, moment.errors, moment.hits, moment.lookups);
}

template <typename Io>
void fields(Io &io, Is<experiment::Fault> auto &fault)
{
    io(fault.kind, fault.latency, fault.sigma, fault.bytesPerSecond, fault.share, fault.status);
}

template <typename Io>
void fields(Io &io, Is<experiment::FaultEvent> auto &event)
{
    io(event.fault, event.target, event.server, event.at, event.until, event.detected);
}

void fields(ArchiveWriter &io, const experiment::TargetResult &target);
/// The target's own plan is that of the experiment; see `fields` of a RunResult.
void fields(ArchiveReader &io, experiment::TargetResult &target);

/// The experiment as the text of a plan file, so that it can be read for as long as plan files can.
void fields(ArchiveWriter &io, const experiment::RunResult &result);
void fields(ArchiveReader &io, experiment::RunResult &result);

}
