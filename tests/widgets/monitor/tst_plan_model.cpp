#include "monitor/monitor_plan_file.h"
#include "watch/plan_model.h"

#include <QSignalSpy>
#include <QTest>

#include <limits>

using namespace escala;
using namespace std::chrono_literals;
using experiment::ServerSpec;
using monitor::SloPlan;
using watch::PlanModel;

class TestPlanModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void urlsAreTakenOrRefused_data();
    void urlsAreTakenOrRefused();
    void namesStayUnique();
    void theFirstTargetBringsAnObjective();
    void processesByIdAndByName();
    void noMoreTargetsThanAFileMayHave();
    void noHostIsAskedMoreThanAFileMay();
    void whatIsEditedCanBeReadAgain();
    void removalCanBeTakenBack();
    void anotherPlanCanBeTakenBack();
    void objectivesOfAFileAreKept();
    void intervalsHaveAFloor();
};

void TestPlanModel::urlsAreTakenOrRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name"); // empty: refused

    QTest::newRow("a whole URL") << QStringLiteral("https://shop.example/cart?id=1")
                                 << QStringLiteral("shop.example/cart");
    QTest::newRow("a host alone") << QStringLiteral("shop.example") << QStringLiteral("shop.example");
    QTest::newRow("blanks around it") << QStringLiteral("  http://localhost:8080/ ")
                                      << QStringLiteral("localhost:8080");
    QTest::newRow("no password in the name")
        << QStringLiteral("http://me:secret@a.example/") << QStringLiteral("a.example");
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("another scheme") << QStringLiteral("ftp://a.example/") << QString();
}

void TestPlanModel::urlsAreTakenOrRefused()
{
    QFETCH(const QString, text);
    QFETCH(const QString, name);
    PlanModel model;
    const auto added = model.addUrl(text);
    QCOMPARE(added.has_value(), !name.isEmpty());
    QCOMPARE(model.isEmpty(), name.isEmpty());
    if (added)
        QCOMPARE(*added, name);
    else
        QVERIFY(!added.error().isEmpty());
}

void TestPlanModel::namesStayUnique()
{
    PlanModel model;
    QCOMPARE(*model.addUrl(QStringLiteral("a.example")), QStringLiteral("a.example"));
    QCOMPARE(*model.addUrl(QStringLiteral("http://a.example/")), QStringLiteral("a.example 2"));
    QCOMPARE(*model.addScrape(QStringLiteral("a.example:9100")), QStringLiteral("a.example:9100"));
    QCOMPARE(model.plan().scrapes.front().url, std::string("a.example:9100/metrics"));
    const auto first = *model.addServer(ServerSpec::Kind::Slow);
    QVERIFY(*model.addServer(ServerSpec::Kind::Slow) != first);
}

void TestPlanModel::theFirstTargetBringsAnObjective()
{
    PlanModel model;
    QVERIFY(model.addServer(ServerSpec::Kind::Cached));
    QVERIFY(model.objective(SloPlan::Kind::Availability));
    model.setObjective(SloPlan::Kind::Availability, std::nullopt);
    QVERIFY(!model.objective(SloPlan::Kind::Availability));
    QVERIFY(model.addServer(ServerSpec::Kind::Slow)); // who wants none gets none
    QVERIFY(!model.objective(SloPlan::Kind::Availability));
}

void TestPlanModel::processesByIdAndByName()
{
    PlanModel model;
    QVERIFY(!model.addProcess(QStringLiteral(" ")));
    QVERIFY(!model.addProcess(QStringLiteral("-3")));
    QVERIFY(!model.addProcess(QStringLiteral("4294967296")));
    QVERIFY(model.addProcess(QStringLiteral("4711")));
    QVERIFY(model.addProcess(QStringLiteral("nginx")));
    QCOMPARE(model.plan().processes[0].pid, std::int64_t(4711));
    QCOMPARE(model.plan().processes[1].process, std::string("nginx"));
}

void TestPlanModel::noMoreTargetsThanAFileMayHave()
{
    PlanModel model;
    monitor::MonitorPlan plan;
    plan.targets.resize(monitor::MonitorPlan::kMostTargets - 1);
    model.setPlan(plan);
    QVERIFY(model.addServer(ServerSpec::Kind::Slow));
    const auto full = model.plan();
    const auto sentence = QStringLiteral("A monitor watches 500 targets at most.");
    QCOMPARE(model.addUrl(QStringLiteral("shop.example")).error(), sentence);
    QCOMPARE(model.addServer(ServerSpec::Kind::Slow).error(), sentence);
    QCOMPARE(model.addServer(ServerSpec::Kind::Cached).error(), sentence);
    QVERIFY(model.plan() == full);
    QVERIFY(model.addScrape(QStringLiteral("localhost:9100"))); // which is no target
}

