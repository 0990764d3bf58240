#include "servers/balancer/fleet_control.h"

#include <QTest>

using namespace escala;
using namespace escala::servers::balancer;

namespace {

/// Lets a loop do what was posted to it so far.
void turn(net::EventLoop &loop)
{
    loop.post([&loop] { loop.stop(); });
    loop.run();
}

BalancerPlan planFor(const http::Url &url)
{
    BalancerPlan plan;
    plan.replicas = {{.url = url}};
    plan.checks.on = false;
    return plan;
}

}

/// The control and the loop of one server, which turn when the test says so.
class TestFleetControl : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsWhatIsSentBeforeALoopHasHeard();
};

void TestFleetControl::countsWhatIsSentBeforeALoopHasHeard()
{
    const auto url = *http::parseUrl("http://127.0.0.1:1/");
    const BalancerPlan plan = planFor(url);
    net::EventLoop admin;
    net::EventLoop serving;
    Fleet fleet(serving, plan, 0, 1, {});
    FleetControl control(admin, plan, {{&serving, &fleet}}, nullptr);
    turn(serving);
    QVERIFY(control.remove(url));
    const auto now = net::Clock::now();
    auto *const upstream = fleet.choose({}, now);
    QVERIFY(upstream != nullptr);
    QVERIFY(!fleet.sent(*upstream, now));
    upstream->tally().origin.originRequests.add();
    fleet.done(*upstream, false);
    turn(serving);
    turn(admin);
    QVERIFY(control.replicas().empty());
    QVERIFY(fleet.choose({}, now) == nullptr);
    QCOMPARE(control.origin().requests, 1);
}

QTEST_GUILESS_MAIN(TestFleetControl)
#include "tst_fleet_control.moc"
