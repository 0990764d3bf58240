#include "engine_run.h"
#include "script_server.h"

#include <QTest>

#include <sys/resource.h>

using escala::load::LoadPlan;
using escala::load::Model;

/// A system that allows few descriptors. A program of its own: a limit once lowered stays so.
class TestDescriptorLimit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tooManyUsersAreRefused();
    void openModelTakesWhatThereIs();
};

void TestDescriptorLimit::initTestCase()
{
    const rlimit few{200, 200};
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &few), 0);
}

void TestDescriptorLimit::tooManyUsersAreRefused()
{
    const ScriptServer server(ScriptServer::answeringOk());
    LoadPlan plan = smallPlan();
    plan.users = 1000;
    EngineRun run;
    const auto refusal = QString::fromStdString(run.start(plan, {localUrl(server.port())}));
    QVERIFY2(refusal.contains(QStringLiteral("ulimit")) || refusal.contains(QStringLiteral("200")),
             qPrintable(refusal));
    QCOMPARE(server.connections(), 0UL);
}

// Named by nobody, the number of connections is what fits; the rest waits.
void TestDescriptorLimit::openModelTakesWhatThereIs()
{
    const ScriptServer server(ScriptServer::answeringOk());
    LoadPlan plan = smallPlan(300);
    plan.model = Model::Open;
    plan.rate = 1000;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
    QCOMPARE(run.finish()->targets.front().summary.ledger.ok, 300UL);
}

QTEST_GUILESS_MAIN(TestDescriptorLimit)
#include "tst_descriptor_limit.moc"
