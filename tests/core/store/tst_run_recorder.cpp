#include "report/report.h"
#include "store/history_thread.h"
#include "store/run_recorder.h"
#include "stored_sample.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>

using namespace escala;
using namespace std::chrono_literals;
using experiment::Runner;
using store::History;

namespace {

constexpr auto kPatience = 60'000;

experiment::Experiment shortExperiment()
{
    experiment::Experiment experiment = experiment::quickPreset();
    experiment.plan.users = 2;
    experiment.plan.duration = 2500ms;
    for (experiment::Target &target : experiment.targets)
        target.server->delay = 5ms;
    return experiment;
}

using ResultPtr = std::shared_ptr<const experiment::RunResult>;

void tell(Runner &runner, const SampleRun &run)
{
    Q_EMIT runner.began(std::make_shared<const experiment::RunResult>(run.head));
    for (const metrics::TargetSecond &second : run.seconds)
        Q_EMIT runner.secondsMeasured({second});
}

/// A file where the folder of a history is to be.
bool isInTheWay(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::WriteOnly);
}

}

class TestRunRecorder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsARealRun();
    void keepsWhatIsKnownWhileItRuns();
    void writesWhatItHasWhenItGoes();
    void forgetsARunWithoutASecond();
    void neverStopsARun();
    void goesOnOnceItCanWrite();
    void writesARunThatEndedBeforeItCould();
    void keepsTryingByItself();
    void waitsOnceForAnotherProgram();
    void noticesThatItsFileIsGone();
    void answersOnItsOwnThread();
    void saysThatItCantBeOpened();
};

void TestRunRecorder::keepsARealRun()
{
    Runner runner(qEnvironmentVariable("ESCALA_BIN") + QStringLiteral("/escala-server"));
    store::RunRecorder recorder("real.sqlite");
    recorder.follow(runner);
    recorder.setRepetition({.group = "again", .round = 1});
    ResultPtr result;
    connect(&runner, &Runner::finished, this, [&](const ResultPtr &ended) { result = ended; });
    QString failure;
    connect(&runner, &Runner::failed, this, [&](const QString &sentence) { failure = sentence; });
    runner.start(shortExperiment());
    QTRY_VERIFY_WITH_TIMEOUT(result || !failure.isEmpty(), kPatience);
    QVERIFY2(result, qPrintable(failure));
    recorder.flush();
    const auto history = History::open("real.sqlite");
    const auto rows = (*history)->list();
    QCOMPARE(rows->size(), 1U);
    QCOMPARE(rows->front().state, store::RunState::Finished);
    QCOMPARE(rows->front().group, std::string("again"));
    QCOMPARE(rows->front().requests,
             result->targets[0].figures.summary.ledger.sent + result->targets[1].figures.summary.ledger.sent);
    const auto loaded = (*history)->load(result->id);
    QVERIFY(loaded.has_value());
    QCOMPARE(QByteArray::fromStdString(report::resultJson(**loaded)),
             QByteArray::fromStdString(report::resultJson(*result)));
    const std::string differs = difference(**loaded, *result);
    QVERIFY2(differs.empty(), differs.c_str());
    const auto seconds = (*history)->seconds(result->id, 1);
    QVERIFY(seconds->size() >= 2);
    std::uint64_t sent = 0;
    for (const metrics::Second &second : *seconds)
        sent += second.ledger.sent;
    QCOMPARE(sent, result->targets[1].figures.summary.ledger.sent);
}

void TestRunRecorder::keepsWhatIsKnownWhileItRuns()
{
    const SampleRun run = sampleRun({.seconds = 3});
    Runner runner;
    store::RunRecorder recorder("live.sqlite");
    recorder.follow(runner);
    QSignalSpy changed(&recorder, &store::RunRecorder::changed);
    auto snapshot = std::make_shared<metrics::Snapshot>();
    for (const experiment::TargetResult &target : run.result.targets)
        snapshot->targets.push_back(target.figures);
    snapshot->generator = run.result.generator;
    snapshot->marks = run.result.marks;
    experiment::RunView view;
    view.snapshot = snapshot;
    view.faults = run.result.faults;
    Q_EMIT runner.began(std::make_shared<const experiment::RunResult>(run.head));
    Q_EMIT runner.viewChanged(std::make_shared<const experiment::RunView>(view));
    Q_EMIT runner.notice(QStringLiteral("A port was taken."));
    for (const metrics::TargetSecond &second : run.seconds)
        Q_EMIT runner.secondsMeasured({second});
    recorder.flush();
    const auto history = History::open("live.sqlite");
    QCOMPARE((*history)->row(run.head.id)->state, store::RunState::Running);
    const auto loaded = (*history)->load(run.head.id).value();
    QVERIFY(loaded->generator == run.result.generator);
    QVERIFY(loaded->marks == run.result.marks);
    QVERIFY(loaded->faults == run.result.faults);
    QCOMPARE(loaded->notes.front(), std::string("A port was taken."));
    QVERIFY(loaded->targets[0].figures.checks == run.result.targets[0].figures.checks);
    QVERIFY(loaded->targets[0].figures.summary.ttfb == run.result.targets[0].figures.summary.ttfb);
    QTRY_COMPARE(changed.size(), 1);
    Q_EMIT runner.failed(QStringLiteral("It broke."), false);
    recorder.flush();
    QCOMPARE((*history)->row(run.head.id)->state, store::RunState::Interrupted);
    QTRY_COMPARE(changed.size(), 2);
}

