#include "experiment/runner.h"
#include "experiment/topology.h"

#include <QDir>
#include <QEventLoop>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <csignal>
#include <sys/stat.h>

using namespace escala;
using namespace escala::experiment;
using namespace std::chrono_literals;
using ResultPtr = std::shared_ptr<const RunResult>;

namespace {

constexpr int kPatience = 60'000;

QString serverProgram()
{
    return qEnvironmentVariable("ESCALA_BIN") + QStringLiteral("/escala-server");
}

/// The quick comparison in a hurry, on free ports.
Experiment shortComparison()
{
    Experiment experiment = quickPreset();
    for (Target &target : experiment.targets) {
        target.server->port = 0;
        target.server->delay = 10ms;
    }
    experiment.plan.users = 4;
    experiment.plan.duration = 500ms;
    return experiment;
}

/// It ends only when it is told to.
Experiment longComparison()
{
    Experiment experiment = shortComparison();
    experiment.plan.duration = 1h;
    return experiment;
}

Experiment onUrl(const QString &url)
{
    Experiment experiment{.name = "Test", .targets = {}, .plan = {}};
    experiment.targets.push_back({.name = "Mine", .url = url.toStdString(), .server = {}});
    experiment.plan.users = 2;
    experiment.plan.duration = 300ms;
    return experiment;
}

/// Everything a Runner says, in order.
struct Listener {
    explicit Listener(Runner &runner)
    {
        QObject::connect(&runner, &Runner::stateChanged, &context,
                         [this](Runner::State state) { states.append(state); });
        QObject::connect(&runner, &Runner::viewChanged, &context,
                         [this](const RunViewPtr &view) { views.push_back(view); });
        QObject::connect(&runner, &Runner::notice, &context, [this](const QString &text) { notices.append(text); });
        QObject::connect(&runner, &Runner::finished, &context,
                         [this](const ResultPtr &end) { results.push_back(end); });
        QObject::connect(&runner, &Runner::failed, &context, [this](const QString &text, bool cannotReach) {
            failures.append(text);
            unreachable = cannotReach;
        });
    }
    [[nodiscard]] std::size_t ends() const { return results.size() + static_cast<std::size_t>(failures.size()); }

    QObject context;
    QList<Runner::State> states;
    std::vector<RunViewPtr> views;
    QStringList notices;
    std::vector<ResultPtr> results;
    QStringList failures;
    bool unreachable = false;
};

std::uint64_t sentTo(const TargetResult &target)
{
    return target.figures.warmupRequests + target.figures.summary.ledger.sent;
}

/// The processes that are children of this one.
QStringList childProcesses()
{
    QFile file(QStringLiteral("/proc/self/task/%1/children").arg(getpid()));
    if (!file.open(QIODevice::ReadOnly))
        return {QStringLiteral("unknown")};
    return QString::fromLatin1(file.readAll()).split(u' ', Qt::SkipEmptyParts);
}

}

class TestRunner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QTRY_COMPARE_WITH_TIMEOUT(childProcesses(), QStringList(), kPatience); }
    void comparesTheBuiltInServers();
    void secondsAddUpToTheResult();
    void serverCountsEqualOurs_data();
    void serverCountsEqualOurs();
    void fillsInWhatServersUse();
    void takesAnotherPortWhereOneIsTaken();
    void refusesABadExperiment();
    void failsWithoutItsServer();
    void tellsOfAnUnreachableTarget();
    void keepsTheResultWhenAServerDies();
    void runsATopology();
    void killsAndStartsAgain();
    void freezesAndThaws();
    void thawsWithoutWhatEndedMeanwhile();
    void carriesOutPlannedFaults();
    void countsTheTimeOfEachTargetByItself();
    void failsWhenAServerEndsBeforeAllAreReady();
    void stopsInEveryState_data();
    void stopsInEveryState();
    void survivesHammering();
    void canBeDestroyedAtAnyMoment_data();
    void canBeDestroyedAtAnyMoment();
    void startsTheNextRunFromTheEndOfOne();
};

