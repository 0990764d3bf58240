#include "monitor/probe_loop.h"

#include "experiment/words.h"
#include "monitor/courier.h"
#include "monitor/curl_pool.h"
#include "monitor/probe_schedule.h"
#include "monitor/probe_sentence.h"
#include "monitor/process_reading.h"

#include <sys/resource.h>

#include <algorithm>
#include <mutex>
#include <thread>
#include <utility>

namespace escala::monitor {

namespace {

using Time = ProbeSchedule::Time;

struct ProbedTarget {
    TargetPlan plan;
    ProbeSchedule schedule;
    std::size_t underWay = 0;
};
struct ScrapedSource {
    ScrapePlan plan;
    ProbeSchedule schedule;
    bool underWay = false;
    std::weak_ptr<const std::string> unread{}; ///< The last answer, while it is still to be read.
};
struct WatchedProcess {
    std::string name;
    ProcessReader reader;
    ProbeSchedule schedule;
};

/// A share of an interval, so that many don't all come in the same moment.
Time spread(Time now, std::chrono::nanoseconds interval, std::size_t index, std::size_t count)
{
    return now
        + (interval * static_cast<std::int64_t>(index) / static_cast<std::int64_t>(std::max<std::size_t>(1, count)));
}

/// How many sockets this process may have at a time beside its other files, after it has raised its limit.
std::size_t socketsAtOnce()
{
    constexpr rlim_t kOtherFiles = 64;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return ProbeLoop::kMostUnderWay;
    const rlimit raised{.rlim_cur = limit.rlim_max, .rlim_max = limit.rlim_max};
    const rlim_t files = ::setrlimit(RLIMIT_NOFILE, &raised) == 0 ? raised.rlim_cur : limit.rlim_cur;
    return files > 2 * kOtherFiles ? files - kOtherFiles : files / 2;
}

/// Does a plan have the same server for a target of that name?
bool hasServer(const MonitorPlan &plan, const TargetPlan &target)
{
    return std::ranges::any_of(
        plan.targets, [&](const TargetPlan &each) { return each.name == target.name && each.server == target.server; });
}

/// A webhook that says so will say it again: it is elsewhere (redirects are not followed), or won't have it.
bool isForGood(std::uint16_t status)
{
    constexpr std::uint16_t kTimeout = 408;
    constexpr std::uint16_t kTooMany = 429;
    return status >= 300 && status < 500 && status != kTimeout && status != kTooMany;
}

}

struct ProbeLoop::Private {
    Private(const Clock &wall, ProbeEvents toSay)
        : clock(wall)
        , events(std::move(toSay))
    {
    }

    void run(const std::stop_token &stop)
    {
        while (!stop.stop_requested()) {
            for (auto &command : takeCommands())
                command();
            pool.wait(work(std::chrono::steady_clock::now()));
        }
    }
    void post(std::function<void()> command)
    {
        {
            const std::scoped_lock lock(mutex);
            commands.push_back(std::move(command));
        }
        pool.wake();
    }
    std::vector<std::function<void()>> takeCommands()
    {
        const std::scoped_lock lock(mutex);
        return std::exchange(commands, {});
    }

    void follow(MonitorPlan next);
    bool hasSocket();
    void probe(const std::shared_ptr<ProbedTarget> &target);
    void scrape(const std::shared_ptr<ScrapedSource> &source);
    void read(WatchedProcess &process);
    void send();
    /// Starts what is due; how long nothing will be.
    std::chrono::milliseconds work(Time now);

