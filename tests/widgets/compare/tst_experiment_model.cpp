#include "compare/experiment_model.h"

#include <QSignalSpy>
#include <QTest>

using namespace escala;
using namespace std::chrono_literals;
using compare::ExperimentModel;
using experiment::ServerSpec;

class TestExperimentModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsWithSlowAndCached();
    void urlsAreRefusedWithCauseAndRemedy_data();
    void urlsAreRefusedWithCauseAndRemedy();
    void addedUrlsGetNamesOfTheirOwn();
    void presetsKeepAddedUrls();
    void titleTellsPresetsFromOwnSettings();
    void theLastTargetStays();
    void namesAreUnique();
    void noLimitCantBeStarted();
    void serverChangesReachEveryServer();
};

void TestExperimentModel::startsWithSlowAndCached()
{
    const ExperimentModel model;
    QCOMPARE(model.experiment().targets.size(), std::size_t(2));
    QVERIFY(model.experiment().targets[0].server->kind == ServerSpec::Kind::Slow);
    QVERIFY(model.experiment().targets[1].server->kind == ServerSpec::Kind::Cached);
    QVERIFY2(model.problem().isEmpty(), qPrintable(model.problem()));
}

void TestExperimentModel::urlsAreRefusedWithCauseAndRemedy_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("blanks") << QStringLiteral("   ");
    QTest::newRow("blank inside") << QStringLiteral("http://127.0.0.1/a b");
    QTest::newRow("another scheme") << QStringLiteral("ftp://127.0.0.1/");
    QTest::newRow("no host") << QStringLiteral("http:///path");
    QTest::newRow("port 0") << QStringLiteral("http://127.0.0.1:0/");
    QTest::newRow("port 65536") << QStringLiteral("http://127.0.0.1:65536/");
    QTest::newRow("port of letters") << QStringLiteral("http://127.0.0.1:http/");
    QTest::newRow("broken brackets") << QStringLiteral("http://[::1/");
    QTest::newRow("too long") << QStringLiteral("http://127.0.0.1/") + QString(8100, u'a');
    QTest::newRow("control character") << QStringLiteral("http://127.0.0.1/\u0001");
}

void TestExperimentModel::urlsAreRefusedWithCauseAndRemedy()
{
    QFETCH(QString, text);
    ExperimentModel model;
    const QSignalSpy changes(&model, &ExperimentModel::changed);
    const auto refusal = model.addUrl(text);
    QVERIFY(refusal.has_value());
    QVERIFY(!refusal->isEmpty());
    QCOMPARE(changes.count(), 0);
    QCOMPARE(model.experiment().targets.size(), std::size_t(2));
}

void TestExperimentModel::addedUrlsGetNamesOfTheirOwn()
{
    ExperimentModel model;
    QVERIFY(!model.addUrl(QStringLiteral("http://127.0.0.1:8080/")));
    QVERIFY(!model.addUrl(QStringLiteral("127.0.0.1:8080")));
    QCOMPARE(model.experiment().targets[2].name, std::string("127.0.0.1:8080"));
    QCOMPARE(model.experiment().targets[3].name, std::string("127.0.0.1:8080 2"));
    QVERIFY2(model.problem().isEmpty(), qPrintable(model.problem()));
}

void TestExperimentModel::presetsKeepAddedUrls()
{
    ExperimentModel model;
    QVERIFY(!model.addUrl(QStringLiteral("http://127.0.0.1:8080/")));
    model.applyPreset(experiment::classicPreset());
    QCOMPARE(model.experiment().targets.size(), std::size_t(3));
    QCOMPARE(model.experiment().targets[2].url, std::string("http://127.0.0.1:8080/"));
    QVERIFY(model.experiment().plan == experiment::classicPreset().plan);
}

void TestExperimentModel::titleTellsPresetsFromOwnSettings()
{
    ExperimentModel model;
    const auto quick = model.title();
    QVERIFY(quick.contains(QStringLiteral("Quick")));
    model.applyPreset(experiment::classicPreset());
    QVERIFY(model.title().contains(QStringLiteral("Classic")));
    auto plan = model.experiment().plan;
    plan.users = 77;
    model.setPlan(plan);
    QVERIFY(!model.title().contains(QStringLiteral("Classic")));
    model.applyPreset(experiment::quickPreset());
    model.removeTarget(0);
    QCOMPARE(model.title(), quick);
    model.changeServers([](ServerSpec &spec) { spec.delay = 1ms; });
    QVERIFY(model.title() != quick);
}

void TestExperimentModel::theLastTargetStays()
{
    ExperimentModel model;
    model.removeTarget(1);
    model.removeTarget(0);
    model.removeTarget(7);
    QCOMPARE(model.experiment().targets.size(), std::size_t(1));
}

void TestExperimentModel::namesAreUnique()
{
    ExperimentModel model;
    model.addServer(ServerSpec::Kind::Slow);
    QCOMPARE(model.experiment().targets[2].name, model.experiment().targets[0].name + " 2");
    QVERIFY(!model.renameTarget(2, QString::fromStdString(model.experiment().targets[0].name)));
    QVERIFY(!model.renameTarget(2, QStringLiteral("  ")));
    QVERIFY(model.renameTarget(2, QStringLiteral("Lento")));
    QCOMPARE(model.experiment().targets[2].name, std::string("Lento"));
}

void TestExperimentModel::noLimitCantBeStarted()
{
    ExperimentModel model;
    auto plan = model.experiment().plan;
    plan.duration.reset();
    plan.requests.reset();
    model.setPlan(plan);
    QVERIFY(!model.problem().isEmpty());
}

void TestExperimentModel::serverChangesReachEveryServer()
{
    ExperimentModel model;
    model.changeServers([](ServerSpec &spec) { spec.delay = 42ms; });
    for (const auto &target : model.experiment().targets)
        QVERIFY(target.server->delay == 42ms);
}

QTEST_MAIN(TestExperimentModel)
#include "tst_experiment_model.moc"