void TestRunRecorder::writesWhatItHasWhenItGoes()
{
    const SampleRun run = sampleRun({.seconds = 30});
    Runner runner;
    {
        store::RunRecorder recorder("gone.sqlite");
        recorder.follow(runner);
        tell(runner, run);
        Q_EMIT runner.finished(std::make_shared<const experiment::RunResult>(run.result));
    }
    const auto history = History::open("gone.sqlite");
    QCOMPARE((*history)->row(run.head.id)->state, store::RunState::Finished);
    QCOMPARE((*history)->seconds(run.head.id, 1)->size(), 30U);
}

void TestRunRecorder::forgetsARunWithoutASecond()
{
    const SampleRun run = sampleRun({.seconds = 1});
    Runner runner;
    store::RunRecorder recorder("nothing.sqlite");
    recorder.follow(runner);
    Q_EMIT runner.began(std::make_shared<const experiment::RunResult>(run.head));
    Q_EMIT runner.failed(QStringLiteral("No address."), true);
    recorder.flush();
    QCOMPARE((*History::open("nothing.sqlite"))->count().value(), 0U);
}

void TestRunRecorder::neverStopsARun()
{
    const SampleRun run = sampleRun({.seconds = 3});
    Runner runner;
    store::RunRecorder recorder("/proc/history.sqlite");
    recorder.follow(runner);
    QSignalSpy problems(&recorder, &store::RunRecorder::problem);
    tell(runner, run);
    Q_EMIT runner.finished(std::make_shared<const experiment::RunResult>(run.result));
    recorder.flush();
    QTRY_COMPARE(problems.size(), 1); // once a run
    QVERIFY(problems.front().front().toString().contains(QStringLiteral("/proc/history.sqlite")));
}

void TestRunRecorder::goesOnOnceItCanWrite()
{
    const SampleRun run = sampleRun({.seconds = 3});
    Runner runner;
    QVERIFY(isInTheWay(QStringLiteral("later")));
    store::RunRecorder recorder("later/history.sqlite");
    recorder.follow(runner);
    Q_EMIT runner.began(std::make_shared<const experiment::RunResult>(run.head));
    Q_EMIT runner.secondsMeasured({run.seconds[0], run.seconds[1]});
    recorder.flush();
    QVERIFY(QFile::remove(QStringLiteral("later")));
    Q_EMIT runner.secondsMeasured({run.seconds[2], run.seconds[3]});
    recorder.flush();
    const auto history = History::open("later/history.sqlite");
    QCOMPARE((*history)->seconds(run.head.id, 1)->size(), 2U);
}

void TestRunRecorder::writesARunThatEndedBeforeItCould()
{
    const SampleRun first = sampleRun({.seconds = 3});
    const SampleRun second = sampleRun({.seconds = 3, .seed = 2});
    Runner runner;
    QVERIFY(isInTheWay(QStringLiteral("ended")));
    store::RunRecorder recorder("ended/history.sqlite");
    recorder.follow(runner);
    tell(runner, first);
    Q_EMIT runner.finished(std::make_shared<const experiment::RunResult>(first.result));
    recorder.flush();
    QVERIFY(QFile::remove(QStringLiteral("ended")));
    tell(runner, second);
    recorder.flush();
    const auto history = History::open("ended/history.sqlite");
    QCOMPARE((*history)->row(first.head.id)->state, store::RunState::Finished);
    QCOMPARE(difference(**(*history)->load(first.head.id), first.result), std::string());
    QCOMPARE((*history)->seconds(first.head.id, 1)->size(), 3U);
    QCOMPARE((*history)->row(second.head.id)->state, store::RunState::Running);
}