void TestPlanModel::noHostIsAskedMoreThanAFileMay()
{
    PlanModel model;
    const QSignalSpy refused(&model, &PlanModel::refused);
    for (int i = 0; i < int(monitor::MonitorPlan::kMostOfOneHost); ++i)
        QVERIFY(model.addUrl(QStringLiteral("shop.example/%1").arg(i)));
    const auto full = model.plan();
    const auto one = model.addUrl(QStringLiteral("shop.example/more"));
    QVERIFY(!one);
    QVERIFY2(one.error().startsWith(u"shop.example would be asked 51 times a second"), qPrintable(one.error()));
    QVERIFY(!model.addScrape(QStringLiteral("http://shop.example/metrics")));
    model.setInterval(QStringLiteral("shop.example/7"), 500ms);
    QCOMPARE(refused.count(), 1);
    QCOMPARE(refused.front().front().toString(), one.error());
    QVERIFY(model.plan() == full);
    QVERIFY(model.addUrl(QStringLiteral("other.example")));
    QVERIFY(model.addUrl(QStringLiteral("localhost:8080")));
    model.setInterval(QStringLiteral("localhost:8080"), 100ms); // this machine is asked as often as one likes
    model.setInterval(QStringLiteral("shop.example/7"), 10s);   // and what is gentler makes room
    QCOMPARE(refused.count(), 1);
}

void TestPlanModel::whatIsEditedCanBeReadAgain()
{
    PlanModel model;
    QVERIFY(model.addUrl(QStringLiteral("https://me:secret@shop.example/cart?id=1")));
    QVERIFY(model.addUrl(QStringLiteral("shop.example")));
    QVERIFY(model.addServer(ServerSpec::Kind::Slow));
    const auto cached = *model.addServer(ServerSpec::Kind::Cached);
    QVERIFY(model.addScrape(QStringLiteral("shop.example:9100")));
    QVERIFY(model.addProcess(QString::number(std::numeric_limits<std::int32_t>::max())));
    QVERIFY(model.addProcess(QStringLiteral("shop.example"))); // a name that others have
    model.setInterval(cached, 1h);
    model.setObjective(SloPlan::Kind::Latency,
                       SloPlan{.name = "latency",
                               .targets = {},
                               .kind = SloPlan::Kind::Latency,
                               .threshold = monitor::MonitorPlan::kLongestTimeout});
    const auto read = monitor::parseMonitorPlan(monitor::writeMonitorPlan(model.plan()));
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QVERIFY(*read == model.plan());
}

void TestPlanModel::removalCanBeTakenBack()
{
    PlanModel model;
    QVERIFY(model.addServer(ServerSpec::Kind::Slow));
    const auto name = *model.addServer(ServerSpec::Kind::Cached);
    const auto before = model.plan();
    const QSignalSpy removed(&model, &PlanModel::removed);
    model.remove({QStringLiteral("nobody")});
    QCOMPARE(removed.count(), 0);
    model.remove({name});
    QCOMPARE(removed.count(), 1);
    QCOMPARE(model.plan().targets.size(), std::size_t(1));
    model.undo();
    QVERIFY(model.plan() == before);
    QVERIFY(!model.canUndo());
    model.remove({name});
    QVERIFY(model.addServer(ServerSpec::Kind::Slow)); // something else was done: no way back
    QVERIFY(!model.canUndo());
    const auto both = model.plan();
    QStringList names;
    for (const auto &target : both.targets)
        names << QString::fromStdString(target.name);
    model.remove(names); // several are one step
    QVERIFY(model.isEmpty());
    QCOMPARE(removed.back().front().toStringList(), names);
    model.undo();
    QVERIFY(model.plan() == both);
}

void TestPlanModel::anotherPlanCanBeTakenBack()
{
    PlanModel model;
    const QSignalSpy replaced(&model, &PlanModel::replaced);
    monitor::MonitorPlan first;
    first.targets.emplace_back().name = "shop";
    model.replace(first); // in place of nothing
    QCOMPARE(replaced.count(), 0);
    QVERIFY(!model.canUndo());
    auto second = first;
    second.targets.front().interval = 2s; // the same names, and yet another plan
    model.replace(second);
    QCOMPARE(replaced.count(), 1);
    model.replace(second); // the same: still one step
    QCOMPARE(replaced.count(), 1);
    model.undo();
    QVERIFY(model.plan() == first);
    QVERIFY(!model.canUndo());
    model.replace({});
    model.undo();
    QVERIFY(model.plan() == first);
    model.replace(second);
    QVERIFY(model.addServer(ServerSpec::Kind::Slow)); // something else was done: no way back
    QVERIFY(!model.canUndo());
}

void TestPlanModel::objectivesOfAFileAreKept()
{
    PlanModel model;
    monitor::MonitorPlan plan;
    plan.targets.emplace_back();
    plan.targets.back().name = "shop";
    plan.slos = {{.name = "of the shop", .targets = {"shop"}}, {.name = "all", .targets = {}, .objective = 0.99}};
    model.setPlan(plan);
    QCOMPARE(model.objective(SloPlan::Kind::Availability)->objective, 0.99);
    model.setObjective(SloPlan::Kind::Availability, std::nullopt);
    QCOMPARE(model.plan().slos.size(), std::size_t(1));
    QCOMPARE(model.plan().slos.front().name, std::string("of the shop"));
    model.remove({QStringLiteral("shop")}); // and it is not one of all then
    QVERIFY(model.plan().slos.empty());
}

void TestPlanModel::intervalsHaveAFloor()
{
    PlanModel model;
    const auto name = *model.addServer(ServerSpec::Kind::Slow);
    const QSignalSpy changed(&model, &PlanModel::changed);
    model.setInterval(name, 1ms);
    QCOMPARE(changed.count(), 0);
    model.setInterval(name, 250ms);
    QVERIFY(model.intervalOf(name) == 250ms);
    QVERIFY(!model.intervalOf(QStringLiteral("nobody")));
}

QTEST_MAIN(TestPlanModel)
#include "tst_plan_model.moc"