void TestRunner::secondsAddUpToTheResult()
{
    Experiment experiment = shortComparison();
    experiment.plan.duration = 2500ms;
    Runner runner(serverProgram());
    std::vector<metrics::Tally> sums(experiment.targets.size());
    std::vector<std::size_t> counts(experiment.targets.size());
    std::shared_ptr<const RunResult> head;
    bool ended = false;
    QObject::connect(&runner, &Runner::began, &runner, [&](const ResultPtr &began) {
        QVERIFY(counts == std::vector<std::size_t>(2));
        head = began;
    });
    QObject::connect(&runner, &Runner::finished, &runner, [&] { ended = true; });
    QObject::connect(&runner, &Runner::secondsMeasured, &runner,
                     [&](const std::vector<metrics::TargetSecond> &seconds) {
                         QVERIFY(head && !ended);
                         for (const auto &[target, second] : seconds) {
                             QCOMPARE(second.point.start, std::chrono::seconds(counts[target]++));
                             sums[target].ledger.add(second.ledger);
                             sums[target].response.merge(second.response.unpacked());
                             QVERIFY(second.slowest.size() <= metrics::Slowest::kMost);
                             if (!second.slowest.empty()) {
                                 const auto &slow = second.slowest.front();
                                 QCOMPARE(slow.response, slow.lag + slow.wait + slow.ttfb + slow.transfer);
                                 QVERIFY(second.point.response->max >= second.point.response->p50);
                             }
                         }
                     });
    Listener heard(runner);
    runner.start(experiment);
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends(), 1UL, kPatience);
    QCOMPARE(heard.results.size(), 1UL);
    const RunResult &result = *heard.results.front();
    QCOMPARE(head->id, result.id);
    QCOMPARE(head->targets.size(), result.targets.size());
    for (std::size_t target = 0; target < counts.size(); ++target) {
        QCOMPARE(head->targets[target].url, result.targets[target].url);
        QCOMPARE(counts[target], result.targets[target].figures.seconds.size());
        QCOMPARE(sums[target].ledger.ok, result.targets[target].total->ledger.ok);
        QCOMPARE(sums[target].ledger.sent, result.targets[target].total->ledger.sent);
        QCOMPARE(sums[target].response, result.targets[target].total->response);
    }
}

void TestRunner::comparesTheBuiltInServers()
{
    Runner runner(serverProgram());
    Listener heard(runner);
    runner.start(shortComparison());
    QVERIFY(runner.isRunning());
    runner.start(shortComparison()); // ignored
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends(), std::size_t{1}, kPatience);
    QCOMPARE(heard.failures, QStringList());
    using State = Runner::State;
    QCOMPARE(
        heard.states,
        QList<State>({State::StartingServers, State::WarmingUp, State::Measuring, State::Finishing, State::Finished}));
    QVERIFY(!heard.views.empty() && heard.views.back()->snapshot->finished);
    const RunResult &result = *heard.results.front();
    QCOMPARE(result.targets.size(), std::size_t{2});
    QVERIFY(!result.stopped && !result.id.empty() && result.engineThreads > 0 && result.host.cores > 0);
    for (const TargetResult &target : result.targets) {
        QVERIFY(target.total && target.total->ledger.balances());
        QVERIFY(target.figures.summary.ledger.ok > 0);
        QCOMPARE(target.figures.summary.ledger.inFlight, std::uint64_t{0});
        QVERIFY(target.url.starts_with("http://127.0.0.1:"));
    }
    QVERIFY(result.targets[1].server->originRequests > 0);
}

