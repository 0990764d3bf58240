#include "load/lane.h"
#include "load/load_engine.h"
#include "load/target_totals.h"
#include "net/socket.h"
#include "servers/http_server.h"
#include "servers/listener.h"
#include "simulated_time.h"

#include <QTemporaryDir>
#include <QTest>

#include <malloc.h>

using namespace std::chrono_literals;
using namespace escala;
using load::LoadPlan;
using net::Clock;

namespace {

constexpr std::uint64_t kDay = 86'400; ///< Seconds, and arrivals.
constexpr auto kInterval = load::LoadEngine::kInterval;
constexpr auto kDelay = 10ms;

/// At noon the server stands still for a minute.
constexpr std::uint64_t kNoon = kDay / 2;
constexpr std::uint64_t kStall = 60;

std::int64_t heapInUse()
{
    const auto info = ::mallinfo2();
    return static_cast<std::int64_t>(info.uordblks + info.hblkhd);
}

/// Answers after kDelay, but not before the stall is over.
class Slow final : public servers::Handler {
public:
    explicit Slow(net::EventLoop &loop)
        : m_loop(loop)
    {
    }
    void standStill(Clock::time_point from, Clock::time_point until)
    {
        m_from = from;
        m_until = until;
    }
    servers::Pending handle(const http::RequestHead &, servers::Completion done) override
    {
        const auto now = Clock::now();
        auto pending = std::make_shared<servers::Completion>(std::move(done));
        m_loop.runAt((now >= m_from && now < m_until ? m_until : now) + kDelay, [left = std::weak_ptr(pending)] {
            if (const auto completion = left.lock())
                (*completion)({.status = 200, .fields = {}, .body = "hola\n"});
        });
        return pending;
    }

private:
    net::EventLoop &m_loop;
    Clock::time_point m_from;
    Clock::time_point m_until;
};

LoadPlan hertzForADay(const std::string &socket)
{
    LoadPlan plan;
    plan.model = load::Model::Open;
    plan.rate = 1;
    plan.duration = std::chrono::seconds(kDay);
    plan.responseTimeout = 1h;
    plan.connections = 1000;
    plan.threads = 1;
    plan.connection.unixSocket = socket;
    return plan;
}

/// Deadlines to the second.
servers::ServerLimits limits()
{
    servers::ServerLimits limits;
    limits.resolution = 1s;
    return limits;
}

/// A lane and a server in one loop, led as the conductor and the worker lead them: everything but their threads.
class Day {
public:
    explicit Day(const std::string &socket)
        : m_plan(hertzForADay(socket))
        , m_pace(load::Pace::of(m_plan, 1, *m_plan.connections))
        , m_endpoint(net::unixEndpoint(socket).value())
        , m_handler(m_loop)
        , m_server(m_loop, m_handler, counters, limits())
        , m_listener(
              m_loop, net::listenOn(m_endpoint, 1000).value(),
              [this](net::FileDescriptor client) { m_server.adopt(std::move(client)); }, [] { return true; })
        , m_buffer(64UL * 1024)
    {
        m_target.url = http::parseUrl("http://day.test/").value();
        m_target.endpoints.push_back(m_endpoint);
        m_target.requests.emplace(load::TargetRequests::compile(m_target.url, m_plan, m_sources).value());
        m_target.request = m_target.requests->mix().request(0).bytes();
        m_target.lanes = 1;
        m_lane.emplace(m_plan, m_pace, m_target, m_loop, nullptr, m_bell, m_buffer, 0U, kInterval);
        totals.emplace(kInterval, std::vector{&*m_lane});
    }

    void pass()
    {
        m_start = Clock::now();
        m_handler.standStill(m_start + std::chrono::seconds(kNoon), m_start + std::chrono::seconds(kNoon + kStall));
        m_lane->open({.part = load::RequestPart::Measured, .start = m_start, .end = m_start + *m_plan.duration});
        tick();
        m_loop.run();
        totals->finish(m_plan.length());
    }

