#include "monitor/process_reading.h"
#include "watched_days.h"

#include <QProcess>
#include <QTest>

#include <algorithm>

using namespace escala::monitor;
using namespace std::chrono_literals;

class TestSourceWatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countersBecomeRatesWithResetsSeen();
    void coursesAreStoredAndReadBack();
    void theyGoOnAfterAKill();
    void aKillTakesNothingOfThemBesideTargets();
    void aSeriesThatIsGoneHasNoValue();
    void aSourceThatFailsIsSaid();
    void tooManySeriesAreCounted();
    void seriesThatNobodyReadsAnyMoreGo();
    void scrapesAreReadOrRefusedWhole();
    void processesComeAndGo();
};

namespace {

MonitorPlan planOf()
{
    MonitorPlan plan;
    plan.scrapes.push_back({.name = "node", .url = "http://127.0.0.1:1/metrics"});
    return plan;
}

std::vector<Reading> reading(double counter, double gauge)
{
    return {{.series = "requests_total", .kind = SeriesKind::Rate, .value = counter, .help = "Requests"},
            {.series = "load{cpu=\"0\"}", .kind = SeriesKind::Gauge, .value = gauge, .help = {}}};
}

std::optional<double> latest(Watch &watch, Instant now, const std::string &series)
{
    const auto view = watch.view(now);
    for (const SeriesView &each : view.sources.at(0).series)
        if (each.key.series == series)
            return each.latest;
    return std::nullopt;
}

}