void TestRunner::serverCountsEqualOurs_data()
{
    QTest::addColumn<Experiment>("experiment");
    Experiment counted = shortComparison();
    counted.plan.duration.reset();
    counted.plan.requests = 57;
    Experiment cold = counted;
    cold.plan.coldRequest = true;
    Experiment warm = shortComparison();
    warm.plan.warmup = 200ms;
    Experiment single = counted;
    single.plan.keepAlive = false;
    Experiment impatient = shortComparison();
    impatient.plan.responseTimeout = 3ms; // every request to the slow one
    Experiment inTurn = counted;
    inTurn.plan.order = load::Order::Sequential;
    QTest::newRow("by duration") << shortComparison();
    QTest::newRow("by count") << counted;
    QTest::newRow("after a cold request") << cold;
    QTest::newRow("with warm-up") << warm;
    QTest::newRow("without keep-alive") << single;
    QTest::newRow("with timeouts") << impatient;
    QTest::newRow("one after the other") << inTurn;
}

void TestRunner::serverCountsEqualOurs()
{
    QFETCH(const Experiment, experiment);
    Runner runner(serverProgram());
    Listener heard(runner);
    runner.start(experiment);
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends(), std::size_t{1}, kPatience);
    QCOMPARE(heard.failures, QStringList());
    for (const TargetResult &target : heard.results.front()->targets) {
        QVERIFY(target.server && target.server->counted);
        QCOMPARE(target.server->requests, sentTo(target));
        QVERIFY(target.total->ledger.balances());
        if (experiment.plan.requests)
            QCOMPARE(target.figures.summary.ledger.sent, *experiment.plan.requests);
    }
}

void TestRunner::fillsInWhatServersUse()
{
    Runner runner(serverProgram());
    Listener heard(runner);
    runner.start(longComparison());
    const auto used = [&heard] {
        const auto filled = [](const metrics::SeriesPoint &point) {
            return point.serverCpu.value_or(0) > 0 && point.serverRssBytes.value_or(0) > 0;
        };
        return !heard.views.empty() && std::ranges::any_of(heard.views.back()->snapshot->targets[1].series, filled);
    };
    QTRY_VERIFY_WITH_TIMEOUT(used(), kPatience);
    const auto &status = heard.views.back()->servers.at(1);
    QVERIFY(status && status->alive && status->pid > 0 && status->rssBytes > 0 && status->cpu > 0);
    // What it has counted from one second to the next.
    QTRY_VERIFY_WITH_TIMEOUT(heard.views.back()->courses.at(1).front().size() > 1, kPatience);
    runner.stop();
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends(), std::size_t{1}, kPatience);
    QVERIFY(heard.results.front()->stopped);
}

void TestRunner::takesAnotherPortWhereOneIsTaken()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    Experiment experiment = shortComparison();
    experiment.targets[0].server->port = other.serverPort();
    Runner runner(serverProgram());
    Listener heard(runner);
    runner.start(experiment);
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends(), std::size_t{1}, kPatience);
    QCOMPARE(heard.failures, QStringList());
    QCOMPARE(heard.notices.size(), 1);
    const QString port = QString::number(other.serverPort());
    QVERIFY2(heard.notices.front().startsWith(
                 QStringLiteral("Port %1 is taken by another program. Slow listens on port ").arg(port)),
             qPrintable(heard.notices.front()));
    const RunResult &result = *heard.results.front();
    QCOMPARE(result.notes, std::vector<std::string>{heard.notices.front().toStdString()});
    QVERIFY(!QString::fromStdString(result.targets[0].url).contains(port));
    QVERIFY(result.targets[0].figures.summary.ledger.ok > 0);
}

void TestRunner::refusesABadExperiment()
{
    Runner runner(serverProgram());
    Listener heard(runner);
    runner.start(onUrl(QStringLiteral("http://127.0.0.1:99999/")));
    QCOMPARE(heard.failures.size(), 1);
    QVERIFY(heard.failures.front().contains(QStringLiteral("99999")) && !heard.unreachable);
    QCOMPARE(runner.state(), Runner::State::Failed);
}

void TestRunner::failsWithoutItsServer()
{
    Runner runner(QStringLiteral("/nowhere/escala-server"));
    Listener heard(runner);
    runner.start(shortComparison());
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends(), std::size_t{1}, kPatience);
    QCOMPARE(heard.failures.size(), 1);
    QVERIFY2(heard.failures.front().contains(QStringLiteral("could not be started")),
             qPrintable(heard.failures.front()));
}

