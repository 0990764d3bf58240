#include "experiment/lab_templates.h"
#include "lab/box_face.h"

#include <QTest>

using namespace escala;
using namespace escala::lab;
using namespace std::chrono_literals;
using experiment::Fault;
using experiment::ServerSpec;
using experiment::ServerStatus;
using Condition = ServerStatus::Condition;

class TestBoxFace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsHowItIsSetUp();
    void tellsHowItFares();
    void whatIsWrongIsAWord_data();
    void whatIsWrongIsAWord();
    void usersSeeErrors();
};

namespace {

ServerStatus up()
{
    ServerStatus status;
    status.alive = true;
    status.condition = Condition::Up;
    status.requestsPerSecond = 597;
    status.cpu = 0.38;
    status.rssBytes = 11U << 20U;
    return status;
}

}

void TestBoxFace::tellsHowItIsSetUp()
{
    ServerSpec spec;
    spec.name = "Replica 1";
    spec.delay = 50ms;
    spec.workers = 8;
    const auto slow = plannedFace(spec);
    QCOMPARE(slow.title, QStringLiteral("Replica 1"));
    QCOMPARE(slow.first, QStringLiteral("50 ms a page · workers 8"));
    QVERIFY(slow.state == BoxFace::State::Idle);
    spec.kind = ServerSpec::Kind::Balancer;
    spec.algorithm = "p2c";
    QCOMPARE(plannedFace(spec).second, QStringLiteral("p2c"));
}

void TestBoxFace::tellsHowItFares()
{
    auto status = up();
    status.p99Seconds = 0.0096;
    const auto face = liveFace({}, status);
    QCOMPARE(face.first, QStringLiteral("597/s · p99 9.6 ms"));
    QCOMPARE(face.second, QStringLiteral("CPU 38 % · 11.0 MiB"));
    QVERIFY(face.state == BoxFace::State::Good && face.word.isEmpty());
    status.hitRatio = 0.5;
    status.p99Seconds.reset();
    status.queued = 12;
    QCOMPARE(liveFace({}, status).first, QStringLiteral("597/s · 50.0 % hits"));
    QVERIFY(liveFace({}, status).second.startsWith(QStringLiteral("queue 12")));
}

void TestBoxFace::whatIsWrongIsAWord_data()
{
    QTest::addColumn<ServerStatus>("status");
    QTest::addColumn<QString>("word");
    QTest::addColumn<bool>("broken");
    auto killed = up();
    killed.condition = Condition::Killed;
    killed.faults = {{.kind = Fault::Kind::Kill}};
    QTest::newRow("killed") << killed << "killed" << true;
    auto frozen = up();
    frozen.condition = Condition::Frozen;
    frozen.faults = {{.kind = Fault::Kind::Freeze}};
    QTest::newRow("frozen") << frozen << "frozen" << true;
    auto slower = up();
    slower.faults = {{.kind = Fault::Kind::Latency, .latency = 200ms}};
    QTest::newRow("slower") << slower << "200 ms slower" << false;
    auto ejected = up();
    ejected.seenAs = "ejected";
    QTest::newRow("ejected") << ejected << "ejected" << false;
    auto gone = up();
    gone.condition = Condition::Gone;
    QTest::newRow("gone") << gone << "gone" << true;
}

void TestBoxFace::whatIsWrongIsAWord()
{
    QFETCH(ServerStatus, status);
    QFETCH(QString, word);
    QFETCH(bool, broken);
    const auto face = liveFace({}, status);
    QCOMPARE(face.word, word);
    QVERIFY(face.state == (broken ? BoxFace::State::Broken : BoxFace::State::Warned));
}

void TestBoxFace::usersSeeErrors()
{
    const auto plan = experiment::labExperiment(experiment::LabTemplate::Single).plan;
    QCOMPARE(usersFace(plan, nullptr).first, QStringLiteral("250/s"));
    metrics::TargetSnapshot figures;
    figures.series.emplace_back();
    figures.series.back().length = 1s;
    figures.series.back().offered = 250;
    QCOMPARE(usersFace(plan, &figures).first, QStringLiteral("250/s offered"));
    QVERIFY(usersFace(plan, &figures).state == BoxFace::State::Good);
    figures.series.back().errors = 90;
    QCOMPARE(usersFace(plan, &figures).word, QStringLiteral("errors"));
    QCOMPARE(usersFace(plan, &figures).second, QStringLiteral("90/s failed"));
}

QTEST_GUILESS_MAIN(TestBoxFace)
#include "tst_box_face.moc"