void TestSourceWatch::countersBecomeRatesWithResetsSeen()
{
    WatchedDays days(planOf());
    const Instant start = days.now();
    days.watch().read("node", reading(1'000, 1), start);
    QVERIFY(!latest(days.watch(), start, "requests_total"));
    QCOMPARE(*latest(days.watch(), start, "load{cpu=\"0\"}"), 1.0);
    days.watch().read("node", reading(1'050, 2), start + 10s);
    QCOMPARE(*latest(days.watch(), start, "requests_total"), 5.0);
    days.watch().read("node", reading(30, 2), start + 20s); // it was restarted and has counted 30 since
    QCOMPARE(*latest(days.watch(), start, "requests_total"), 3.0);
    days.watch().read("node", reading(30, std::nan("")), start + 30s);
    QCOMPARE(*latest(days.watch(), start, "requests_total"), 0.0);
    QVERIFY(!latest(days.watch(), start, "load{cpu=\"0\"}"));
}

void TestSourceWatch::coursesAreStoredAndReadBack()
{
    WatchedDays days(planOf());
    double counter = 0;
    for (int second = 0; second < 600; ++second) {
        days.watch().read("node", reading(counter += 7, second), days.now());
        days.live(1s, [](const auto &, auto) { return WatchedDays::Probe(); });
    }
    const auto rates =
        days.watch().scraped({"node", "requests_total"}, WatchedDays::kStart, days.now(), days.now(), 60);
    QCOMPARE(rates.size(), 60U);
    QVERIFY(std::ranges::all_of(rates, [](const auto &point) { return !point.gap && point.mean == 7; }));
    const auto loads =
        days.watch().scraped({"node", "load{cpu=\"0\"}"}, WatchedDays::kStart, days.now(), days.now(), 60);
    QCOMPARE(loads[0].min, 0.0);
    QVERIFY(loads[59].max >= 598);
    QVERIFY(days.watch().scraped({"node", "no such"}, WatchedDays::kStart, days.now(), days.now(), 60).empty());
    QVERIFY(days.watch().scraped({"none", "load"}, WatchedDays::kStart, days.now(), days.now(), 60).empty());
}

void TestSourceWatch::theyGoOnAfterAKill()
{
    WatchedDays days(planOf());
    const auto live = [&] {
        for (int second = 0; second < 300; ++second) {
            days.watch().read("node", reading(second, 5), days.now());
            days.live(1s, [](const auto &, auto) { return WatchedDays::Probe(); });
        }
    };
    live();
    days.killFor(300s);
    live();
    const auto points =
        days.watch().scraped({"node", "load{cpu=\"0\"}"}, WatchedDays::kStart, days.now(), days.now(), 15);
    QCOMPARE(points.size(), 15U);
    for (std::size_t minute = 0; minute < points.size(); ++minute)
        QCOMPARE(points[minute].gap, minute >= 5 && minute < 10);
}

// What became whole while the program was away is made for targets first, and must not count as made for sources too.
void TestSourceWatch::aKillTakesNothingOfThemBesideTargets()
{
    MonitorPlan plan = planOf();
    plan.targets.push_back({.name = "a", .url = "http://127.0.0.1:1/"});
    WatchedDays days(plan);
    const auto live = [&](int seconds) {
        for (int second = 0; second < seconds; ++second) {
            days.watch().read("node", reading(second, 5), days.now());
            days.live(1s, [](const auto &, auto) { return WatchedDays::good(1ms); });
        }
    };
    live(1'835);
    days.killFor(1h);
    live(10);
    auto store = MonitorStore::open(days.file());
    QVERIFY(store);
    for (LevelIndex level = 1; level < kLevels.size(); ++level) {
        std::array<std::uint64_t, 2> kept{};
        QVERIFY((*store)->readAll(TrackKind::Target, level, 0, secondOf(days.now()) - 10,
                                  [&](auto, auto, auto body) { kept[0] += Cell::decoded(body)->probes; }));
        QVERIFY((*store)->readAll(TrackKind::Source, level, 0, secondOf(days.now()) - 10, [&](auto, auto, auto body) {
            kept[1] += SourceCell::decoded(body)->entries().back().readings;
        }));
        QVERIFY2(kept[0] >= 1'832, QByteArray::number(static_cast<qulonglong>(kept[0])).constData());
        QVERIFY2(kept[1] >= 1'832, QByteArray::number(static_cast<qulonglong>(kept[1])).constData());
    }
}

void TestSourceWatch::aSeriesThatIsGoneHasNoValue()
{
    WatchedDays days(planOf());
    days.watch().read("node", reading(1, 4), days.now());
    QCOMPARE(*latest(days.watch(), days.now(), "load{cpu=\"0\"}"), 4.0);
    days.watch().read("node", {reading(2, 4)[0]}, days.now() + 10s);
    QVERIFY(!latest(days.watch(), days.now(), "load{cpu=\"0\"}"));
    QVERIFY(latest(days.watch(), days.now(), "requests_total"));
}

void TestSourceWatch::aSourceThatFailsIsSaid()
{
    WatchedDays days(planOf());
    QVERIFY(!days.watch().view(days.now()).sources.at(0).up);
    for (int second = 0; second < 3; ++second)
        days.watch().readingFailed("node", "status 404", days.now() + std::chrono::seconds(second));
    const auto told = days.watch().takeNotices();
    QCOMPARE(told.size(), 1U);
    QCOMPARE(told[0].sentence, "node: status 404");
    QVERIFY(told[0].kind == AlertKind::Source && !told[0].page);
    QVERIFY(!*days.watch().view(days.now()).sources.at(0).up);
    days.watch().readingFailed("none of the plan", "x", days.now());
}

void TestSourceWatch::tooManySeriesAreCounted()
{
    WatchedDays days(planOf());
    std::vector<Reading> many;
    for (std::size_t index = 0; index < MonitorPlan::kMostSeries + 5; ++index)
        many.push_back({.series = "s" + std::to_string(index), .value = 1, .help = {}});
    days.watch().read("node", many, days.now());
    const SourceView source = days.watch().view(days.now()).sources.at(0);
    QCOMPARE(source.series.size(), MonitorPlan::kMostSeries);
    QVERIFY(source.sentence.starts_with("5 series are not kept"));
}

// Each start of what is read may have labels of its own.
void TestSourceWatch::seriesThatNobodyReadsAnyMoreGo()
{
    const WatchedDays days(planOf());
    auto opened = MonitorStore::open(days.file());
    QVERIFY(opened);
    MonitorStore &store = **opened;
    const Track node = store.track(TrackKind::Source, "node").value();
    const Second start = secondOf(WatchedDays::kStart);
    for (std::size_t number = 0; number < MonitorStore::kMostSeriesKept + 10; ++number)
        store.see(store.series(node, std::to_string(number)).value(), start + 1);
    store.see(store.series(node, "0").value(), start + 2);
    store.see(store.series(node, "last").value(), start - 1);
    QVERIFY(store.flush(start));
    QVERIFY(store.trim(start + kLevels.back().kept, kLevels.size() - 1));
    QVERIFY(!store.findSeries(node, "last"));
    QVERIFY(store.findSeries(node, "0"));
    QVERIFY(!store.findSeries(node, "1"));
    QVERIFY(!store.findSeries(node, "10"));
    QVERIFY(store.findSeries(node, "11"));
    QVERIFY(store.findSeries(node, std::to_string(MonitorStore::kMostSeriesKept)));
}

void TestSourceWatch::scrapesAreReadOrRefusedWhole()
{
    WatchedDays days(planOf());
    ScrapePlan scrape = planOf().scrapes[0];
    scrape.metrics = {"b*"};
    days.watch().scraped(scrape, "a 1\nb 2\nbc{d=\"e\"} 3\n", days.now());
    const SourceView source = days.watch().view(days.now()).sources.at(0);
    QCOMPARE(source.series.size(), 2U);
    QCOMPARE(source.series[1].key.series, "bc{d=\"e\"}");
    days.watch().scraped(scrape, "b 4\n<html>\n", days.now());
    const SourceView refused = days.watch().view(days.now()).sources.at(0);
    QVERIFY(!*refused.up);
    QVERIFY2(refused.sentence.contains("(line 2: "), refused.sentence.c_str());
    QVERIFY(!refused.series[0].latest);
}

void TestSourceWatch::processesComeAndGo()
{
    ProcessReader none({.name = "none", .process = "no-such-program"});
    QCOMPARE(none.read().error(), "there is no process \"no-such-program\"");
    QProcess first;
    first.start(QStringLiteral("sleep"), {QStringLiteral("600")});
    QVERIFY(first.waitForStarted());
    ProcessReader pid({.name = "one", .pid = first.processId()});
    const auto read = pid.read();
    QVERIFY(read);
    QCOMPARE(read->at(0).series, "process_cpu_seconds_total");
    QCOMPARE(read->at(0).value, 0.0); // what it used before it was watched is not ours
    QVERIFY(read->at(1).value > 0);
    QCOMPARE(read->at(2).value, 1.0);
    first.kill();
    QVERIFY(first.waitForFinished());
    QVERIFY(!pid.read());
}

QTEST_GUILESS_MAIN(TestSourceWatch)
#include "tst_source_watch.moc"