void TestRunner::tellsOfAnUnreachableTarget()
{
    QTcpServer gone; // a port that was free a moment ago
    QVERIFY(gone.listen(QHostAddress::LocalHost));
    const QString url = QStringLiteral("http://127.0.0.1:%1/").arg(gone.serverPort());
    gone.close();
    Runner runner(serverProgram());
    Listener heard(runner);
    runner.start(onUrl(url));
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends(), std::size_t{1}, kPatience);
    QCOMPARE(heard.failures, QStringList());
    const TargetResult &target = heard.results.front()->targets.front();
    QVERIFY(wasUnreachable(target));
    QVERIFY(target.total->ledger.balances());
}

void TestRunner::keepsTheResultWhenAServerDies()
{
    Experiment experiment = longComparison();
    experiment.plan.duration = 1500ms;
    Runner runner(serverProgram());
    Listener heard(runner);
    runner.start(experiment);
    const auto answered = [&heard] {
        return !heard.views.empty() && heard.views.back()->snapshot->targets[0].summary.ledger.ok > 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(answered(), kPatience);
    const auto victim = heard.views.back()->servers[0]->pid;
    ::kill(static_cast<pid_t>(victim), SIGKILL);
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends(), std::size_t{1}, kPatience);
    QCOMPARE(heard.notices.size(), 1);
    QVERIFY2(heard.notices.front().startsWith(QStringLiteral("The server Slow was killed by signal 9.")),
             qPrintable(heard.notices.front()));
    const RunResult &result = *heard.results.front();
    QVERIFY(!result.targets[0].server->counted && result.targets[1].server->counted);
    QVERIFY(!wasUnreachable(result.targets[0]));
    const metrics::Summary &slow = result.targets[0].figures.summary;
    QVERIFY(result.targets[0].total->ledger.balances() && slow.ledger.ok > 0);
    QVERIFY(std::ranges::any_of(slow.errors, [](std::uint64_t count) { return count > 0; }));
    QCOMPARE(result.targets[1].server->requests, sentTo(result.targets[1]));
}

void TestRunner::runsATopology()
{
    Runner runner(serverProgram());
    Listener heard(runner);
    Experiment experiment = shortComparison();
    experiment.targets.resize(1);
    experiment.targets[0] = withCacheInFront(experiment.targets[0]);
    experiment.plan.duration = 1500ms;
    runner.start(experiment);
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends(), std::size_t{1}, kPatience);
    QCOMPARE(heard.failures, QStringList());
    const TargetResult &target = heard.results.front()->targets.front();
    QVERIFY(target.server->counted);
    QCOMPARE(target.server->requests, sentTo(target));
    QVERIFY(target.server->hits > 0 && target.server->lookups > target.server->hits);
    QCOMPARE(target.behind.size(), std::size_t{1});
    QVERIFY(target.behind.front().counted);
    QCOMPARE(target.behind.front().requests, target.server->originRequests);
    QVERIFY(target.behind.front().requests < target.server->requests);
    const RunView &last = *heard.views.back();
    QCOMPARE(last.topologies.front().size(), std::size_t{2});
    QCOMPARE(last.topologies.front()[1].name, std::string("slow"));
    QVERIFY(last.courses.front()[1].size() > 1);
}

namespace {

/// Loads one slow server until it is stopped.
Experiment loadOnOne()
{
    Experiment experiment = longComparison();
    experiment.targets.resize(1);
    return experiment;
}

ServerStatus::Condition conditionIn(const Listener &heard)
{
    return heard.views.empty() ? ServerStatus::Condition::Starting
                               : heard.views.back()->topologies.front().front().condition;
}

std::uint64_t answersIn(const Listener &heard)
{
    return heard.views.empty() ? 0 : heard.views.back()->snapshot->targets.front().summary.ledger.ok;
}

}

