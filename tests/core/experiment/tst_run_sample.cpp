#include "experiment/run_sample.h"

#include <QTest>

#include <algorithm>
#include <functional>

using namespace escala;
using namespace std::chrono_literals;
using analysis::PlanSetting;
using experiment::Experiment;

class TestRunSample : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void samePlan_data();
    void samePlan();
    void otherPlan_data();
    void otherPlan();
    void blockOfASecond();
    void lateAnswersAreNoRate_data();
    void lateAnswersAreNoRate();
    void nothingIsKnownOfTheEnd();
    void pairing_data();
    void pairing();
};

namespace {

using Change = std::function<void(Experiment &)>;

Experiment plan(const Change &change = [](Experiment &) { })
{
    Experiment made = experiment::quickPreset();
    change(made);
    return made;
}

std::string firstDifference(const std::vector<PlanSetting> &one, const std::vector<PlanSetting> &other)
{
    const auto [here, there] = std::ranges::mismatch(one, other);
    if (here == one.end() || there == other.end())
        return here != one.end() ? here->path : there != other.end() ? there->path : std::string();
    return std::min(here->path, there->path);
}

}

void TestRunSample::samePlan_data()
{
    QTest::addColumn<Change>("change");
    QTest::newRow("nothing") << Change([](Experiment &) { });
    QTest::newRow("a server that is slower") << Change([](Experiment &plan) { plan.targets[0].server->delay = 1s; });
    QTest::newRow("another address") << Change([](Experiment &plan) {
        plan.targets[0] = {.name = "Staging", .url = "http://127.0.0.1:1/", .server = {}};
        plan.plan.resolve = {{.host = "a", .port = 1, .address = "127.0.0.1"}};
    });
    QTest::newRow("other dice") << Change([](Experiment &plan) { plan.plan.seed = 7; });
    QTest::newRow("another name") << Change([](Experiment &plan) { plan.name = "Again"; });
}

void TestRunSample::samePlan()
{
    QFETCH(const Change, change);
    QCOMPARE(QString::fromStdString(firstDifference(planSettings(plan()), planSettings(plan(change)))), QString());
}

void TestRunSample::otherPlan_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("path");
    QTest::newRow("users") << Change([](Experiment &plan) { plan.plan.users = 21; }) << "load.users";
    QTest::newRow("duration") << Change([](Experiment &plan) { plan.plan.duration = 11s; }) << "load.duration";
    QTest::newRow("a header") << Change([](Experiment &plan) { plan.plan.request.headers = {{"A", "b"}}; })
                              << "load.headers[0].name";
    QTest::newRow("fewer targets at a time") << Change([](Experiment &plan) { plan.targets.pop_back(); }) << "targets";
}

void TestRunSample::otherPlan()
{
    QFETCH(const Change, change);
    const auto one = planSettings(plan());
    const auto other = planSettings(plan(change));
    QVERIFY(std::ranges::is_sorted(one, {}, &PlanSetting::path));
    QTEST(QString::fromStdString(firstDifference(one, other)), "path");
}

void TestRunSample::blockOfASecond()
{
    metrics::Tally tally;
    tally.ledger.sent = 3;
    tally.ledger.ok = 2;
    tally.ledger.timeout = 1;
    tally.errors[static_cast<std::size_t>(metrics::ErrorKind::Timeout)] = 1;
    tally.cache[0] = 2;
    tally.response.record(1ms, 2);
    metrics::Second second = metrics::secondOf(tally, 4s, 1s);
    second.point.serverCpu = 0.5;
    const analysis::Block block = experiment::blockOf(second);
    QVERIFY(block.length == 1s);
    QCOMPARE(block.good, 2UL);
    QCOMPARE(block.errors, 1UL);
    QCOMPARE(block.requests, 3UL);
    QCOMPARE(block.cache[0], 2UL);
    QCOMPARE(*block.serverCpu, 0.5);
    QCOMPARE(block.response.size(), 1UL);
    QCOMPARE(block.response[0].count, 2UL);
}

void TestRunSample::lateAnswersAreNoRate_data()
{
    QTest::addColumn<std::chrono::nanoseconds>("planned");
    QTest::addColumn<double>("rate");
    QTest::addColumn<qulonglong>("blocks");
    QTest::newRow("whole seconds") << std::chrono::nanoseconds(2s) << 100.0 << 2ULL;
    QTest::newRow("within a second") << std::chrono::nanoseconds(2500ms) << 84.0 << 3ULL; // ten of the third in time
    QTest::newRow("all of it") << std::chrono::nanoseconds(4s) << 62.5 << 4ULL;
}

/// Two seconds of a hundred, then fifty that come late, with an error.
void TestRunSample::lateAnswersAreNoRate()
{
    QFETCH(const std::chrono::nanoseconds, planned);
    QFETCH(const double, rate);
    const analysis::Block full{.length = 1s, .response = {{10, 100}}, .requests = 100, .good = 100, .serverCpu = 0.5};
    const analysis::Block late{
        .length = 1s, .response = {{20, 25}}, .requests = 26, .good = 25, .errors = 1, .serverCpu = 0.1};
    metrics::Summary summary;
    summary.duration = planned;
    summary.achievedRps = rate;
    const auto blocks = experiment::inTime({full, full, late, late}, summary);
    QTEST(qulonglong(blocks.size()), "blocks");
    analysis::Block whole = blocks.front();
    for (std::size_t index = 1; index < blocks.size(); ++index)
        whole = joined(whole, blocks[index]);
    QVERIFY(whole.length == planned);
    QCOMPARE(double(whole.good), rate * std::chrono::duration<double>(planned).count());
    QCOMPARE(whole.requests, 252UL);
    QCOMPARE(whole.errors, 2UL);
    QCOMPARE(whole.response.size(), 2UL);
    QCOMPARE(whole.response[1].count, 50UL);
    const double cpu = *whole.serverCpu * std::chrono::duration<double>(planned).count();
    QVERIFY2(std::abs(cpu - 1.2) < 1e-9, qPrintable(QString::number(cpu)));
}

void TestRunSample::nothingIsKnownOfTheEnd()
{
    QCOMPARE(experiment::inTime({{.length = 1s, .good = 7}}, {}).front().good, 7UL);
    QVERIFY(experiment::inTime({}, {}).empty());
}

void TestRunSample::pairing_data()
{
    QTest::addColumn<load::Order>("order");
    QTest::addColumn<bool>("paired");
    QTest::newRow("at once") << load::Order::Parallel << true;
    QTest::newRow("in turns") << load::Order::Interleaved << true;
    QTest::newRow("one after the other") << load::Order::Sequential << false;
}

void TestRunSample::pairing()
{
    QFETCH(const load::Order, order);
    QFETCH(const bool, paired);
    experiment::RunResult result;
    result.id = "some run";
    result.experiment = experiment::quickPreset();
    result.experiment.plan.order = order;
    for (const experiment::Target &target : result.experiment.targets)
        result.targets.emplace_back().target = target;
    const analysis::RunSample sample = experiment::sampleOf(result, 1, {{.length = 1s}});
    QCOMPARE(sample.pairing == "some run", paired);
    QCOMPARE(QString::fromStdString(sample.target), QString::fromStdString(result.experiment.targets[1].name));
    QCOMPARE(sample.blocks.size(), 1UL);
    QVERIFY(sample.verdict == metrics::Verdict::Valid);
    QVERIFY(!sample.verdictText.empty());
}

QTEST_APPLESS_MAIN(TestRunSample)
#include "tst_run_sample.moc"
