#include "watched_days.h"

#include <QTest>

#include <sys/resource.h>

#include <algorithm>
#include <csignal>

using namespace escala::monitor;
using namespace std::chrono_literals;
using Days = WatchedDays;

class TestWatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void figuresOfAllWindowsAreThoseOfTheProbes();
    void windowsForgetWhatIsPast();
    void aLateTickMovesNoProbeToAnotherSecond();
    void aKillTakesTwoSecondsAtMost();
    void aCleanEndTakesNothing();
    void theTimeItWasDownIsAGap();
    void oldCellsGoAndTheCoarseOnesStay();
    void downFiresAndClearsWithHysteresis();
    void burnRatesFireAndClear();
    void aRateNearTheFactorIsToldOnce();
    void usualBurnRatesAreTheWorkbooks();
    void acknowledgedAndSilencedAlertsAreStill();
    void whatFiresGoesOnAfterARestart();
    void certificatesThatEndSoonAreTold();
    void aCertificateThatNobodyAsksForAnyMoreIsNoAlert();
    void anotherPlanGoesOnWithWhatBothHave();
    void aTargetThatComesBackHasLostNothing();
    void aClockThatJumpsIsSurvived();
    void whatIsSeenAfterTheClockWasSetBackIsStored();
    void aClockThatIsWrongForAWhileThrowsNothingAway();
    void aFullDiskKeepsNobodyFromWatching();
    void cellsThatWaitAreReadAndBounded();
    void alertsAndIncidentsDontPileUp();
};