void TestRunner::killsAndStartsAgain()
{
    using Condition = ServerStatus::Condition;
    Runner runner(serverProgram());
    Listener heard(runner);
    runner.start(loadOnOne());
    QTRY_VERIFY_WITH_TIMEOUT(answersIn(heard) > 0, kPatience);
    const auto url = heard.views.back()->servers.front()->url;
    runner.strike(0, 0, {.kind = Fault::Kind::Kill});
    QTRY_VERIFY_WITH_TIMEOUT(conditionIn(heard) == Condition::Killed, kPatience);
    runner.strike(0, 0, {.kind = Fault::Kind::Freeze}); // it is not there
    QCOMPARE(heard.notices.size(), 1);
    runner.mend(0, 0);
    QTRY_VERIFY_WITH_TIMEOUT(conditionIn(heard) == Condition::Up, kPatience);
    const auto before = answersIn(heard);
    QTRY_VERIFY_WITH_TIMEOUT(answersIn(heard) > before, kPatience);
    QCOMPARE(heard.views.back()->servers.front()->url, url);
    runner.stop();
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends(), std::size_t{1}, kPatience);
    const RunResult &result = *heard.results.front();
    QCOMPARE(result.faults.size(), std::size_t{1});
    QVERIFY(result.faults.front().until && *result.faults.front().until > result.faults.front().at);
    QVERIFY(!result.targets.front().server->counted); // it forgot
    QVERIFY(result.targets.front().figures.summary.failed() > 0);
}

void TestRunner::freezesAndThaws()
{
    using Condition = ServerStatus::Condition;
    Runner runner(serverProgram());
    Listener heard(runner);
    runner.start(loadOnOne());
    QTRY_VERIFY_WITH_TIMEOUT(answersIn(heard) > 0, kPatience);
    runner.strike(0, 0, {.kind = Fault::Kind::Freeze});
    QTRY_VERIFY_WITH_TIMEOUT(conditionIn(heard) == Condition::Frozen, kPatience);
    QCOMPARE(heard.views.back()->servers.front()->requestsPerSecond, 0.0);
    runner.mend(0, 0);
    QTRY_VERIFY_WITH_TIMEOUT(conditionIn(heard) == Condition::Up, kPatience);
    const auto before = answersIn(heard);
    QTRY_VERIFY_WITH_TIMEOUT(answersIn(heard) > before, kPatience);
    runner.strike(0, 0, {.kind = Fault::Kind::Freeze}); // and it ends all the same
    runner.stop();
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends(), std::size_t{1}, kPatience);
    QCOMPARE(heard.results.front()->faults.size(), std::size_t{2});
}

// It was slowed down while it was frozen only as far as it knew.
void TestRunner::thawsWithoutWhatEndedMeanwhile()
{
    using Condition = ServerStatus::Condition;
    Runner runner(serverProgram());
    Listener heard(runner);
    runner.start(loadOnOne());
    QTRY_VERIFY_WITH_TIMEOUT(answersIn(heard) > 0, kPatience);
    runner.strike(0, 0, {.kind = Fault::Kind::Errors, .share = 1, .status = 599});
    const auto failing = [&heard] { return heard.views.back()->servers.front()->errorsPerSecond > 0; };
    QTRY_VERIFY_WITH_TIMEOUT(failing(), kPatience);
    runner.strike(0, 0, {.kind = Fault::Kind::Freeze});
    QTRY_VERIFY_WITH_TIMEOUT(conditionIn(heard) == Condition::Frozen, kPatience);
    runner.mend(0, 0); // both, the older one first
    QTRY_VERIFY_WITH_TIMEOUT(conditionIn(heard) == Condition::Up, kPatience);
    const auto before = answersIn(heard);
    QTRY_VERIFY_WITH_TIMEOUT(answersIn(heard) > before, kPatience);
    runner.stop();
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends(), std::size_t{1}, kPatience);
    QCOMPARE(heard.notices, QStringList());
}