    servers::ServerCounters counters;
    std::optional<load::TargetTotals> totals;
    bool alwaysBalanced = true;
    std::int64_t heapAfterAnHour = 0;
    std::int64_t heapAtTheEnd = 0;

private:
    void tick()
    {
        const auto now = Clock::now();
        const auto measured = now - m_start;
        m_lane->sweep(now, kInterval);
        totals->collect(measured);
        alwaysBalanced = alwaysBalanced && totals->tally().ledger.balances();
        heapAtTheEnd = heapInUse();
        if (measured == 1h)
            heapAfterAnHour = heapAtTheEnd;
        if (m_target.ended())
            m_loop.stop();
        else
            m_loop.runAt(now + kInterval, [this] { tick(); });
    }

    LoadPlan m_plan;
    load::Pace m_pace;
    load::RequestSources m_sources;
    net::Endpoint m_endpoint;
    net::EventLoop m_loop;
    Slow m_handler;
    servers::HttpServer m_server;
    servers::Listener m_listener;
    load::Bell m_bell;
    load::TargetRun m_target;
    std::vector<char> m_buffer;
    std::optional<load::Lane> m_lane;
    Clock::time_point m_start;
};

}

/// A day at one request a second, against a server with a clock of the test's: nothing is lost, nothing grows.
class TestDayLongRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRequestASecond();

private:
    QTemporaryDir m_folder;
};

void TestDayLongRun::aRequestASecond()
{
    const simulated_time::Simulation simulation;
    Day day(m_folder.filePath(QStringLiteral("day.sock")).toStdString());
    day.pass();

    metrics::TargetSnapshot snapshot;
    day.totals->fill(snapshot);
    const auto &summary = snapshot.summary;
    QVERIFY(day.alwaysBalanced);
    QVERIFY(summary.ledger.balances());
    QCOMPARE(summary.ledger.scheduled, kDay);
    QCOMPARE(summary.ledger.sent, kDay);
    QCOMPARE(summary.ledger.ok, kDay);
    QCOMPARE(day.counters.requests.value(), static_cast<std::int64_t>(kDay));
    QCOMPARE(summary.lag.max.count(), 0.0); // every one released when it was due
    QCOMPARE(summary.achievedRps, 1.0);
    QCOMPARE(summary.response.min.count(), 0.01);
    QVERIFY(summary.response.p99.count() < 0.0101); // of a bucket
    QCOMPARE(summary.response.max, std::chrono::duration<double>(kStall * 1s + kDelay));

    QCOMPARE(snapshot.seconds.size(), kDay);
    for (std::uint64_t second = 0; second < kDay; ++second) {
        const metrics::SeriesPoint &point = snapshot.seconds[second];
        const bool stands = second >= kNoon && second < kNoon + kStall;
        const std::uint64_t answers = stands ? 0 : second == kNoon + kStall ? kStall + 1 : 1;
        QCOMPARE(point.start, std::chrono::nanoseconds(std::chrono::seconds(second)));
        QCOMPARE(point.length, std::chrono::nanoseconds(1s));
        QCOMPARE(point.offered, 1UL);
        QCOMPARE(point.good, answers);
        QCOMPARE(point.requests, answers);
        QCOMPARE(point.inFlight, stands ? second - kNoon + 1 : 0UL);
        QCOMPARE(point.response.has_value(), answers > 0);
        if (answers == 1)
            QCOMPARE(point.response->max, std::chrono::microseconds(kDelay));
    }
    // The course has a point a second, in a vector that doubles, and fewer for charts. Nothing else grows.
    const auto grown = day.heapAtTheEnd - day.heapAfterAnHour;
    constexpr auto course = static_cast<std::int64_t>(kDay * sizeof(metrics::SeriesPoint) * 5 / 2);
    static_assert(course < 64 * 1024 * 1024);
    QVERIFY2(grown < course, qPrintable(QStringLiteral("%1 bytes more").arg(grown)));
}

QTEST_GUILESS_MAIN(TestDayLongRun)
#include "tst_day_long_run.moc"
