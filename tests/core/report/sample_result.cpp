#include "sample_result.h"

using namespace escala;
using namespace std::chrono_literals;
using metrics::CacheResult;
using metrics::ErrorKind;

namespace {

constexpr auto kLength = 10s;

void addErrors(metrics::Tally &tally, ErrorKind kind, std::uint64_t count, std::chrono::nanoseconds response)
{
    tally.errors[static_cast<std::size_t>(kind)] += count;
    if (metrics::isTransport(kind))
        tally.byStatus.of(metrics::StatusClass::NoAnswer).response.record(response, count);
    if (kind == ErrorKind::Timeout) {
        tally.ledger.timeout += count;
        return;
    }
    if (metrics::isTransport(kind)) {
        tally.ledger.transportError += count;
        return;
    }
    tally.ledger.httpError += count;
    const int status = kind == ErrorKind::Status4xx ? 404 : 503;
    tally.status[static_cast<std::size_t>(status)] += count;
    tally.response.record(response, count);
    tally.service.record(response, count);
    tally.byStatus.of(metrics::classOf(status)).response.record(response, count);
    tally.byStatus.of(metrics::classOf(status)).service.record(response, count);
}

metrics::Tally tallyOf(const SampleSide &side)
{
    metrics::Tally tally;
    metrics::Ledger &ledger = tally.ledger;
    ledger.ok = side.good;
    tally.status[200] = side.good;
    tally.response.record(side.response, side.good);
    tally.service.record(side.response, side.good);
    tally.byStatus.of(metrics::StatusClass::Success).response.record(side.response, side.good);
    tally.byStatus.of(metrics::StatusClass::Success).service.record(side.response, side.good);
    tally.phases.connect.record(100us, 20);
    for (const auto &[kind, count] : side.errors)
        addErrors(tally, kind, count, side.response);
    ledger.aborted = side.aborted;
    ledger.sent = ledger.ok + ledger.httpError + ledger.transportError + ledger.timeout + ledger.aborted;
    ledger.scheduled = ledger.sent;
    tally.cache[static_cast<std::size_t>(CacheResult::Hit)] = side.hits;
    tally.cache[static_cast<std::size_t>(CacheResult::Miss)] = side.misses;
    tally.cache[static_cast<std::size_t>(CacheResult::Unknown)] = tally.responses() - side.hits - side.misses;
    tally.bytesSent = ledger.sent * 60;
    tally.bytesReceived = tally.responses() * 200;
    tally.connectionsOpened = 20;
    return tally;
}

}

experiment::TargetResult sampleTarget(const SampleSide &side)
{
    auto total = std::make_shared<metrics::Tally>(tallyOf(side));
    experiment::TargetResult target;
    target.target.name = side.name;
    target.url = target.target.url = "http://127.0.0.1:5001/";
    target.figures.phase = metrics::TargetPhase::Done;
    target.figures.summary = metrics::summarise(*total, kLength);
    metrics::SeriesPoint busy = metrics::pointOf(*total, 0s, 1s);
    busy.serverCpu = 0.5;
    busy.serverRssBytes = 9'000'000;
    target.figures.seconds = {busy, metrics::pointOf(metrics::Tally{}, 1s, 1s)};
    target.total = std::move(total);
    return target;
}

experiment::RunResult sampleResult(const std::vector<SampleSide> &sides)
{
    experiment::RunResult result;
    result.id = "01234567-89ab-cdef-0123-456789abcdef";
    result.startedAt = std::chrono::system_clock::time_point(1'795'467'600'123ms);
    result.experiment.name = "Sample";
    result.experiment.plan.users = 20;
    result.experiment.plan.duration = kLength;
    result.host = {.cores = 2, .cpu = "Some CPU", .memoryBytes = 8ULL << 30U, .kernel = "Linux 6.1"};
    result.engineThreads = 1;
    result.generator.cpuShare = 0.61;
    result.generator.lagP99 = 40us;
    for (const SampleSide &side : sides) {
        result.targets.push_back(sampleTarget(side));
        result.experiment.targets.push_back(result.targets.back().target);
    }
    return result;
}

experiment::RunResult slowAndCached()
{
    return sampleResult({{.name = "Slow", .good = 1000, .response = 200ms},
                         {.name = "Cached", .good = 486'000, .response = 2ms, .hits = 485'900, .misses = 100}});
}