namespace {

/// A program that is a server as far as its ready line goes. The slow one ends behind it; the cached one is ready when
/// the slow one has ended.
QString endsEarly(const QTemporaryDir &dir)
{
    QFile script(dir.filePath(QStringLiteral("server")));
    if (!script.open(QIODevice::WriteOnly))
        return {};
    script.write(
        "#!/bin/sh\n"
        "pipe=\"$0.pipe\"\n"
        "if [ \"$1\" = slow ]; then echo $$ >\"$pipe\"; else read -r slow <\"$pipe\"; fi\n"
        "while [ \"$slow\" ] && kill -0 \"$slow\" 2>/dev/null; do :; done\n"
        "echo '{\"ready\":true,\"url\":\"http://127.0.0.1:1/\",\"admin\":\"http://127.0.0.1:1/\",\"pid\":'$$'}'\n"
        "[ \"$1\" = slow ] || read -r line <\"$pipe\"\n");
    script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return ::mkfifo((script.fileName() + QStringLiteral(".pipe")).toLocal8Bit().constData(), 0600) == 0
        ? script.fileName()
        : QString();
}

}

// One that was ready and is gone when the last one is: the run can't wait for it.
void TestRunner::failsWhenAServerEndsBeforeAllAreReady()
{
    const QTemporaryDir dir;
    const QString program = endsEarly(dir);
    QVERIFY(!program.isEmpty());
    Runner runner(program);
    Listener heard(runner);
    runner.start(shortComparison());
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends(), std::size_t{1}, kPatience);
    QCOMPARE(heard.failures.size(), 1);
    QVERIFY2(heard.failures.front().startsWith(QStringLiteral("The server Slow ")), qPrintable(heard.failures.front()));
}

void TestRunner::carriesOutPlannedFaults()
{
    Runner runner(serverProgram());
    Listener heard(runner);
    Experiment experiment = loadOnOne();
    experiment.plan.duration = 1s;
    experiment.faults = {{.at = 200ms, .lasts = 200ms, .target = experiment.targets[0].name, .fault = {}}};
    runner.start(experiment);
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends(), std::size_t{1}, kPatience);
    QCOMPARE(heard.failures, QStringList());
    const RunResult &result = *heard.results.front();
    QCOMPARE(result.faults.size(), std::size_t{1});
    QVERIFY(result.faults.front().at >= 200ms && result.faults.front().until);
    QVERIFY(result.targets.front().figures.summary.failed() > 0);
    QVERIFY(heard.views.back()->faults == result.faults);
}

// One after the other: the second one's fault and its server's CPU are of its own time.
void TestRunner::countsTheTimeOfEachTargetByItself()
{
    Runner runner(serverProgram());
    Listener heard(runner);
    Experiment experiment = shortComparison();
    experiment.plan.order = load::Order::Sequential;
    experiment.plan.duration = 1s;
    experiment.faults = {{.at = 300ms, .lasts = 200ms, .target = experiment.targets[1].name, .fault = {}}};
    runner.start(experiment);
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends(), std::size_t{1}, kPatience);
    QCOMPARE(heard.failures, QStringList());
    const RunResult &result = *heard.results.front();
    QCOMPARE(result.targets[0].figures.summary.failed(), 0UL);
    QVERIFY(result.targets[1].figures.summary.failed() > 0);
    QCOMPARE(result.faults.size(), std::size_t{1});
    QVERIFY(result.faults.front().at < 1s);
    QVERIFY(*result.targets[1].measuringSince - *result.targets[0].measuringSince > 500ms);
}

void TestRunner::stopsInEveryState_data()
{
    QTest::addColumn<int>("state");
    QTest::newRow("starting servers") << static_cast<int>(Runner::State::StartingServers);
    QTest::newRow("warming up") << static_cast<int>(Runner::State::WarmingUp);
    QTest::newRow("measuring") << static_cast<int>(Runner::State::Measuring);
    QTest::newRow("finishing") << static_cast<int>(Runner::State::Finishing);
    QTest::newRow("idle") << static_cast<int>(Runner::State::Idle);
}

