#include "report/moment.h"

#include <QTest>

using namespace escala;
using namespace escala::report;
using namespace std::chrono_literals;

class TestMoment : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsAtWholeSeconds_data();
    void startsAtWholeSeconds();
    void takesTheSecondOfEachTarget();
    void tellsWhatWasDoneAndWhatLasts();
    void tellsErrorsByKindAndStatus();
    void tellsWhereTheTimeOfTheSlowestWent();
    void namesRequestsOfAMix();
};

namespace {

experiment::Experiment twoTargets()
{
    experiment::Experiment experiment = experiment::quickPreset();
    experiment.targets.at(0).name = "One";
    experiment.targets.at(1).name = "Two";
    return experiment;
}

metrics::TargetSecond second(std::size_t target, std::chrono::seconds start, std::uint64_t requests)
{
    metrics::TargetSecond made{.target = target, .second = {}};
    made.second.point.start = start;
    made.second.point.requests = made.second.point.offered = requests;
    return made;
}

std::string valueOf(const std::vector<MomentRow> &rows, const std::string &label)
{
    for (const MomentRow &row : rows) {
        if (row.label == label)
            return row.value;
    }
    return {};
}

}

void TestMoment::startsAtWholeSeconds_data()
{
    QTest::addColumn<std::chrono::nanoseconds>("at");
    QTest::addColumn<std::chrono::nanoseconds>("start");
    QTest::newRow("within") << std::chrono::nanoseconds(4700ms) << std::chrono::nanoseconds(4s);
    QTest::newRow("at its start") << std::chrono::nanoseconds(4s) << std::chrono::nanoseconds(4s);
    QTest::newRow("before the run") << std::chrono::nanoseconds(-100ms) << std::chrono::nanoseconds(0s);
}

void TestMoment::startsAtWholeSeconds()
{
    QFETCH(const std::chrono::nanoseconds, at);
    QTEST(report::secondOf(at), "start");
}

void TestMoment::takesTheSecondOfEachTarget()
{
    const Moment moment =
        momentOf(twoTargets(), {}, {}, 3s, {second(0, 2s, 1), second(0, 3s, 7), second(1, 4s, 9), second(7, 3s, 1)});
    QCOMPARE(moment.sides.size(), 2UL);
    QCOMPARE(moment.sides[0].second->point.requests, 7UL);
    QVERIFY(!moment.sides[1].second);
    QCOMPARE(valueOf(rowsOf(moment.sides[1]), "Requests"), std::string("not measured at that time"));
}

void TestMoment::tellsWhatWasDoneAndWhatLasts()
{
    using Kind = experiment::Fault::Kind;
    const std::vector<experiment::FaultEvent> faults{
        {.fault = {.kind = Kind::Kill}, .target = 0, .server = "Replica 1", .at = 1s, .until = 2s},
        {.fault = {.kind = Kind::Freeze}, .target = 0, .server = "Replica 2", .at = 2500ms, .until = 9s},
        {.fault = {.kind = Kind::Kill}, .target = 0, .server = "Replica 3", .at = 3100ms}};
    const std::vector<metrics::Mark> marks{{.kind = metrics::Mark::Kind::Paused, .at = 3900ms},
                                           {.kind = metrics::Mark::Kind::Planned, .at = 4s}};
    const Moment moment = momentOf(twoTargets(), marks, faults, 3s, {});
    QCOMPARE(moment.marks, (std::vector<std::string>{"paused", "Replica 3 killed", "Replica 2 still frozen"}));
}

void TestMoment::tellsErrorsByKindAndStatus()
{
    Moment::Side side{.name = "One", .second = second(0, 0s, 1202).second};
    side.second->errors[static_cast<std::size_t>(metrics::ErrorKind::Timeout)] = 2;
    side.second->errors[static_cast<std::size_t>(metrics::ErrorKind::Status5xx)] = 100;
    side.second->status = {{200, 1100}, {503, 100}};
    side.second->point.offered = 1300;
    const auto rows = rowsOf(side);
    QCOMPARE(valueOf(rows, "Errors"), std::string("2\u00a0× timed out, 100\u00a0× status 5xx"));
    QCOMPARE(valueOf(rows, "Status"), std::string("1,100\u00a0× 200, 100\u00a0× 503"));
    QCOMPARE(valueOf(rows, "Requests"), std::string("1,202 (1,300 were due)"));
}

void TestMoment::tellsWhereTheTimeOfTheSlowestWent()
{
    Moment::Side side{.name = "One", .second = metrics::Second()};
    side.second->slowest = {
        {.response = 2s, .lag = 100ms, .wait = 900ms, .ttfb = 990ms, .transfer = 10ms, .status = 200},
        {.response = 1s, .wait = 0ms, .ttfb = 1s, .error = metrics::ErrorKind::Timeout}};
    const auto rows = slowestOf(side, {});
    QCOMPARE(rows.at(0), (SlowRow{"2\u00a0s", "1\u00a0s", "990\u00a0ms", "10\u00a0ms", "200"}));
    QCOMPARE(rows.at(1).outcome, std::string("timed out"));
}

void TestMoment::namesRequestsOfAMix()
{
    experiment::Experiment experiment = twoTargets();
    experiment.plan.moreRequests = {{.method = "POST", .path = "/buy"}};
    auto slow = second(1, 0s, 1);
    slow.second.slowest = {{.response = 1s, .status = 201, .request = 1}};
    const Moment moment = momentOf(experiment, {}, {}, 0s, {slow});
    QCOMPARE(slowestOf(moment.sides[1], moment.requests).at(0).outcome, std::string("201 POST /buy"));
    QVERIFY(textOf(moment).find("201 POST /buy") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestMoment)
#include "tst_moment.moc"
