#include "experiment/repetition.h"

#include <QEventLoop>
#include <QTcpServer>
#include <QTest>
#include <QTimer>

using namespace escala;
using namespace escala::experiment;
using namespace std::chrono_literals;

class TestRepetition : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void targetsTakeTurns();
    void stopKeepsWhatThereIs();
    void unreachableTargetEndsIt();
    void problemEndsItAtOnce();
    void roundsThatCount_data();
    void roundsThatCount();
};

namespace {

using ResultPtr = std::shared_ptr<const RepetitionResult>;

QString serverProgram()
{
    return qEnvironmentVariable("ESCALA_BIN") + QStringLiteral("/escala-server");
}

/// Two built-in servers, a run of each over in a fifth of a second.
Experiment shortRuns()
{
    Experiment experiment = quickPreset();
    for (Target &target : experiment.targets) {
        target.server->port = 0;
        target.server->delay = 5ms;
    }
    experiment.plan.users = 2;
    experiment.plan.duration = 200ms;
    return experiment;
}

/// Carries it out to its end. `onRun` is told of each run that begins.
ResultPtr carryOut(const Experiment &experiment, std::uint32_t rounds,
                   const std::function<void(Repetition &, Runner &, const RepetitionPlace &)> &onRun)
{
    Runner runner(serverProgram());
    Repetition repetition(runner);
    QEventLoop loop;
    ResultPtr result;
    QObject::connect(&repetition, &Repetition::runBegins, &loop,
                     [&](const RepetitionPlace &place) { onRun(repetition, runner, place); });
    QObject::connect(&repetition, &Repetition::ended, &loop, [&](const ResultPtr &ended) {
        result = ended;
        loop.quit();
    });
    QTimer::singleShot(0, &loop, [&] { repetition.start(experiment, rounds); });
    QTimer::singleShot(60s, &loop, &QEventLoop::quit);
    loop.exec();
    return result;
}

}

void TestRepetition::targetsTakeTurns()
{
    QStringList order;
    std::string group;
    const ResultPtr result = carryOut(shortRuns(), 5, [&](Repetition &, Runner &, const RepetitionPlace &place) {
        order.append(QStringLiteral("%1%2").arg(QChar(place.target == 0 ? u'A' : u'B')).arg(place.round));
        group = place.group;
    });
    QVERIFY(result);
    QCOMPARE(order.join(u' '), QStringLiteral("A1 B1 A2 B2 A3 B3 A4 B4 A5 B5"));
    QCOMPARE(result->runs.size(), 10UL);
    QVERIFY(!group.empty());
    QCOMPARE(result->group, group);
    QVERIFY(!result->stopped);
    QVERIFY(result->failure.empty());
    for (const RepeatedRun &run : result->runs) {
        QVERIFY(!run.id.empty());
        QVERIFY(run.block.good > 0);
        QVERIFY(run.block.length > 0ns);
        QVERIFY(!run.block.response.empty());
    }
    for (const analysis::RunSample &sample : result->samples()) {
        QCOMPARE(sample.blocks.size() + result->invalidRounds(), 5UL);
        QCOMPARE(sample.pairing, group);
    }
}

void TestRepetition::stopKeepsWhatThereIs()
{
    const ResultPtr result =
        carryOut(shortRuns(), 100, [](Repetition &repetition, Runner &, const RepetitionPlace &place) {
            if (place.round == 2 && place.target == 1)
                QTimer::singleShot(0, &repetition, &Repetition::stop);
        });
    QVERIFY(result);
    QVERIFY(result->stopped);
    QCOMPARE(result->runs.size(), 3UL);
    QVERIFY(result->samples()[0].blocks.size() <= 1);
}

void TestRepetition::unreachableTargetEndsIt()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QString url = QStringLiteral("http://127.0.0.1:%1/").arg(server.serverPort());
    server.close();
    Experiment experiment = shortRuns();
    experiment.targets = {{.name = "Nobody", .url = url.toStdString(), .server = {}}};
    experiment.plan.duration = 100ms;
    int runs = 0;
    const ResultPtr result = carryOut(experiment, 5, [&](Repetition &, Runner &, const RepetitionPlace &) { ++runs; });
    QVERIFY(result);
    QCOMPARE(runs, 1);
    QVERIFY(result->unreachable);
    QVERIFY(result->failure.contains("could not be reached"));
    QVERIFY(result->runs.empty());
}

void TestRepetition::problemEndsItAtOnce()
{
    Experiment experiment = shortRuns();
    experiment.targets.clear();
    int runs = 0;
    const ResultPtr result = carryOut(experiment, 5, [&](Repetition &, Runner &, const RepetitionPlace &) { ++runs; });
    QVERIFY(result);
    QCOMPARE(runs, 0);
    QVERIFY(!result->failure.empty());
    QVERIFY(!result->unreachable);
}

void TestRepetition::roundsThatCount_data()
{
    using metrics::Verdict;
    QTest::addColumn<std::vector<Verdict>>("verdicts"); // of A1 B1 A2 B2 …
    QTest::addColumn<int>("counted");
    QTest::addColumn<int>("invalid");
    QTest::addColumn<Verdict>("worst");
    constexpr auto good = Verdict::Valid;
    QTest::newRow("all") << std::vector<Verdict>{good, good, good, good} << 2 << 0 << good;
    QTest::newRow("one without its other half") << std::vector<Verdict>{good, good, good} << 1 << 0 << good;
    QTest::newRow("one half invalid") << std::vector<Verdict>{good, Verdict::Invalid, good, good} << 1 << 1 << good;
    QTest::newRow("one half degraded") << std::vector<Verdict>{Verdict::Degraded, good, good, good} << 2 << 0
                                       << Verdict::Degraded;
    QTest::newRow("none") << std::vector<Verdict>{} << 0 << 0 << good;
}

void TestRepetition::roundsThatCount()
{
    QFETCH(const std::vector<metrics::Verdict>, verdicts);
    QFETCH(const int, counted);
    QFETCH(const int, invalid);
    RepetitionResult result;
    result.experiment = shortRuns();
    result.rounds = 2;
    for (std::size_t index = 0; index < verdicts.size(); ++index)
        result.runs.push_back({.id = {},
                               .round = static_cast<std::uint32_t>(index / 2 + 1),
                               .target = index % 2,
                               .block = {.length = 1s},
                               .warmUp = {},
                               .verdict = verdicts[index],
                               .verdictText = "so it was"});
    QCOMPARE(int(result.samples()[0].blocks.size()), counted);
    QCOMPARE(int(result.samples()[1].blocks.size()), counted);
    QCOMPARE(int(result.invalidRounds()), invalid);
    QTEST(result.samples()[0].verdict, "worst");
}

QTEST_GUILESS_MAIN(TestRepetition)
#include "tst_repetition.moc"