void TestRunner::stopsInEveryState()
{
    QFETCH(const int, state);
    const auto when = static_cast<Runner::State>(state);
    Experiment experiment = when == Runner::State::Finishing ? shortComparison() : longComparison();
    experiment.plan.warmup = 100ms;
    Runner runner(serverProgram());
    Listener heard(runner);
    runner.stop(); // harmless when idle
    if (when == Runner::State::Idle) {
        QCOMPARE(runner.state(), when);
        return;
    }
    connect(&runner, &Runner::stateChanged, &heard.context, [&runner, when](Runner::State now) {
        if (now == when)
            QMetaObject::invokeMethod(&runner, &Runner::stop, Qt::QueuedConnection);
    });
    runner.start(experiment);
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends(), std::size_t{1}, kPatience);
    QVERIFY(!runner.isRunning());
    if (when == Runner::State::StartingServers)
        QCOMPARE(heard.failures.size(), 1);
    if (when == Runner::State::Measuring) {
        QVERIFY(heard.results.front()->stopped);
        for (const TargetResult &target : heard.results.front()->targets) {
            QVERIFY(target.total->ledger.balances());
            QCOMPARE(target.server->requests, sentTo(target));
        }
    }
    runner.stop(); // and harmless when it is over
}

void TestRunner::survivesHammering()
{
    Runner runner(serverProgram());
    Listener heard(runner);
    const Experiment experiment = longComparison();
    std::size_t runs = 0;
    for (int blow = 0; blow < 100; ++blow) {
        if (!runner.isRunning()) {
            runner.start(experiment);
            ++runs;
        }
        // Some runs get no time at all, others come as far as they can in a few turns of the event loop.
        for (int turn = 0; turn < blow % 7; ++turn)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
        runner.stop();
        runner.stop();
        // Most blows fall while a run is still ending; every fifth meets an idle Runner.
        if (blow % 5 == 4)
            QTRY_VERIFY_WITH_TIMEOUT(!runner.isRunning(), kPatience);
    }
    QCOMPARE(heard.ends(), runs);
    QVERIFY(runs >= 20);
}

void TestRunner::canBeDestroyedAtAnyMoment_data()
{
    stopsInEveryState_data();
}

void TestRunner::canBeDestroyedAtAnyMoment()
{
    QFETCH(const int, state);
    const auto when = static_cast<Runner::State>(state);
    auto runner = std::make_unique<Runner>(serverProgram());
    Listener heard(*runner);
    Experiment experiment = when == Runner::State::Finishing ? shortComparison() : longComparison();
    experiment.plan.warmup = 100ms;
    // By the signal: some states are over before one could look for them.
    QEventLoop untilThen;
    connect(runner.get(), &Runner::stateChanged, &untilThen, [&](Runner::State now) {
        if (now == when)
            untilThen.quit();
    });
    if (when != Runner::State::Idle) {
        QTimer::singleShot(0, runner.get(), [&] { runner->start(experiment); });
        QTimer::singleShot(kPatience, &untilThen, [&] { untilThen.exit(1); });
        QCOMPARE(untilThen.exec(), 0);
    }
    runner.reset();
    QCOMPARE(childProcesses(), QStringList());
    QCOMPARE(heard.ends(), std::size_t{0});
}

void TestRunner::startsTheNextRunFromTheEndOfOne()
{
    Runner runner(serverProgram());
    Listener heard(runner);
    bool again = true;
    connect(&runner, &Runner::finished, &runner, [&] {
        if (std::exchange(again, false))
            runner.start(shortComparison());
    });
    runner.start(shortComparison());
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends(), std::size_t{2}, kPatience);
    QCOMPARE(heard.results.size(), std::size_t{2});
    QVERIFY(heard.results[0]->id != heard.results[1]->id);
}

QTEST_GUILESS_MAIN(TestRunner)
#include "tst_runner.moc"