    const Clock &clock;
    ProbeEvents events;
    CurlPool pool;
    const std::size_t mostSockets = socketsAtOnce();
    bool saidNoSocket = false;
    MonitorPlan plan;
    std::vector<std::shared_ptr<ProbedTarget>> targets;
    std::vector<std::shared_ptr<ScrapedSource>> scrapes;
    std::vector<WatchedProcess> processes;
    Courier courier;
    std::mutex mutex;
    std::vector<std::function<void()>> commands;
    std::jthread thread; // last: it ends before anything that it uses
};

void ProbeLoop::Private::follow(MonitorPlan next)
{
    std::map<std::string, std::string> ownUrls; // of servers that go on as they are
    for (const auto &target : targets)
        if (target->plan.server && hasServer(next, target->plan))
            ownUrls[target->plan.name] = target->plan.url;
    std::vector<WatchedProcess> ownServers;
    for (WatchedProcess &process : processes)
        if (ownUrls.contains(process.name))
            ownServers.push_back(std::move(process));
    plan = std::move(next);
    if (plan.webhook.empty())
        courier.clear();
    const Time now = std::chrono::steady_clock::now();
    targets.clear();
    scrapes.clear();
    processes.clear();
    for (const TargetPlan &target : plan.targets) {
        targets.push_back(std::make_shared<ProbedTarget>(ProbedTarget{
            .plan = target,
            .schedule = {spread(now, target.interval, targets.size(), plan.targets.size()), target.interval}}));
        if (target.server && ownUrls.contains(target.name))
            targets.back()->plan.url = ownUrls[target.name];
    }
    for (const ScrapePlan &scrape : plan.scrapes)
        scrapes.push_back(
            std::make_shared<ScrapedSource>(ScrapedSource{.plan = scrape, .schedule = {now, scrape.interval}}));
    for (const ProcessPlan &process : plan.processes)
        processes.push_back(
            {.name = process.name, .reader = ProcessReader(process), .schedule = {now, process.interval}});
    for (WatchedProcess &server : ownServers)
        processes.push_back(std::move(server));
}

bool ProbeLoop::Private::hasSocket()
{
    if (pool.underWay() < mostSockets) {
        saidNoSocket = saidNoSocket && pool.underWay() > mostSockets / 2;
        return true;
    }
    if (!std::exchange(saidNoSocket, true))
        events.notice(experiment::sentence(
            "Monitor",
            QT_TRANSLATE_NOOP("Monitor",
                              "Some probes are left out: %1 are under way, and this program may open no more "
                              "connections. Raise its limit of open files (ulimit -Hn)."),
            std::to_string(pool.underWay())));
    return false;
}

void ProbeLoop::Private::probe(const std::shared_ptr<ProbedTarget> &target)
{
    const TargetPlan &asked = target->plan;
    if (asked.url.empty() || !hasSocket()) // its server has yet to start
        return;
    const Instant at = clock.now();
    if (target->underWay >= kMostUnderWay) {
        ProbeResult dropped{.at = at, .error = metrics::ErrorKind::Dropped};
        dropped.sentence = droppedSentence(target->underWay);
        events.probed(asked.name, dropped);
        return;
    }
    ++target->underWay;
    const Exchange exchange{.url = asked.url,
                            .method = asked.method,
                            .headers = asked.headers,
                            .timeout = asked.timeout,
                            .cacert = asked.cacert,
                            .insecure = asked.insecure,
                            .wanted = asked.contains};
    pool.start(exchange, [this, target, at](ExchangeResult result) {
        --target->underWay;
        if (std::ranges::find(targets, target) == targets.end()) // of a plan that is over
            return;
        if (result.probe.good() && !result.found) {
            result.probe.error = metrics::ErrorKind::CheckFailed;
            result.probe.sentence = missingTextSentence(target->plan.contains);
        }
        result.probe.at = at;
        events.probed(target->plan.name, result.probe);
    });
}

void ProbeLoop::Private::scrape(const std::shared_ptr<ScrapedSource> &source)
{
    if (source->underWay || !source->unread.expired()) // a figure that comes late is as good as two
        return;
    source->underWay = true;
    const Exchange exchange{.url = source->plan.url,
                            .headers = {{"Accept", "text/plain;version=0.0.4"}},
                            .timeout = source->plan.timeout,
                            .keepBody = true};
    const Instant at = clock.now();
    pool.start(exchange, [this, source, at](ExchangeResult result) {
        source->underWay = false;
        if (std::ranges::find(scrapes, source) == scrapes.end())
            return;
        if (!result.probe.good())
            return events.readingFailed(source->plan.name, result.probe.sentence, at);
        constexpr std::uint16_t kOk = 200;
        if (result.probe.status != kOk) // such as a redirect, whose empty body would be no figures and no error
            return events.readingFailed(source->plan.name, statusSentence(result.probe.status), at);
        auto body = std::make_shared<const std::string>(std::move(result.body));
        source->unread = body;
        events.scraped(source->plan, std::move(body), at);
    });
}

void ProbeLoop::Private::read(WatchedProcess &process)
{
    auto readings = process.reader.read();
    if (readings)
        events.read(process.name, std::move(*readings), clock.now());
    else
        events.readingFailed(process.name, readings.error(), clock.now());
}

void ProbeLoop::Private::send()
{
    const auto message = courier.take(std::chrono::steady_clock::now());
    if (!message)
        return;
    const Exchange exchange{
        .url = plan.webhook, .method = "POST", .headers = {{"Content-Type", "application/json"}}, .body = *message};
    pool.start(exchange, [this](const ExchangeResult &result) {
        const std::uint16_t status = result.probe.status;
        const auto outcome = result.probe.good() && status < 300 ? Courier::Outcome::Taken
            : isForGood(status)                                  ? Courier::Outcome::Refused
                                                                 : Courier::Outcome::Failed;
        if (courier.finished(outcome, std::chrono::steady_clock::now()))
            events.notice(experiment::sentence(
                "Monitor", QT_TRANSLATE_NOOP("Monitor", "An alert could not be delivered to the webhook: %1"),
                status == 0 ? result.probe.sentence : statusSentence(status)));
    });
}

std::chrono::milliseconds ProbeLoop::Private::work(Time now)
{
    Time next = now + std::chrono::seconds(1);
    for (const auto &target : targets) {
        if (target->schedule.isDue(now))
            probe(target);
        next = std::min(next, target->schedule.next());
    }
    for (const auto &source : scrapes) {
        if (source->schedule.isDue(now))
            scrape(source);
        next = std::min(next, source->schedule.next());
    }
    for (WatchedProcess &process : processes) {
        if (process.schedule.isDue(now))
            read(process);
        next = std::min(next, process.schedule.next());
    }
    if (!plan.webhook.empty()) {
        send();
        next = std::min(next, courier.next().value_or(next));
    }
    return std::max(std::chrono::milliseconds(0),
                    std::chrono::ceil<std::chrono::milliseconds>(next - std::chrono::steady_clock::now()));
}

ProbeLoop::ProbeLoop(const Clock &clock, ProbeEvents events)
    : d(std::make_unique<Private>(clock, std::move(events)))
{
    d->thread = std::jthread([loop = d.get()](const std::stop_token &stop) { loop->run(stop); });
}

ProbeLoop::~ProbeLoop()
{
    d->thread.request_stop();
    d->pool.wake();
    d->thread.join();
}

void ProbeLoop::follow(MonitorPlan plan)
{
    d->post([loop = d.get(), plan = std::move(plan)]() mutable { loop->follow(std::move(plan)); });
}

void ProbeLoop::serverListens(const std::string &target, const std::string &url, std::int64_t pid)
{
    d->post([loop = d.get(), target, url, pid] {
        for (const auto &each : loop->targets)
            if (each->plan.name == target)
                each->plan.url = url;
        std::erase_if(loop->processes, [&](const WatchedProcess &process) { return process.name == target; });
        ProcessPlan own{.name = target, .pid = pid};
        loop->processes.push_back({.name = target,
                                   .reader = ProcessReader(own),
                                   .schedule = {std::chrono::steady_clock::now(), own.interval}});
    });
}

void ProbeLoop::deliver(std::string message)
{
    d->post([loop = d.get(), message = std::move(message)]() mutable {
        if (!loop->plan.webhook.empty())
            loop->courier.add(std::move(message));
    });
}

}
