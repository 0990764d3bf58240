#include "stored_sample.h"

#include "metrics/time_series.h"
#include "report/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>

using namespace escala;
using namespace std::chrono_literals;

namespace {

using metrics::CacheResult;
using metrics::Tally;
using std::chrono::nanoseconds;

std::uint64_t mixed(const SampleShape &shape, std::size_t target, std::size_t second)
{
    return (shape.seed * 1'000'003) + (target * 10'007) + second;
}

/// A long tail, some errors, some hits.
Tally tallyOf(const SampleShape &shape, std::size_t target, std::size_t second)
{
    std::mt19937_64 draw(mixed(shape, target, second));
    Tally tally;
    for (std::uint64_t request = 0; request < shape.requests; ++request) {
        const auto service = nanoseconds(200'000 + (draw() % (1 + (1'000'000ULL << (draw() % 8)))));
        const auto lag = nanoseconds(draw() % 20'000);
        const bool bad = draw() % 50 == 0;
        tally.response.record(service + lag);
        tally.service.record(service);
        tally.lag.record(lag);
        tally.wait.record(0ns);
        tally.phases.ttfb.record(service / 2);
        tally.phases.transfer.record(service / 2);
        auto &byStatus = tally.byStatus.of(bad ? metrics::StatusClass::ServerError : metrics::StatusClass::Success);
        byStatus.response.record(service + lag);
        byStatus.service.record(service);
        ++tally.status[bad ? 503 : 200];
        ++(bad ? tally.ledger.httpError : tally.ledger.ok);
        if (bad)
            ++tally.errors[static_cast<std::size_t>(metrics::ErrorKind::Status5xx)];
        ++tally.cache[static_cast<std::size_t>(draw() % 3 == 0 ? CacheResult::Miss : CacheResult::Hit)];
        tally.slowest.add({.end = std::chrono::seconds(second) + service,
                           .response = service + lag,
                           .lag = lag,
                           .ttfb = service / 2,
                           .transfer = service / 2,
                           .status = static_cast<std::uint16_t>(bad ? 503 : 200),
                           .error = bad ? std::optional(metrics::ErrorKind::Status5xx) : std::nullopt,
                           .cache = CacheResult::Hit,
                           .bytesReceived = 1024});
    }
    tally.ledger.scheduled = tally.ledger.sent = shape.requests;
    tally.bytesSent = shape.requests * 60;
    tally.bytesReceived = shape.requests * 1024;
    tally.connectionsOpened = second == 0 ? 4 : 0;
    return tally;
}

experiment::ServerRecord recordOf(const experiment::ServerSpec &spec)
{
    return {.spec = spec,
            .name = spec.name,
            .url = "http://127.0.0.1:5001/",
            .admin = "http://127.0.0.1:40123/",
            .pid = 4711,
            .requests = 1000,
            .responses = 990,
            .originRequests = 7,
            .hits = 900,
            .lookups = 990,
            .errors = 3,
            .counted = true};
}

void addServers(experiment::TargetResult &target)
{
    target.server = recordOf(*target.target.server);
    for (const experiment::ServerSpec &spec : target.target.behind)
        target.behind.push_back(recordOf(spec));
    const std::chrono::steady_clock::time_point since(123'456'789ns);
    target.measuringSince = since;
    for (std::size_t server = 0; server < 1 + target.behind.size(); ++server)
        target.courses.push_back({{.at = since, .requests = 1}, {.at = since + 1s, .requests = 500, .hits = 7}});
}

metrics::TargetSnapshot figuresOf(const SampleShape &shape, std::size_t target)
{
    auto total = std::make_shared<Tally>();
    metrics::TimeSeries series(1s);
    for (std::size_t second = 0; second < shape.seconds; ++second) {
        const Tally tally = tallyOf(shape, target, second);
        series.add({.index = second, .tally = tally, .samples = {}});
        series.settle(second);
        total->merge(tally);
    }
    series.finish(std::chrono::seconds(shape.seconds));
    metrics::TargetSnapshot figures;
    figures.phase = metrics::TargetPhase::Done;
    figures.protocol = metrics::Protocol::Http1;
    figures.summary = metrics::summarise(*total, std::chrono::seconds(shape.seconds));
    figures.checks = {{.check = "status < 400", .passed = 99, .failed = 1}};
    figures.cold = 5ms;
    figures.warmupRequests = 12;
    figures.warmupResponses = 11;
    figures.series = series.display();
    figures.seriesStep = series.displayStep();
    figures.seconds = series.seconds();
    for (auto *points : {&figures.series, &figures.seconds})
        for (metrics::SeriesPoint &point : *points) {
            point.serverCpu = 0.5;
            point.serverRssBytes = 9'000'000;
        }
    figures.heat = series.heat();
    figures.tail = metrics::tailCurveOf(total->response);
    figures.serviceTail = metrics::tailCurveOf(total->service);
    figures.total = std::move(total);
    return figures;
}

experiment::Target targetOf(std::size_t index)
{
    if (index == 0)
        return {.name = "Elsewhere", .url = "http://127.0.0.1:5001/", .server = std::nullopt};
    experiment::ServerSpec proxy;
    proxy.kind = experiment::ServerSpec::Kind::Proxy;
    proxy.name = "Cache";
    proxy.upstreams = {"Origin"};
    experiment::ServerSpec origin;
    origin.name = "Origin";
    origin.delay = 20ms;
    return {.name = fmt::format("Proxied {}", index), .url = {}, .server = proxy, .behind = {origin}};
}

}

metrics::TargetSecond sampleSecond(const SampleShape &shape, std::size_t target, std::size_t second)
{
    return {.target = target,
            .second = metrics::secondOf(tallyOf(shape, target, second), std::chrono::seconds(second), 1s)};
}

experiment::RunResult sampleHead(const SampleShape &shape)
{
    experiment::RunResult head;
    head.id = fmt::format("{:08x}-89ab-4def-8123-456789abcdef", shape.seed);
    head.startedAt = std::chrono::system_clock::time_point(1'795'467'600'123ms + std::chrono::minutes(shape.seed));
    head.experiment.name = fmt::format("Sample {}", shape.seed);
    head.experiment.plan.users = 4;
    head.experiment.plan.duration = std::chrono::seconds(std::max<std::size_t>(1, shape.seconds));
    head.host = {.cores = 2, .cpu = "Some CPU", .memoryBytes = 8ULL << 30U, .kernel = "Linux 6.1"};
    head.engineThreads = 1;
    for (std::size_t index = 0; index < shape.targets; ++index) {
        head.experiment.targets.push_back(targetOf(index));
        experiment::TargetResult &target = head.targets.emplace_back();
        target.target = head.experiment.targets.back();
        target.url = fmt::format("http://127.0.0.1:{}/", 5001 + index);
    }
    return head;
}

SampleRun sampleRun(const SampleShape &shape)
{
    SampleRun run{.head = sampleHead(shape), .result = sampleHead(shape), .seconds = {}};
    for (std::size_t second = 0; second < shape.seconds; ++second)
        for (std::size_t target = 0; target < shape.targets; ++target)
            run.seconds.push_back(sampleSecond(shape, target, second));
    experiment::RunResult &result = run.result;
    for (std::size_t index = 0; index < shape.targets; ++index) {
        experiment::TargetResult &target = result.targets[index];
        target.figures = figuresOf(shape, index);
        target.total = target.figures.total;
        if (target.target.server)
            addServers(target);
    }
    result.generator.verdict = metrics::Verdict::Degraded;
    result.generator.reasons = {{.kind = metrics::VerdictReason::Kind::Lag, .value = 0.003, .limit = 0.001}};
    result.generator.cpuShare = 0.61;
    result.generator.lagP99 = 40us;
    result.generator.calibration = {.ceilingRps = 123'456.5, .lagFloor = 7us, .engineThreads = 1};
    result.marks = {{.kind = metrics::Mark::Kind::Level, .at = 1s, .level = 30},
                    {.kind = metrics::Mark::Kind::Paused, .at = 2s, .level = 0, .target = 0}};
    if (shape.targets > 1)
        result.faults = {{.fault = {.kind = experiment::Fault::Kind::Latency, .latency = 20ms, .sigma = 0.5},
                          .target = 1,
                          .server = "Origin",
                          .at = 1s,
                          .until = 2s,
                          .detected = 1500ms}};
    result.endedBy = {.condition = "errors>10", .target = 0};
    result.stopped = true;
    result.notes = {"A port was taken.", "Größe: 5 µs"};
    return run;
}

std::string difference(const experiment::RunResult &one, const experiment::RunResult &other)
{
    if (report::resultJson(one) != report::resultJson(other))
        return "the JSON";
    if (one.startedAt != other.startedAt || !(one.experiment == other.experiment) || one.stopped != other.stopped)
        return "the head";
    if (one.generator != other.generator || one.marks != other.marks || one.faults != other.faults
        || one.notes != other.notes)
        return "health, marks, faults or notes";
    for (std::size_t index = 0; index < one.targets.size(); ++index) {
        const experiment::TargetResult &left = one.targets[index];
        const experiment::TargetResult &right = other.targets[index];
        const auto at = [index](const char *what) { return fmt::format("{} of target {}", what, index); };
        if (!(left.target == right.target) || left.url != right.url || left.measuringSince != right.measuringSince)
            return at("the plan");
        if (left.figures.series != right.figures.series || left.figures.seconds != right.figures.seconds
            || left.figures.seriesStep != right.figures.seriesStep)
            return at("the course");
        if (left.figures.tail != right.figures.tail || left.figures.serviceTail != right.figures.serviceTail)
            return at("a tail curve");
        if (left.figures.heat != right.figures.heat)
            return at("the heat map");
        if (left.figures.phase != right.figures.phase || left.figures.protocol != right.figures.protocol
            || left.figures.checks != right.figures.checks || left.figures.cold != right.figures.cold)
            return at("phase, protocol, checks or cold request");
        if ((left.total == nullptr) != (right.total == nullptr) || (left.total && !(*left.total == *right.total)))
            return at("the total");
        const auto isSame = [](const experiment::ServerMoment &a, const experiment::ServerMoment &b) {
            return a.at == b.at && a.requests == b.requests && a.errors == b.errors && a.hits == b.hits
                && a.lookups == b.lookups;
        };
        if (!std::ranges::equal(left.courses, right.courses,
                                [&](const auto &a, const auto &b) { return std::ranges::equal(a, b, isSame); }))
            return at("a server's course");
    }
    return {};
}