void TestRunRecorder::keepsTryingByItself()
{
    const SampleRun run = sampleRun({.seconds = 2});
    Runner runner;
    QVERIFY(isInTheWay(QStringLiteral("retried")));
    store::RunRecorder recorder("retried/history.sqlite");
    QSignalSpy changed(&recorder, &store::RunRecorder::changed);
    recorder.follow(runner);
    tell(runner, run);
    Q_EMIT runner.finished(std::make_shared<const experiment::RunResult>(run.result));
    recorder.flush();
    QCOMPARE(changed.size(), 0);
    QVERIFY(QFile::remove(QStringLiteral("retried")));
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 2, kPatience);
    const auto history = History::open("retried/history.sqlite");
    QCOMPARE((*history)->row(run.head.id)->state, store::RunState::Finished);
}

/// Each attempt waits for some seconds: one for each second of a run would take hours.
void TestRunRecorder::waitsOnceForAnotherProgram()
{
    const SampleRun run = sampleRun({.targets = 1, .seconds = 600, .requests = 2});
    Runner runner;
    const auto other = store::Database::open("locked.sqlite");
    store::RunRecorder recorder("locked.sqlite");
    recorder.follow(runner);
    QSignalSpy problems(&recorder, &store::RunRecorder::problem);
    {
        const auto writing = store::Transaction::begin(**other);
        tell(runner, run);
        Q_EMIT runner.finished(std::make_shared<const experiment::RunResult>(run.result));
        recorder.flush();
        QTRY_COMPARE(problems.size(), 1);
    }
    recorder.flush();
    const auto history = History::open("locked.sqlite");
    QCOMPARE((*history)->row(run.head.id)->state, store::RunState::Finished);
    QCOMPARE((*history)->seconds(run.head.id, 0)->size(), 600U);
}

/// Else what is kept from then on would be gone with the program.
void TestRunRecorder::noticesThatItsFileIsGone()
{
    const SampleRun first = sampleRun({.seconds = 2});
    const SampleRun second = sampleRun({.seconds = 2, .seed = 2});
    Runner runner;
    store::RunRecorder recorder("moved.sqlite");
    recorder.follow(runner);
    tell(runner, first);
    Q_EMIT runner.finished(std::make_shared<const experiment::RunResult>(first.result));
    recorder.flush();
    store::HistoryThread thread("moved.sqlite");
    const auto ids = [&thread] {
        auto rows = thread.ask([](History &history) { return history.list(); });
        const auto answer = rows.result();
        std::vector<std::string> all;
        for (const store::RunRow &row : *answer)
            all.push_back(row.id);
        return all;
    };
    QVERIFY(ids() == std::vector{first.head.id});
    for (const QString &part : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")})
        QVERIFY(QFile::rename(QStringLiteral("moved.sqlite") + part, QStringLiteral("away.sqlite") + part));
    tell(runner, second);
    Q_EMIT runner.finished(std::make_shared<const experiment::RunResult>(second.result));
    recorder.flush();
    QVERIFY(ids() == std::vector{second.head.id});
    QCOMPARE((*History::open("away.sqlite"))->list()->front().id, first.head.id);
}

void TestRunRecorder::answersOnItsOwnThread()
{
    const SampleRun run = sampleRun();
    Runner runner;
    {
        store::RunRecorder recorder("asked.sqlite");
        recorder.follow(runner);
        tell(runner, run);
    }
    store::HistoryThread thread("asked.sqlite");
    QThread *asked = nullptr;
    auto rows = thread.ask([&asked](History &history) {
        asked = QThread::currentThread();
        return history.list();
    });
    auto missing = thread.ask([](History &history) { return history.row("nothing"); });
    QTRY_VERIFY_WITH_TIMEOUT(rows.isFinished() && missing.isFinished(), kPatience);
    QVERIFY(asked != nullptr && asked != QThread::currentThread());
    QCOMPARE(rows.result()->size(), 1U);
    QCOMPARE(missing.result().error().kind, store::StoreError::Kind::NotFound);
}

void TestRunRecorder::saysThatItCantBeOpened()
{
    store::HistoryThread thread("blocked/history.sqlite");
    QVERIFY(isInTheWay(QStringLiteral("blocked")));
    auto first = thread.ask([](History &history) { return history.count(); });
    first.waitForFinished();
    QCOMPARE(first.result().error().kind, store::StoreError::Kind::Unreadable);
    QVERIFY(QFile::remove(QStringLiteral("blocked")));
    auto second = thread.ask([](History &history) { return history.count(); });
    second.waitForFinished();
    QCOMPARE(second.result().value(), 0U);
}

QTEST_GUILESS_MAIN(TestRunRecorder)
#include "tst_run_recorder.moc"
