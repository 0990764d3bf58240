#include "synthetic_run.h"

namespace escala::tests {

using namespace std::chrono_literals;
using metrics::CacheResult;

namespace {

metrics::TargetSnapshot figures(bool cached, std::uint64_t answers)
{
    auto tally = std::make_shared<metrics::Tally>();
    metrics::TargetSnapshot target;
    target.phase = metrics::TargetPhase::Measuring;
    for (int second = 0; second < 3; ++second) {
        metrics::SeriesPoint point;
        point.start = second * 1s;
        point.length = 1s;
        point.offered = point.requests = point.good = answers / 3;
        point.inFlight = 20;
        const auto result = !cached ? CacheResult::Unknown : second == 1 ? CacheResult::Miss : CacheResult::Hit;
        point.cache.at(static_cast<std::size_t>(result)) = answers / 3;
        tally->cache.at(static_cast<std::size_t>(result)) += answers / 3;
        point.response = metrics::SeriesPoint::Percentiles{200us, 300us, 400us, 500us, 900us};
        point.serverCpu = 0.5;
        point.serverRssBytes = 9'000'000;
        target.series.push_back(point);
    }
    target.seriesStep = 1s;
    target.seconds = target.series;
    tally->ledger.scheduled = tally->ledger.sent = tally->ledger.ok = answers;
    tally->status.at(200) = answers;
    for (std::uint64_t i = 0; i < answers; ++i) {
        tally->response.record(200us);
        tally->service.record(190us);
    }
    target.summary = metrics::summarise(*tally, 3s);
    target.total = tally;
    return target;
}

}

experiment::RunViewPtr syntheticView(const experiment::Experiment &experiment, std::uint64_t answers)
{
    auto snapshot = std::make_shared<metrics::Snapshot>();
    auto view = std::make_shared<experiment::RunView>();
    for (const auto &target : experiment.targets) {
        const bool cached = target.server && target.server->kind == experiment::ServerSpec::Kind::Cached;
        snapshot->targets.push_back(figures(cached, answers));
        experiment::ServerStatus status;
        status.pid = 4711;
        status.url = "http://127.0.0.1:5001/";
        status.cpu = 0.71;
        status.rssBytes = 9 << 20;
        status.alive = true;
        view->servers.emplace_back(status);
    }
    snapshot->elapsed = 3s;
    snapshot->remaining = 7s;
    snapshot->progress = 0.3;
    view->snapshot = snapshot;
    return view;
}

std::shared_ptr<const experiment::RunResult> syntheticResult(const experiment::Experiment &experiment,
                                                             std::uint64_t answers)
{
    auto result = std::make_shared<experiment::RunResult>();
    result->id = "6f1c1d5e-0000-4000-8000-000000000001";
    result->startedAt = std::chrono::system_clock::time_point(1'700'000'000s);
    result->experiment = experiment;
    result->engineThreads = 1;
    const auto view = syntheticView(experiment, answers);
    for (std::size_t i = 0; i < experiment.targets.size(); ++i) {
        auto &target = result->targets.emplace_back();
        target.target = experiment.targets[i];
        target.url = "http://127.0.0.1:5001/";
        target.figures = view->snapshot->targets[i];
        target.total = target.figures.total;
    }
    return result;
}

}