namespace {

MonitorPlan planOf(std::initializer_list<const char *> targets)
{
    MonitorPlan plan;
    for (const char *name : targets)
        plan.targets.push_back({.name = name, .url = "http://127.0.0.1:1/", .server = {}});
    return plan;
}

Figures windowOf(Watch &watch, Instant now, std::size_t window)
{
    return watch.view(now).targets.at(0).windows.at(window);
}

/// No file can grow while it lives, as on a disk that is full.
class FullDisk {
public:
    FullDisk()
    {
        (void)std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit none{.rlim_cur = 1, .rlim_max = m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &none);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;

private:
    rlimit m_before{};
};

bool near(std::optional<Microseconds> value, Microseconds truth)
{
    return value && *value >= truth && *value <= truth + (truth / 60);
}

}

void TestWatch::figuresOfAllWindowsAreThoseOfTheProbes()
{
    Days days(planOf({"a"}));
    int number = 0;
    days.live(3h, [&](const auto &, auto) {
        const int which = number++ % 100;
        return which == 0 ? Days::refused() : Days::good(std::chrono::milliseconds(which));
    });
    for (std::size_t window = 2; window < kWindows.size(); ++window) {
        const Figures figures = windowOf(days.watch(), days.now(), window);
        QCOMPARE(figures.probes, 10'800U);
        QCOMPARE(figures.good, 10'692U);
        QCOMPARE(figures.errors.at(1), 108U);
        QVERIFY(near(figures.p50, 50ms));
        QVERIFY(near(figures.p99, 99ms));
        QCOMPARE(*figures.hitRatio(), 1.0);
    }
    const Figures hour = windowOf(days.watch(), days.now(), 1);
    QVERIFY(hour.probes >= 3'600 && hour.probes <= 3'610);
    const Figures shortly = windowOf(days.watch(), days.now(), 0);
    QVERIFY(shortly.probes >= 300 && shortly.probes <= 310);
}

void TestWatch::windowsForgetWhatIsPast()
{
    Days days(planOf({"a"}));
    days.live(10min, [](const auto &, auto) { return Days::refused(); });
    days.live(6min, [](const auto &, auto) { return Days::good(5ms); });
    QCOMPARE(windowOf(days.watch(), days.now(), 0).errors.at(1), 0U);
    QCOMPARE(windowOf(days.watch(), days.now(), 1).errors.at(1), 600U);
    days.live(70min, [](const auto &, auto) { return Days::good(5ms); });
    QCOMPARE(windowOf(days.watch(), days.now(), 1).errors.at(1), 0U);
    QCOMPARE(windowOf(days.watch(), days.now(), 2).errors.at(1), 600U);
    days.live(6h, [](const auto &, auto) { return Days::good(5ms); });
    QCOMPARE(windowOf(days.watch(), days.now(), 2).errors.at(1), 0U);
    QCOMPARE(windowOf(days.watch(), days.now(), 3).errors.at(1), 600U);
}

void TestWatch::aLateTickMovesNoProbeToAnotherSecond()
{
    Days days(planOf({"a"}));
    days.live(10s, [](const auto &, auto) { return Days::good(5ms); });
    ProbeResult probe = Days::good(5ms);
    probe.at = days.now(); // the tick of this second has yet to come
    days.watch().probed("a", probe);
    days.watch().end(days.now());
    auto store = MonitorStore::open(days.file());
    QVERIFY(store);
    std::vector<Second> seconds;
    QVERIFY((*store)->readAll(TrackKind::Target, 0, 0, secondOf(days.now()) + 1,
                              [&](auto, Second start, auto) { seconds.push_back(start - secondOf(Days::kStart)); }));
    QCOMPARE(seconds.size(), 11U);
    QCOMPARE(std::ranges::max(seconds), 10);
}

void TestWatch::aKillTakesTwoSecondsAtMost()
{
    for (const auto lived : {1s, 2s, 59s, 61s, 3'599s, 3'601s, 7'505s}) {
        Days days(planOf({"a"}));
        days.live(lived, [](const auto &, auto) { return Days::good(7ms); });
        days.killFor(1s);
        const std::uint64_t kept = windowOf(days.watch(), days.now(), 5).probes;
        const auto all = static_cast<std::uint64_t>(lived.count());
        QVERIFY2(kept <= all && kept + 3 >= all, QByteArray::number(static_cast<qulonglong>(kept)).constData());
    }
}

void TestWatch::aCleanEndTakesNothing()
{
    Days days(planOf({"a"}));
    for (int times = 1; times <= 40; ++times) {
        days.live(97s, [](const auto &, auto) { return Days::good(7ms); });
        days.endFor(0s);
        QCOMPARE(windowOf(days.watch(), days.now(), 5).probes, static_cast<std::uint64_t>(times) * 97);
    }
}

void TestWatch::theTimeItWasDownIsAGap()
{
    Days days(planOf({"a"}));
    days.live(20min, [](const auto &, auto) { return Days::good(7ms); });
    days.killFor(20min);
    days.live(20min, [](const auto &, auto) { return Days::good(7ms); });
    const auto course = days.watch().course("a", Days::kStart, days.now(), days.now(), 60);
    QCOMPARE(course.size(), 60U);
    for (std::size_t minute = 0; minute < course.size(); ++minute) {
        QCOMPARE(course[minute].gap, minute >= 20 && minute < 40);
        QCOMPARE(course[minute].figures.probes == 0, course[minute].gap);
    }
    const Figures hour = windowOf(days.watch(), days.now(), 1);
    QCOMPARE(*hour.availability(), 1.0);
    QVERIFY(days.told.empty());
    QVERIFY(days.watch().view(days.now()).incidents.empty());
}

void TestWatch::oldCellsGoAndTheCoarseOnesStay()
{
    Days days(planOf({"a"}));
    days.live(14h, [](const auto &, auto) { return Days::good(7ms); });
    auto store = MonitorStore::open(days.file());
    QVERIFY(store);
    std::array<int, kLevels.size()> cells{};
    for (LevelIndex level = 0; level < kLevels.size(); ++level)
        QVERIFY((*store)->readAll(TrackKind::Target, level, 0, secondOf(days.now()),
                                  [&](auto, auto, auto) { ++cells.at(level); }));
    QVERIFY2(cells[0] >= 7'200 && cells[0] <= 7'262, qPrintable(QString::number(cells[0])));
    QVERIFY2(cells[1] >= 4'319 && cells[1] <= 4'327, qPrintable(QString::number(cells[1])));
    QCOMPARE(cells[2], (14 * 60) - 1);
    QCOMPARE(cells[3], 13);
    for (const auto span : {5min, 60min, 360min, 840min}) {
        const auto course = days.watch().course("a", days.now() - span, days.now(), days.now(), 300);
        QVERIFY(course.size() <= 302);
        std::uint64_t probes = 0;
        for (const WindowPoint &point : course)
            probes += point.figures.probes;
        QVERIFY(probes >= static_cast<std::uint64_t>(std::chrono::seconds(span).count()));
    }
}

void TestWatch::downFiresAndClearsWithHysteresis()
{
    Days days(planOf({"a"}));
    const auto good = [](const auto &, auto) { return Days::good(7ms); };
    const auto bad = [](const auto &, auto) { return Days::refused(); };
    days.live(10s, good);
    days.live(2s, bad);
    QVERIFY(days.told.empty());
    QVERIFY(days.watch().view(days.now()).targets.at(0).health == Health::Failing);
    days.live(1s, good);
    days.live(5s, bad);
    QCOMPARE(days.told.size(), 1U);
    QVERIFY(days.told[0].state == AlertState::Firing);
    QCOMPARE(days.told[0].sentence, "a is down: the connection was refused");
    QVERIFY(days.told[0].since == Days::kStart + 13s);
    QVERIFY(days.watch().view(days.now()).targets.at(0).health == Health::Down);
    days.live(1s, good);
    QCOMPARE(days.told.size(), 1U);
    days.live(4s, good);
    QCOMPARE(days.told.size(), 2U);
    QVERIFY(days.told[1].state == AlertState::Resolved);
    QCOMPARE(days.told[1].id, days.told[0].id);
    const auto incidents = days.watch().view(days.now()).incidents;
    QCOMPARE(incidents.size(), 1U);
    QVERIFY(incidents[0].start == Days::kStart + 13s);
    QVERIFY(incidents[0].end == Days::kStart + 18s);
    QCOMPARE(incidents[0].probesFailed, 5U);
    QCOMPARE(incidents[0].cause, "refused (5 probes): the connection was refused");
}

void TestWatch::burnRatesFireAndClear()
{
    MonitorPlan plan = planOf({"a"});
    plan.slos.push_back({.name = "fast",
                         .targets = {},
                         .kind = SloPlan::Kind::Latency,
                         .objective = 0.99,
                         .threshold = 100ms,
                         .window = 1h});
    plan.alerts.burn = {{.factor = 10, .longWindow = 60s, .shortWindow = 5s, .page = true}};
    Days days(plan);
    days.live(10min, [](const auto &, auto) { return Days::good(50ms); });
    QVERIFY(days.told.empty());
    SloView slo = days.watch().view(days.now()).slos.at(0);
    QCOMPARE(*slo.budgetLeft, 1.0);
    days.live(30s, [](const auto &, auto) { return Days::good(500ms); });
    QCOMPARE(days.told.size(), 1U);
    QVERIFY(days.told[0].kind == AlertKind::Burn);
    slo = days.watch().view(days.now()).slos.at(0);
    QCOMPARE(slo.bad, 30U);
    QCOMPARE(slo.events, 630U);
    QVERIFY(*slo.budgetLeft < 0); // 30 of 630 where 6 may be
    QVERIFY(*slo.burn.at(0).shortRate >= 99);
    days.live(10s, [](const auto &, auto) { return Days::good(50ms); });
    QCOMPARE(days.told.size(), 2U);
    QVERIFY(days.told[1].state == AlertState::Resolved);
    QCOMPARE(days.watch().view(days.now()).incidents.size(), 1U);
}

// Chance moves a rate of 1.7 % across 14.4 times 0.1 % some 400 times a day.
void TestWatch::aRateNearTheFactorIsToldOnce()
{
    MonitorPlan plan = planOf({"a"});
    plan.slos.push_back({.name = "up", .objective = 0.5});
    plan.alerts.burn = {{.factor = 1, .longWindow = 20s, .shortWindow = 10s, .page = true}};
    Days days(plan);
    const auto live = [&days](std::string_view pattern) {
        days.live(1min, [pattern](const auto &, Instant now) {
            const auto which = static_cast<std::size_t>(secondOf(now)) % pattern.size();
            return pattern[which] == 'x' ? Days::refused() : Days::good(1ms);
        });
    };
    live("xx.x.");
    QCOMPARE(days.told.size(), 1U);
    live("x.x..");
    QCOMPARE(days.told.size(), 1U);
    live("xx.x.");
    QCOMPARE(days.told.size(), 1U);
    live("x....");
    QCOMPARE(days.told.size(), 2U);
}

// 14.4 of a budget of 0.1 % are 1.44 % of an hour: 52 s of a whole outage. 6 over 6 h would be 130 s.
void TestWatch::usualBurnRatesAreTheWorkbooks()
{
    MonitorPlan plan = planOf({"a"});
    plan.slos.push_back({.name = "up"});
    Days days(plan);
    const auto pages = [&] {
        return std::ranges::count_if(days.told,
                                     [](const AlertView &told) { return told.kind == AlertKind::Burn && told.page; });
    };
    const auto good = [](const auto &, auto) { return Days::good(5ms); };
    const auto bad = [](const auto &, auto) { return Days::refused(); };
    days.live(7h, good);
    days.live(50s, bad);
    QCOMPARE(pages(), 0);
    days.live(10s, bad);
    QCOMPARE(pages(), 1);
    QVERIFY2(days.told.back().sentence.contains("over 1h, and"), days.told.back().sentence.c_str());
    // The short window clears it though the long one still burns.
    days.live(5min + 20s, good);
    const SloView slo = days.watch().view(days.now()).slos.at(0);
    QVERIFY(*slo.burn.at(0).longRate > 14.4);
    QVERIFY(*slo.burn.at(0).shortRate < 14.4);
    QVERIFY(days.told.back().state == AlertState::Resolved && days.told.back().kind == AlertKind::Burn);
    const auto incidents = days.watch().view(days.now()).incidents;
    QCOMPARE(incidents.size(), 1U);
    QCOMPARE(incidents[0].probesFailed, 60U);
    QVERIFY(incidents[0].start == Days::kStart + 7h);
    QVERIFY(incidents[0].end == Days::kStart + 7h + 60s); // the first good probe, however long the rate took
}

void TestWatch::acknowledgedAndSilencedAlertsAreStill()
{
    Days days(planOf({"a", "b"}));
    const auto bad = [](const auto &, auto) { return Days::refused(); };
    days.live(5s, bad);
    QCOMPARE(days.told.size(), 2U);
    days.watch().acknowledge(days.told[0].id);
    days.watch().silence(days.told[1].id, days.now() + 60s, days.now());
    const auto stateOf = [&](const std::string &target) {
        const auto alerts = days.watch().view(days.now()).alerts;
        return std::ranges::find(alerts, target, &AlertView::target)->state;
    };
    QVERIFY(stateOf("a") == AlertState::Acknowledged);
    QVERIFY(stateOf("b") == AlertState::Silenced);
    days.live(50s, bad);
    QCOMPARE(days.told.size(), 2U);
    days.live(20s, bad);
    QCOMPARE(days.told.size(), 3U);
    QCOMPARE(days.told[2].target, "b");
    QVERIFY(stateOf("b") == AlertState::Firing);
}

void TestWatch::whatFiresGoesOnAfterARestart()
{
    Days days(planOf({"a"}));
    days.live(10s, [](const auto &, auto) { return Days::refused(); });
    QCOMPARE(days.told.size(), 1U);
    days.killFor(1h);
    days.live(10s, [](const auto &, auto) { return Days::refused(); });
    QCOMPARE(days.told.size(), 1U);
    QCOMPARE(days.watch().view(days.now()).incidents.size(), 1U);
    days.live(10s, [](const auto &, auto) { return Days::good(1ms); });
    QCOMPARE(days.told.size(), 2U);
    QVERIFY(days.told[1].state == AlertState::Resolved);
    const auto incidents = days.watch().view(days.now()).incidents;
    QCOMPARE(incidents.size(), 1U);
    QVERIFY(incidents[0].end);
}

void TestWatch::certificatesThatEndSoonAreTold()
{
    Days days(planOf({"a"}));
    const Instant ends = Days::kStart + std::chrono::days(14) + 60s;
    const auto probe = [&](const auto &, auto) {
        auto result = Days::good(1ms);
        result.certificateEnds = ends;
        return result;
    };
    days.live(50s, probe);
    QVERIFY(days.told.empty());
    days.live(20s, probe);
    QCOMPARE(days.told.size(), 1U);
    QCOMPARE(days.told[0].sentence, "The certificate of a ends on 2026-03-15, in 13 days.");
    QVERIFY(!days.told[0].page);
}

void TestWatch::aCertificateThatNobodyAsksForAnyMoreIsNoAlert()
{
    const auto secure = [](const auto &, Instant now) {
        auto result = Days::good(1ms);
        result.tls = 100us;
        result.certificateEnds = now + 24h;
        return result;
    };
    const auto firing = [](Days &days) {
        return days.watch().view(days.now()).alerts.at(0).state == AlertState::Firing;
    };
    Days plain(planOf({"a"}));
    plain.live(5s, secure);
    QVERIFY(firing(plain));
    plain.live(5s, [](const auto &, auto) { return Days::good(1ms); }); // http now
    QVERIFY(!firing(plain));
    QVERIFY(!plain.watch().view(plain.now()).targets.at(0).certificateEnds);

    Days days(planOf({"a"}));
    days.live(5s, secure);
    QVERIFY(firing(days));
    MonitorPlan without = planOf({"a"});
    without.alerts.certificateDays = 0;
    QVERIFY(days.watch().follow(without, days.now()));
    QVERIFY(!firing(days));
}

void TestWatch::anotherPlanGoesOnWithWhatBothHave()
{
    Days days(planOf({"a", "b"}));
    days.live(90s, [](const auto &, auto) { return Days::refused(); });
    QVERIFY(days.watch().follow(planOf({"b", "c"}), days.now()));
    const MonitorView view = days.watch().view(days.now());
    QCOMPARE(view.targets.size(), 2U);
    QCOMPARE(view.targets[0].windows.at(0).probes, 90U);
    QVERIFY(view.targets[0].health == Health::Down);
    QVERIFY(view.targets[1].health == Health::Unknown);
    QCOMPARE(view.alerts.size(), 2U);
    QVERIFY(view.alerts[0].state == AlertState::Firing && view.alerts[0].target == "b");
    QVERIFY(view.alerts[1].state == AlertState::Resolved && view.alerts[1].target == "a");
}

void TestWatch::aTargetThatComesBackHasLostNothing()
{
    const auto good = [](const auto &, auto) { return Days::good(1ms); };
    Days days(planOf({"a", "b"}));
    days.live(1'835s, good);
    QVERIFY(days.watch().follow(planOf({"b"}), days.now()));
    days.live(1h, good);
    QVERIFY(days.watch().follow(planOf({"a", "b"}), days.now()));
    const Figures month = windowOf(days.watch(), days.now(), 5);
    QCOMPARE(month.probes, 1'835U);
}

void TestWatch::aClockThatJumpsIsSurvived()
{
    Days days(planOf({"a"}));
    days.live(60s, [](const auto &, auto) { return Days::good(1ms); });
    days.watch().tick(days.now() + 24h);
    days.watch().tick(days.now() - 1h);
    days.watch().probed("a", Days::good(1ms));
    days.watch().tick(days.now());
    QVERIFY(days.watch().view(days.now()).problem.empty());
}

void TestWatch::whatIsSeenAfterTheClockWasSetBackIsStored()
{
    Days days(planOf({"a"}));
    days.live(10min, [](const auto &, auto) { return Days::good(1ms); });
    days.moveClock(-5min);
    days.live(2min, [](const auto &, auto) { return Days::refused(); });
    days.killFor(1s);
    const Figures hour = windowOf(days.watch(), days.now(), 1);
    QVERIFY2(hour.errors.at(1) >= 100, QByteArray::number(static_cast<qulonglong>(hour.errors.at(1))).constData());
    QVERIFY(hour.good >= 300);
}

void TestWatch::aClockThatIsWrongForAWhileThrowsNothingAway()
{
    const auto good = [](const auto &, auto) { return Days::good(1ms); };
    Days days(planOf({"a"}));
    days.live(1h, good);
    days.moveClock(std::chrono::days(400));
    days.live(5min, good);
    days.moveClock(-std::chrono::days(400));
    days.live(5min, good);
    days.killFor(1s);
    days.live(10s, good);
    const auto day = windowOf(days.watch(), days.now(), 3).probes;
    const auto month = windowOf(days.watch(), days.now(), 5).probes;
    QVERIFY2(day >= 3'900, QByteArray::number(static_cast<qulonglong>(day)).constData());
    QVERIFY2(month >= 3'900, QByteArray::number(static_cast<qulonglong>(month)).constData());
    const auto course = days.watch().course("a", Days::kStart, Days::kStart + 1h, days.now(), 60);
    QVERIFY(std::ranges::none_of(course, &WindowPoint::gap));
}

void TestWatch::aFullDiskKeepsNobodyFromWatching()
{
    const auto good = [](const auto &, auto) { return Days::good(1ms); };
    const auto bad = [](const auto &, auto) { return Days::refused(); };
    Days days(planOf({"a"}));
    days.live(100s, good);
    {
        const FullDisk full;
        days.live(100s, good);
        QVERIFY(!days.watch().view(days.now()).problem.empty());
        days.live(10s, bad);
        days.live(10s, good);
        QCOMPARE(days.told.size(), 2U);
        days.moveClock(1h);
        days.live(80s, good);
        const MonitorView view = days.watch().view(days.now());
        QVERIFY(!view.problem.empty());
        QVERIFY(view.targets.at(0).health == Health::Up);
        QCOMPARE(view.targets.at(0).windows.at(2).probes, 300U);
        std::uint64_t charted = 0;
        for (const auto &point : days.watch().course("a", Days::kStart, days.now(), days.now(), 300))
            charted += point.figures.probes;
        QCOMPARE(charted, 300U);
    }
    days.live(20s, good);
    QVERIFY2(days.watch().view(days.now()).problem.empty(), days.watch().view(days.now()).problem.c_str());
    days.endFor(1s);
    const MonitorView view = days.watch().view(days.now());
    QCOMPARE(view.targets.at(0).windows.at(5).probes, 320U);
    QCOMPARE(view.alerts.size(), 1U);
    QVERIFY(view.alerts[0].state == AlertState::Resolved);
    QCOMPARE(view.incidents.size(), 1U);
    QVERIFY(view.incidents[0].end);
}

void TestWatch::cellsThatWaitAreReadAndBounded()
{
    const Days days(planOf({"a"}));
    auto store = MonitorStore::open(days.file());
    QVERIFY(store);
    const Track track = (*store)->track(TrackKind::Target, "a").value();
    (*store)->put(2, track, 60, "first");
    QVERIFY((*store)->flush(100));
    (*store)->put(2, track, 60, "again");
    (*store)->put(2, track, 120, "next");
    std::vector<std::string> bodies;
    QVERIFY((*store)->read(track, 2, 0, 1'000, [&](auto, auto, auto body) { bodies.emplace_back(body); }));
    QCOMPARE(bodies, (std::vector<std::string>{"again", "next"}));
    QCOMPARE((*store)->newest(TrackKind::Target, 2, 1'000)->at(track), 120);
    QCOMPARE((*store)->newest(TrackKind::Target, 2, 120)->at(track), 60);

    PendingCells pending;
    pending.add(3, track, 0, "coarse");
    for (std::size_t index = 0; index < PendingCells::kMost; ++index)
        pending.add(0, track, static_cast<Second>(index), "fine");
    QCOMPARE(pending.of(0).size(), PendingCells::kMost - 1);
    QCOMPARE(pending.of(0).front().start, 1);
    QCOMPARE(pending.of(3).size(), 1U);
    pending.add(1, track, 0, std::string(PendingCells::kMostBytes, 'x'));
    QVERIFY(pending.of(0).empty() && pending.of(1).empty());
}

void TestWatch::alertsAndIncidentsDontPileUp()
{
    constexpr int kMore = 500;
    constexpr int kEvents = static_cast<int>(MonitorStore::kMostEvents) + kMore;
    const Days days(planOf({"a"}));
    auto opened = MonitorStore::open(days.file());
    QVERIFY(opened);
    MonitorStore &store = **opened;
    for (int number = 0; number < kEvents; ++number) {
        const Instant at = Days::kStart + std::chrono::seconds(number);
        const bool goesOn = number == 0;
        store.save(AlertView{
            .id = std::to_string(number), .state = goesOn ? AlertState::Firing : AlertState::Resolved, .since = at});
        IncidentView incident{.start = at, .end = goesOn ? std::nullopt : std::optional(at)};
        QVERIFY(store.save(incident));
    }
    QVERIFY(store.trim(secondOf(days.now()), kLevels.size() - 1));
    const auto alerts = store.alerts(2 * MonitorStore::kMostEvents).value();
    QCOMPARE(alerts.size(), MonitorStore::kMostEvents + 2); // the limit, the one at it, and the one that fires
    QCOMPARE(alerts.front().id, "0");
    QCOMPARE(alerts.at(1).id, std::to_string(kEvents - 1));
    const auto incidents = store.incidents(2 * MonitorStore::kMostEvents).value();
    QCOMPARE(incidents.size(), MonitorStore::kMostEvents + 1);
    QVERIFY(!incidents.back().end);
}

QTEST_GUILESS_MAIN(TestWatch)
#include "tst_watch.moc"
